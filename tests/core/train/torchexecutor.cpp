// SPDX-License-Identifier: GPL-3.0-or-later
// libtorch and the FP32 reference execute the same graph: an independent check of both.
#include "core/train/torchexecutor.h"
#include "core/base/random.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/network/onnx/onnxreader.h"
#include "core/reference/executor.h"
#include "tests/support/sampledata.h"
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

/// inputs: in the graph's order.
double compare(const Graph &graph, const std::vector<Tensor> &inputs)
{
    TorchExecutor torchNetwork(graph);
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> theirs;
    TensorMap ours;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        theirs.push_back(toTorch(inputs[i]));
        ours.emplace(graph.inputs[i].name, inputs[i]);
    }
    const Tensor expected = fromTorch(torchNetwork.run(theirs, false).front());
    const Executor reference(std::make_shared<Graph>(graph));
    const auto backend = makeFloatBackend();
    const TensorMap outputs = reference.run(ours, *backend);
    return relativeDifference(outputs.at(graph.outputs.front().name), expected);
}

} // namespace

class TorchExecutorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void untrainedTransformerAgreesWithReference()
    {
        QVERIFY(compare(buildVisionTransformer({}, 7), {randomImages(3, 8)}) < 1e-4);
    }
    void untrainedResidualNetworkAgreesWithReference()
    {
        QVERIFY(compare(buildResidualNetwork({}, 7), {randomImages(3, 9)}) < 1e-4);
    }
    void samplesAgreeWithReference_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *file : test::kSampleNetworks) {
            QTest::newRow(file) << file;
        }
    }
    void samplesAgreeWithReference()
    {
        QFETCH(QString, file);
        const Graph graph = readOnnx(test::sample(file + QStringLiteral(".onnx")).toStdString());
        QVERIFY(compare(graph, test::sampleData(file, graph, 20).batch(0, 20)) < 1e-4);
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
