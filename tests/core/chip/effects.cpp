// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/effects.h"

#include "core/base/error.h"
#include "core/chip/obstacles.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class EffectsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldHasOne()
    {
        for (const std::string &field : configFields()) {
            QVERIFY2(effectsOf(field) != 0, field.c_str());
        }
        QVERIFY_THROWS_EXCEPTION(Error, effectsOf("lames"));
    }

    void whatCannotChangeValuesSaysWhy()
    {
        ChipConfig config;
        QCOMPARE(whyNoEffectOnValues("scaleProduct", config, true), std::string());
        QCOMPARE(whyNoEffectOnValues("fillDrainCycles", config, true),
                 std::string("fillDrainCycles changes cycles and energy, not the values that a network gives"));
        QVERIFY(whyNoEffectOnValues("reciprocal", config, true).find("layerOutput=ppu") != std::string::npos);
        QVERIFY(whyNoEffectOnValues("softmaxTable", config, true).find("softmax=chip") != std::string::npos);
        config.layerOutput = ChipConfig::LayerOutput::Ppu;
        config.softmax = ChipConfig::Softmax::Chip;
        QCOMPARE(whyNoEffectOnValues("reciprocal", config, true), std::string());
        QCOMPARE(whyNoEffectOnValues("softmaxTable", config, true), std::string());
        QVERIFY(!whyNoEffectOnValues("reciprocal", config, false).empty());
        QCOMPARE(whyNoEffectOnValues("packedChannels", config, false), std::string());
    }

    void configurationsDifferInValuesWhereAFieldOfTheirsActs()
    {
        const ChipConfig published;
        const auto differ = [&published](const std::vector<const char *> &fields) {
            ChipConfig other;
            for (const char *field : fields) {
                setField(other, field);
            }
            return differInValues(published, other) && differInValues(other, published);
        };
        QVERIFY(!differ({}));
        QVERIFY(!differ({"voltage=0.8", "fillDrainCycles=7", "scaleByte=low"}));
        QVERIFY(differ({"rounding=nearesteven"}));
        QVERIFY(!differ({"reciprocal=exact"})); // nothing goes through the unit
        QVERIFY(differ({"reciprocal=exact", "layerOutput=ppu"}));
        QVERIFY(differ({"softmax=chip"}));
    }

    void lanesMustFillOutputWords()
    {
        ChipConfig config;
        for (int lanes = 1; lanes <= 16; ++lanes) {
            config.lanes = lanes;
            QCOMPARE(obstacleToLayers(config).has_value(), 16 % lanes != 0);
        }
        config.lanes = 12;
        QCOMPARE(std::string(obstacleToLayers(config)->what()),
                 std::string("chip configuration: field 'lanes': expected a divisor of an output word's 16 codes, found 12"));
    }
};

VSQ_TEST(EffectsTest)
#include "effects.moc"
