// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/vectorstatistics.h"

#include "core/layer/layerdata.h"
#include "core/layer/runparting.h"
#include "core/quantize/crestcurve.h"
#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"
#include "core/run/backend.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;
using namespace vsq::test;

class VectorStatisticsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBoxHasTheFiveNumbers()
    {
        const RangeBox box = boxOf({4.0, 1.0, 3.0, 2.0, 5.0});
        QCOMPARE(box.least, 1.0);
        QCOMPARE(box.lower, 2.0);
        QCOMPARE(box.median, 3.0);
        QCOMPARE(box.upper, 4.0);
        QCOMPARE(box.most, 5.0);
        QCOMPARE(boxOf({1.0, 2.0}).median, 1.5);
        QCOMPARE(boxOf({}).most, 0.0);
    }

    void pointsAndRangesAreTheOpenedLayers()
    {
        const auto graph = oneProduct(128, 32);
        const TensorMap inputs{{"x", randomTensor({16, 128}, 4)}};
        const std::vector<Layer> layers = lower(*graph);
        const NumberFormat format = namedFormat("vsq");
        const VectorStatistics found = vectorStatistics(graph, inputs, layers, format, {}, {});
        const LayerData data = openLayer(graph, inputs, layers.front(), 0, format, {});
        QCOMPARE(found.ranges.size(), std::size_t{1});
        double most = 0.0;
        for (const float value : data.a) {
            most = std::max(most, std::abs(static_cast<double>(value)));
        }
        QCOMPARE(found.ranges[0].weights.most, most);
        QCOMPARE(found.points.size(),
                 static_cast<std::size_t>(32 * 2 + 16 * 2)); // rows times vectors of both operands: all are seen
        const std::vector<float> values = dequantize(data.qa);
        for (const VectorPoint &point : found.points) {
            if (point.side == OperandSide::Weights) {
                const auto at = static_cast<std::size_t>(point.row * 128 + point.vector * 64);
                QCOMPARE(point.crest, crestFactor({data.a.data() + at, 64}));
                NoiseEnergy energy;
                energy.add({data.a.data() + at, 64}, {values.data() + at, 64});
                QCOMPARE(point.sqnrDb, energy.sqnrDb());
            }
        }
    }

    void runsPartWhereTheFirstLayerIsQuantized()
    {
        const auto graph = smallResidual();
        const std::vector<Layer> layers = lower(*graph);
        Shape shape = graph->inputs.front().shape;
        shape[0] = 1;
        const TensorMap inputs{{graph->inputs.front().name, randomTensor(shape, 6)}};
        BackendOptions options;
        options.format = namedFormat("vsq");
        const std::vector<LayerParting> partings = runParting(graph, layers, inputs, options);
        QCOMPARE(partings.size(), layers.size());
        QCOMPARE(firstParting(partings), 0);
        // Seen without accumulated error: the first layer's own ratio.
        const LayerData data = openLayer(graph, inputs, layers.front(), 0, options.format, {});
        QVERIFY(partings[0].sqnrDb > 5.0 && partings[0].sqnrDb < 40.0);
        QVERIFY(partings[0].largest > 0.0);
        const int fall = deepestFall(partings);
        for (std::size_t i = 1; i < partings.size(); ++i) {
            QVERIFY(fall >= 0
                    && partings[i - 1].sqnrDb - partings[i].sqnrDb <= partings[static_cast<std::size_t>(fall) - 1].sqnrDb
                                                                          - partings[static_cast<std::size_t>(fall)].sqnrDb);
        }
        QCOMPARE(firstParting({{.layer = 0, .sqnrDb = INFINITY}}), -1);
    }
};

VSQ_TEST(VectorStatisticsTest)
#include "vectorstatistics.moc"
