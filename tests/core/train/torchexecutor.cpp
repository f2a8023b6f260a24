// SPDX-License-Identifier: GPL-3.0-or-later
// libtorch and the FP32 reference execute the same graph: an independent check of both.
#include "core/train/torchexecutor.h"
#include "core/base/random.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/network/onnx/onnxreader.h"
#include "core/reference/executor.h"
#include "core/tensor/npz.h"
#include "tests/support/testdata.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;

namespace {

Tensor randomImages(std::int64_t count, std::uint64_t seed)
{
    Random random(seed);
    Tensor images(DType::Float32, {count, 1, 28, 28});
    for (float &pixel : images.mutableValues<float>()) {
        pixel = static_cast<float>(random.uniform());
    }
    return images;
}

/// Largest difference relative to the largest magnitude.
double relativeDifference(const Tensor &a, const Tensor &b)
{
    const auto x = a.values<float>();
    const auto y = b.values<float>();
    double difference = 0.0;
    double magnitude = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        difference = std::max(difference, std::abs(static_cast<double>(x[i]) - y[i]));
        magnitude = std::max(magnitude, std::abs(static_cast<double>(y[i])));
    }
    return difference / magnitude;
}

double compare(const Graph &graph, const Tensor &images)
{
    TorchExecutor torchNetwork(graph);
    const torch::NoGradGuard noGrad;
    const Tensor expected = fromTorch(torchNetwork.run({toTorch(images)}, false).front());
    const Executor reference(std::make_shared<Graph>(graph));
    const auto backend = makeFloatBackend();
    const TensorMap outputs = reference.run({{graph.inputs.front().name, images}}, *backend);
    return relativeDifference(outputs.at(graph.outputs.front().name), expected);
}

} // namespace

class TorchExecutorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void untrainedTransformerAgreesWithReference() { QVERIFY(compare(buildVisionTransformer({}, 7), randomImages(3, 8)) < 1e-4); }
    void untrainedResidualNetworkAgreesWithReference()
    {
        QVERIFY(compare(buildResidualNetwork({}, 7), randomImages(3, 9)) < 1e-4);
    }
    void samplesAgreeWithReference_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("residual") << "fashion-resnet.onnx";
        QTest::newRow("transformer") << "fashion-vit.onnx";
    }
    void samplesAgreeWithReference()
    {
        QFETCH(QString, file);
        const Graph graph = readOnnx(test::sample(file).toStdString());
        const Tensor all = readNpz(test::sample("fashion-mnist-test-1000.npz").toStdString()).at("x");
        const std::span<const float> first = all.values<float>().subspan(0, 20 * 784);
        QVERIFY(compare(graph, Tensor::of<float>({20, 1, 28, 28}, first)) < 1e-4);
    }
    void unknownOperatorIsNamed()
    {
        Graph graph = buildResidualNetwork({}, 1);
        graph.nodes[0].op = "Frobnicate";
        try {
            const TorchExecutor network(graph);
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(QString::fromUtf8(error.what()),
                     QStringLiteral("node 'stem.conv' (Frobnicate): training does not know this operator"));
        }
    }
};

VSQ_TEST(TorchExecutorTest)
#include "torchexecutor.moc"
