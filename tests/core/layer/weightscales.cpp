// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/weightscales.h"

#include "core/network/architectures/visiontransformer.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <numeric>

using namespace vsq;

class WeightScalesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyWeightMatrixOnce()
    {
        const auto graph = std::make_shared<const Graph>(buildVisionTransformer(
            {.imageSize = 12, .patch = 4, .width = 64, .heads = 1, .blocks = 2, .hidden = 128, .classes = 10}, 3));
        const std::vector<Layer> layers = lower(*graph);
        const std::vector<NumberFormat> formats(layers.size(), namedFormat("vsq"));
        const TensorMap inputs{{graph->inputs.front().name, Tensor(DType::Float32, {1, 1, 12, 12})}};
        const WeightScales scales = weightScales(graph, inputs, layers, formats);
        std::size_t expected = 0;
        std::int64_t vectors = 0;
        for (const Layer &layer : layers) {
            if (layer.aIsConstant) {
                ++expected;
                vectors += layer.m * ((layer.k + 63) / 64);
            }
        }
        QCOMPARE(scales.layers.size(), expected);
        QCOMPARE(static_cast<std::int64_t>(scales.all.map.size()), vectors);
        QCOMPARE(std::accumulate(scales.all.integerHistogram.begin(), scales.all.integerHistogram.end(), std::int64_t{0}),
                 vectors);
        QVERIFY(scales.all.sqnrDb > scales.all.tensorSqnrDb);
    }

    void stopsWhenAsked()
    {
        const auto graph = std::make_shared<const Graph>(buildVisionTransformer(
            {.imageSize = 12, .patch = 4, .width = 64, .heads = 1, .blocks = 1, .hidden = 128, .classes = 10}, 3));
        const std::vector<Layer> layers = lower(*graph);
        std::stop_source source;
        source.request_stop();
        JobContext job;
        job.stop = source.get_token();
        const TensorMap inputs{{graph->inputs.front().name, Tensor(DType::Float32, {1, 1, 12, 12})}};
        QVERIFY_EXCEPTION_THROWN(
            weightScales(graph, inputs, layers, std::vector<NumberFormat>(layers.size(), namedFormat("vsq")), job), Cancelled);
    }
};

VSQ_TEST(WeightScalesTest)
#include "weightscales.moc"
