// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/assumptions.h"

#include "core/base/error.h"
#include "core/chip/config.h"
#include "core/chip/obstacles.h"
#include "core/chip/presets.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <set>

using namespace vsq;

class AssumptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allThirtyAreThereInOrder()
    {
        QCOMPARE(assumptions().size(), std::size_t{30});
        int number = 0;
        for (const Assumption &each : assumptions()) {
            QCOMPARE(each.number, ++number);
            QVERIFY(each.question.ends_with('?'));
            QVERIFY(!each.standard.empty() && !each.reason.empty() && !each.otherwise.empty());
        }
        QVERIFY_THROWS_EXCEPTION(Error, assumption(31));
    }

    void eachHasAFieldAndEachFieldOne()
    {
        std::set<int> set;
        for (const ConfigField &field : configFieldList()) {
            if (field.assumption != 0) {
                set.insert(assumption(field.assumption).number);
            }
        }
        QCOMPARE(set.size(), std::size_t{30});
    }

    void presetsAreChipsThatRun()
    {
        QCOMPARE(chipPresets().front().config, ChipConfig());
        std::set<std::string_view> names;
        for (const ChipPreset &preset : chipPresets()) {
            validate(preset.config);
            QVERIFY(!obstacleToLayers(preset.config).has_value());
            QVERIFY(names.insert(preset.name).second);
        }
    }
};

VSQ_TEST(AssumptionsTest)
#include "assumptions.moc"
