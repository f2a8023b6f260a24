// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTest>

#include <cstdio>
#include <vector>

namespace vsq::test {

namespace {

struct Entry {
    QString stem;
    std::function<std::unique_ptr<QObject>()> make;
};

std::vector<Entry> &entries()
{
    static std::vector<Entry> list;
    return list;
}

} // namespace

bool registerTest(const char *sourceFile, std::function<std::unique_ptr<QObject>()> make)
{
    entries().push_back({QFileInfo(QString::fromLocal8Bit(sourceFile)).baseName(), std::move(make)});
    return true;
}

std::function<std::unique_ptr<QCoreApplication>(int &, char **)> &applicationFactory()
{
    static std::function<std::unique_ptr<QCoreApplication>(int &, char **)> factory = [](int &argc, char **argv) {
        return std::make_unique<QCoreApplication>(argc, argv);
    };
    return factory;
}

} // namespace vsq::test

int main(int argc, char **argv)
{
    const auto application = vsq::test::applicationFactory()(argc, argv);
    QStringList arguments = application->arguments();
    QString only;
    if (const qsizetype at = arguments.indexOf(QStringLiteral("--only")); at > 0 && at + 1 < arguments.size()) {
        only = arguments[at + 1];
        arguments.remove(at, 2);
    }
    int failures = 0;
    int ran = 0;
    for (const auto &entry : vsq::test::entries()) {
        if (only.isEmpty() || entry.stem == only) {
            failures += QTest::qExec(entry.make().get(), arguments);
            ++ran;
        }
    }
    if (ran == 0) {
        std::fprintf(stderr, "no test class is registered for '%s'\n", qPrintable(only));
        return 1;
    }
    return failures == 0 ? 0 : 1;
}
