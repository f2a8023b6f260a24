// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/sensitivity.h"
#include "core/base/random.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/run/backend.h"
#include "core/run/loadnetwork.h"
#include "core/study/classifier.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;

namespace {

/// One node's products from one backend, all others in FP32; keeps the FP32 and the quantized logits' difference to the caller.
class OneLayer final : public ProductBackend {
public:
    OneLayer(std::string node, const NumberFormat &format) : m_node(std::move(node))
    {
        BackendOptions options;
        options.format = format;
        m_quantized = makeBackend(defaultFidelity(format), options);
    }
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return m_quantized->packsTaps(channels); }
    void multiply(const ProductRequest &request, float *c) override
    {
        (request.node->name == m_node ? m_quantized : m_float)->multiply(request, c);
    }

private:
    std::string m_node;
    std::unique_ptr<ProductBackend> m_quantized;
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
};

std::shared_ptr<const Graph> network(bool transformer)
{
    if (transformer) {
        VisionTransformerShape shape;
        shape.imageSize = 8;
        shape.width = 64;
        shape.heads = 1;
        shape.blocks = 2;
        shape.hidden = 128;
        return std::make_shared<const Graph>(buildVisionTransformer(shape, 3));
    }
    ResidualNetworkShape shape;
    shape.imageSize = 8;
    shape.stageChannels = {16, 32};
    shape.blocksPerStage = 1;
    return std::make_shared<const Graph>(buildResidualNetwork(shape, 3));
}

Dataset labelledImages(std::int64_t count)
{
    Random random(11);
    Dataset data;
    Tensor x(DType::Float32, {count, 1, 8, 8});
    for (float &value : x.mutableValues<float>()) {
        value = static_cast<float>(random.normal());
    }
    data.inputs.push_back(x);
    for (std::int64_t i = 0; i < count; ++i) {
        data.labels.push_back(random.between(0, 9));
    }
    return data;
}

} // namespace

class SensitivityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layersAreThoseOfRunsByThemselves_data()
    {
        QTest::addColumn<bool>("transformer");
        QTest::newRow("residual network") << false;
        QTest::newRow("transformer") << true;
    }

    /// Beginning at the layer gives what a whole run with that one layer quantized gives.
    void layersAreThoseOfRunsByThemselves()
    {
        QFETCH(bool, transformer);
        const auto graph = network(transformer);
        const Dataset data = labelledImages(20);
        const NumberFormat format = namedFormat("int4");
        const Sensitivity sensitivity = measureSensitivity(graph, data, {format}, SensitiveSide::Both, {}, {});
        const auto layers = listLayers(graph);
        QCOMPARE(sensitivity.layers.size(), layers.size());
        const std::unique_ptr<ProductBackend> exact = makeFloatBackend();
        const Executor executor(graph);
        const TensorMap inputs{{graph->inputs[0].name, data.inputs[0]}};
        const Tensor fp32 = executor.run(inputs, *exact).begin()->second.toFloat();
        for (std::size_t i = 0; i < layers.size(); ++i) {
            OneLayer one(layers[i].name, format);
            const Tensor own = executor.run(inputs, one).begin()->second.toFloat();
            double signal = 0.0;
            double error = 0.0;
            for (std::size_t k = 0; k < own.values<float>().size(); ++k) {
                const double x = fp32.values<float>()[k];
                const double d = x - double{own.values<float>()[k]};
                signal += x * x;
                error += d * d;
            }
            const double sqnr = 10 * std::log10(signal / error);
            QVERIFY2(std::abs(sensitivity.layers[i].sqnr - sqnr) < 1e-3,
                     qPrintable(QString("%1: %2 and %3")
                                    .arg(QString::fromStdString(layers[i].name))
                                    .arg(sensitivity.layers[i].sqnr)
                                    .arg(sqnr)));
            QCOMPARE(sensitivity.layers[i].accuracy.correct, Classifier(graph).classify(data, one, {}).correct);
        }
        const auto order = ranked(sensitivity.layers);
        for (std::size_t i = 1; i < order.size(); ++i) {
            QVERIFY(sensitivity.layers[order[i - 1]].loss() >= sensitivity.layers[order[i]].loss());
        }
    }

    /// Both operands err more than one of them alone; weights and activations are different things.
    void oneSideAloneErrsLess()
    {
        const auto graph = network(false);
        const Dataset data = labelledImages(12);
        const NumberFormat format = namedFormat("int4");
        std::vector<Sensitivity> all;
        for (const SensitiveSide side : {SensitiveSide::Both, SensitiveSide::Weights, SensitiveSide::Activations}) {
            all.push_back(measureSensitivity(graph, data, {format}, side, {}, {}));
        }
        double both = 0.0;
        double weights = 0.0;
        double activations = 0.0;
        for (std::size_t i = 0; i < all[0].layers.size(); ++i) {
            both += all[0].layers[i].noise;
            weights += all[1].layers[i].noise;
            activations += all[2].layers[i].noise;
        }
        QVERIFY(weights > 0.0 && activations > 0.0);
        QVERIFY(both > weights && both > activations);
        QVERIFY(std::abs(both / (weights + activations) - 1.0) < 0.35); // errors of the two add up, nearly
    }

    void severalFormatsShareTheRun()
    {
        const auto graph = network(false);
        const Dataset data = labelledImages(9);
        const auto together = measureSensitivity(graph, data, {namedFormat("vsq"), namedFormat("int8")}, SensitiveSide::Both, {},
                                                 {});
        const auto alone = measureSensitivity(graph, data, {namedFormat("int8")}, SensitiveSide::Both, {}, {});
        QCOMPARE(together.layers.size(), 2 * alone.layers.size());
        for (std::size_t i = 0; i < alone.layers.size(); ++i) {
            QCOMPARE(together.layers[alone.layers.size() + i].noise, alone.layers[i].noise);
        }
    }
};

VSQ_TEST(SensitivityTest)

#include "sensitivity.moc"
