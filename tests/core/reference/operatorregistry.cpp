// SPDX-License-Identifier: GPL-3.0-or-later
// Every operator of the table has a kernel, and every kernel an entry in the table.
#include "core/network/operators/operatortable.h"
#include "core/reference/operators/operator.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace vsq;

class TestOperatorRegistry : public QObject {
    Q_OBJECT
private slots:
    void tableAndKernelsHoldTheSame();
};

void TestOperatorRegistry::tableAndKernelsHoldTheSame()
{
    std::vector<std::string> table;
    for (const OperatorSpec *spec : operatorTable().all()) {
        if (spec->expand == nullptr) { // others are expanded into operators that have kernels
            table.push_back(fullName(spec->domain, spec->name));
        }
    }
    std::sort(table.begin(), table.end());
    const std::vector<std::string> kernels = operatorRegistry().names();
    std::vector<std::string> different;
    std::set_symmetric_difference(table.begin(), table.end(), kernels.begin(), kernels.end(), std::back_inserter(different));
    QVERIFY2(different.empty(), different.empty() ? "" : different.front().c_str());
}

VSQ_TEST(TestOperatorRegistry)
#include "operatorregistry.moc"
