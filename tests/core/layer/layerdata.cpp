// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layerdata.h"

#include "core/layer/layermeasure.h"
#include "core/layer/runrecord.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;
using namespace vsq::test;

class LayerDataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensWeightsAndActivations()
    {
        const auto graph = oneProduct(100, 7);
        const Tensor x = randomTensor({3, 100}, 2);
        const LayerData data = openLayer(graph, {{"x", x}}, layerOf(*graph, "fc"), 0, namedFormat("vsq"), {});
        const auto weights = graph->constant("fc.weight")->values<float>();
        QVERIFY(std::equal(weights.begin(), weights.end(), data.a.begin(), data.a.end()));
        QVERIFY(std::equal(x.values<float>().begin(), x.values<float>().end(), data.b.begin(), data.b.end()));
        QVERIFY(data.operands);
        QCOMPARE(data.operands->m(), 7);
        QCOMPARE(data.operands->n(), 3);
        QCOMPARE(data.operands->k(), 100);
        NumberFormat software;
        software.weights.bits = 6;
        QVERIFY(!openLayer(graph, {{"x", x}}, layerOf(*graph, "fc"), 0, software, {}).operands);
    }

    /// Every layer of both kinds of network opens, convolutions with a vector for each kernel tap.
    void opensEveryLayer()
    {
        for (const auto &graph : {smallTransformer(), smallResidual()}) {
            const TensorMap inputs{{"image", images(1, 8, 10).inputs[0]}};
            for (const Layer &layer : lower(*graph)) {
                const LayerData data = openLayer(graph, inputs, layer, layer.count - 1, namedFormat("vsq"), {});
                QCOMPARE(data.operands->m(), layer.m);
                QCOMPARE(data.operands->n(), layer.n);
                QCOMPARE(data.operands->k(), layer.k);
                if (layer.channels > ChipConfig{}.packedChannels) {
                    QCOMPARE(data.operands->a.vectors, layer.kernelHeight * layer.kernelWidth * ((layer.channels + 63) / 64));
                }
            }
        }
    }

    void refusesProductsThatAreNot()
    {
        const auto graph = oneProduct(100, 7);
        try {
            openLayer(graph, {{"x", randomTensor({1, 100}, 2)}}, layerOf(*graph, "fc"), 1, NumberFormat{}, ChipConfig{});
            QFAIL("opened");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()), std::string("layer 'fc': product: expected an index 0..0, found 1"));
        }
    }

    void reportsLayers()
    {
        const auto graph = oneProduct(128, 32);
        MeasureOptions options;
        options.format = namedFormat("vsq");
        const auto reports = measureLayers(graph, {{"x", randomTensor({16, 128}, 4)}}, options);
        QCOMPARE(reports.size(), std::size_t{1});
        const LayerReport &r = reports.front();
        QCOMPARE(r.macs, 32 * 16 * 128);
        QCOMPARE(r.cycles.value(), 2 * 16 * 2 + 40); // two M-tiles, 16 columns, two vectors, one overhead of INT8 output
        QCOMPARE(r.output.value(), OutputFormat::Int8);
        QCOMPARE(r.utilisation.value(), 64.0 / 104.0);
        QVERIFY(r.energy.value() > 0);
        QCOMPARE(r.scalesA->count, 64);
        QCOMPARE(r.scalesB->count, 32);
        QCOMPARE(r.scalesA->largest, 255); // gamma is the largest scale over 255
        // Gaussian data in 4 bits, V = 64: about 20 dB each, the product 3 dB less.
        QVERIFY(r.sqnrWeights > 17 && r.sqnrWeights < 24);
        QVERIFY(r.sqnrIn > 17 && r.sqnrIn < 24);
        QVERIFY(std::abs(r.sqnrOut - (std::min(r.sqnrIn, r.sqnrWeights) - 3)) < 2.5);
    }

    /// What a layer loses is measured on FP32 activations: the formats of the layers before it change nothing.
    void layersAreMeasuredOnTheirOwn()
    {
        const auto graph = smallResidual();
        const TensorMap inputs{{"image", images(2, 8, 10).inputs[0]}};
        MeasureOptions options;
        options.format = namedFormat("int4");
        const auto alike = measureLayers(graph, inputs, options);
        const std::string last = alike.back().layer.name;
        for (const LayerReport &report : alike) {
            if (report.layer.name != last) {
                options.formats[report.layer.name] = namedFormat("int8");
            }
        }
        const auto mixed = measureLayers(graph, inputs, options);
        QCOMPARE(mixed.back().sqnrIn, alike.back().sqnrIn);
        QCOMPARE(mixed.back().sqnrOut, alike.back().sqnrOut);
        QVERIFY(mixed.front().sqnrIn > alike.front().sqnrIn + 6.0);
    }

    /// What a door shows of a layer is what the run computes with: its activations have come through the formats before it.
    void openedLayersAreThoseOfTheRun_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("first"); // of the first layer
        QTest::newRow("vsq") << "vsq"
                             << "vsq";
        QTest::newRow("int8") << "int8"
                              << "int8";
        QTest::newRow("int4 after int8") << "int4"
                                         << "int8";
        QTest::newRow("vsq after a format of the host") << "vsq"
                                                        << "mxfp4";
        QTest::newRow("a format of the host") << "nvfp4"
                                              << "nvfp4";
    }
    void openedLayersAreThoseOfTheRun()
    {
        QFETCH(QString, format);
        QFETCH(QString, first);
        for (const auto &graph : {smallTransformer(), smallResidual()}) {
            const std::vector<Layer> layers = lower(*graph);
            const TensorMap inputs{{"image", images(1, 8, 10).inputs[0]}};
            BackendOptions options;
            options.format = namedFormat(format.toStdString());
            options.layerFormats.emplace(layers.front().name, namedFormat(first.toStdString()));
            const RunRecord run = recordRun(graph, layers, inputs, options);
            RecordOptions exactly;
            exactly.fidelity = Fidelity::Float;
            const RunRecord fp32 = recordRun(graph, layers, inputs, options, exactly);
            int moved = 0;
            for (const Layer &layer : layers) {
                const std::int64_t index = layer.count - 1;
                const LayerData data = openLayer(graph, inputs, layer, index, options);
                const LayerData &recorded = *run.product(layer.name, index);
                QVERIFY(data.a == recorded.a && data.b == recorded.b);
                QVERIFY(data.qa.codes == recorded.qa.codes && data.qb.codes == recorded.qb.codes);
                QVERIFY(data.qb.scales == recorded.qb.scales && data.qb.gamma == recorded.qb.gamma);
                QCOMPARE(data.layer.n, recorded.layer.n);
                QVERIFY(data.format == recorded.format);
                QCOMPARE(data.operands != nullptr, recorded.operands != nullptr);
                const Node &node = graph->nodes[layer.node];
                const Tensor *now = run.value(node.inputs.front());
                const Tensor *before = fp32.value(node.inputs.front());
                const bool same = now != nullptr && before != nullptr
                                  && std::ranges::equal(now->values<float>(), before->values<float>());
                moved += same ? 0 : 1;
            }
            QVERIFY(moved + 1 >= static_cast<int>(layers.size())); // all but the first layer's
        }
    }
};

VSQ_TEST(LayerDataTest)

#include "layerdata.moc"
