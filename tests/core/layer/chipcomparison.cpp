// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/chipcomparison.h"

#include "core/layer/layermeasure.h"
#include "core/layer/networkcosts.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;
using namespace vsq::test;

class ChipComparisonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void networksCostWhatTheirLayersDo()
    {
        const auto graph = smallResidual();
        const std::vector<Layer> layers = lower(*graph);
        std::int64_t cycles = 0;
        for (const Layer &layer : layers) {
            cycles += costOf(layer, namedFormat("vsq"), {})->cycles();
        }
        const NetworkCost cost = networkCost(layers, namedFormat("vsq"), {}, {});
        QCOMPARE(cost.cycles, cycles);
        QCOMPARE(cost.layers, static_cast<int>(layers.size()));
        QVERIFY(cost.utilisation > 0.0 && cost.utilisation < 1.0);
        QVERIFY(std::abs(cost.seconds - static_cast<double>(cycles) / 976e6) < 1e-9);
        ChipConfig half;
        half.lanes = 8;
        const NumberFormat int8 = namedFormat("int8"); // VSQ output, and with it another overhead, would go with the lanes
        QVERIFY(networkCost(layers, int8, {}, half).cycles > networkCost(layers, int8, {}, {}).cycles);
    }

    /// An A bank of one entry holds one vector along K of the lane's rows: VSQ output wants all of K resident for four of them.
    void layersThatDoNotFitAreCountedAndSayWhy()
    {
        ChipConfig tiny;
        tiny.aBankEntries = 1;
        tiny.bBufferEntries = 1;
        tiny.outputWords = 1;
        int refused = 0;
        const std::vector<Layer> layers = lower(*smallResidual());
        for (const Layer &layer : layers) {
            const std::string reason = refusalOf(layer, namedFormat("vsq"), tiny, namedFormat("vsq"));
            QCOMPARE(costOf(layer, namedFormat("vsq"), tiny).has_value(), reason.empty());
            refused += reason.empty() ? 0 : 1;
        }
        const NetworkCost cost = networkCost(layers, namedFormat("vsq"), {}, tiny);
        QCOMPARE(cost.refused, refused);
        QCOMPARE(cost.layers, static_cast<int>(layers.size()) - refused);
        QCOMPARE(refusalOf(layers.front(), namedFormat("vsq"), {}, namedFormat("vsq")), std::string());
    }

    void layersThatAreAlikeCostWhatEachDoesByItself()
    {
        const auto graph = smallResidual();
        std::vector<Layer> layers = lower(*graph);
        const std::size_t count = layers.size();
        for (std::size_t i = 0; i < count; ++i) { // every layer twice, the second in a format of its own
            layers.push_back(layers[i]);
            layers.back().name += "-again";
        }
        layers.push_back(layers.front());
        layers.back().onChip = false;
        const std::map<std::string, NumberFormat> formats{{layers[1].name, namedFormat("int8")},
                                                          {layers[count].name, namedFormat("int4")},
                                                          {layers[count + 2].name, namedFormat("mxfp4")}};
        const NumberFormat format = namedFormat("vsq");
        const auto costs = networkCosts(layers, format, formats, {});
        QCOMPARE(costs.size(), layers.size());
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const auto own = formats.find(layers[i].name);
            const auto alone = costOf(layers[i], own == formats.end() ? format : own->second, {},
                                      nextFormat(layers[i], format, formats));
            QCOMPARE(costs[i].has_value(), alone.has_value());
            if (alone) {
                QCOMPARE(costs[i]->cycles(), alone->cycles());
                QCOMPARE(costs[i]->utilisation(), alone->utilisation());
                QVERIFY(costs[i]->plan.shape == alone->plan.shape);
                QCOMPARE(costs[i]->note, alone->note);
            }
        }
        QVERIFY(!costs.back());
        QVERIFY(!costs[count + 2]);
    }

    void sqnrIsThatOfTheReport()
    {
        const auto graph = oneProduct(128, 32);
        const TensorMap inputs{{"x", randomTensor({16, 128}, 4)}};
        const LayerData data = openLayer(graph, inputs, layerOf(*graph, "fc"), 0, namedFormat("vsq"), {});
        MeasureOptions options;
        options.format = namedFormat("vsq");
        QVERIFY(std::abs(chipSqnr(data, {}) - measureLayers(graph, inputs, options).front().sqnrOut) < 1e-4);
        ChipConfig full;
        full.scaleProduct = ChipConfig::ScaleProduct::Full;
        QVERIFY(chipSqnr(data, full) > chipSqnr(data, {})); // nothing is lost to the rounding of scale products
    }

    void theTableIsBooktabs()
    {
        const NetworkCost one{.cycles = 1000, .utilisation = 0.5, .energy = 2e-6, .seconds = 1e-6, .layers = 3, .refused = 0};
        NetworkCost two = one;
        two.cycles = 1500;
        two.refused = 1;
        const std::string table = chipTable("a_b", {{"Published", one}, {"R&D 50 %", two}});
        QVERIFY(table.find("\\toprule") != std::string::npos && table.find("\\bottomrule") != std::string::npos);
        QVERIFY(table.find("R\\&D 50 \\% (1 layers do not fit) & 1500 & +50.0 & 50.0 & 2.000 & +0.0 & 1.00 \\\\")
                != std::string::npos);
        QVERIFY(table.find("Published & 1000 & -- & 50.0 & 2.000 & -- & 1.00") != std::string::npos);
    }
};

VSQ_TEST(ChipComparisonTest)
#include "chipcomparison.moc"
