// SPDX-License-Identifier: GPL-3.0-or-later
// Runs beside a baseline.
#include "core/layer/runcomparison.h"

#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class RunComparisonTest : public QObject {
    Q_OBJECT

    static LayerNumbers numbers(const char *name, double cycles, double utilisation)
    {
        return {.name = name, .cycles = cycles, .utilisation = utilisation, .sqnr = 20.0, .energy = cycles * 1e-9};
    }

private Q_SLOTS:
    void layersAreTheSameByName()
    {
        const std::vector<ComparedLayer> layers = compareLayers({numbers("a", 100, 0.5), numbers("new", 7, 0.5)},
                                                                {numbers("old", 9, 0.5), numbers("a", 80, 0.75)});
        QCOMPARE(layers.size(), std::size_t{3});
        QCOMPARE(layers[0].name, std::string("a"));
        QCOMPARE(*layers[0].difference(LayerMeasure::Cycles), 20.0);
        QCOMPARE(*layers[0].difference(LayerMeasure::Utilisation), -0.25);
        QCOMPARE(*layers[0].difference(LayerMeasure::Sqnr), 0.0);
        QVERIFY(layers[1].now && !layers[1].before && !layers[1].difference(LayerMeasure::Cycles));
        QVERIFY(!layers[2].now && layers[2].before);
        QCOMPARE(layers[2].name, std::string("old"));
    }

    void totalsAreOfWhatBothHave()
    {
        std::vector<LayerNumbers> now{numbers("a", 100, 0.5), numbers("b", 300, 1.0), numbers("new", 1000, 1.0)};
        now.push_back({.name = "host"});
        std::vector<LayerNumbers> before{numbers("a", 50, 1.0), numbers("b", 150, 0.2)};
        before.push_back({.name = "host"});
        const std::vector<ComparedLayer> layers = compareLayers(now, before);
        const auto cycles = totalOf(layers, LayerMeasure::Cycles);
        QCOMPARE(cycles->now, 400.0);
        QCOMPARE(cycles->before, 200.0);
        QCOMPARE(cycles->layers, 2);
        QCOMPARE(cycles->missing, 1);
        // Useful over all cycles: (50 + 300) / 400 and (50 + 30) / 200.
        const auto utilisation = totalOf(layers, LayerMeasure::Utilisation);
        QCOMPARE(utilisation->now, 0.875);
        QCOMPARE(utilisation->before, 0.4);
        QCOMPARE(totalOf(layers, LayerMeasure::Sqnr)->now, 20.0);
        QVERIFY(!totalOf(compareLayers(now, {}), LayerMeasure::Cycles));
    }
};

VSQ_TEST(RunComparisonTest)
#include "runcomparison.moc"
