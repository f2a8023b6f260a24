// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/network/lowering.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <array>
#include <thread>

using namespace vsq;
using namespace vsq::test;

namespace {

/// Multiplies as the float backend does and keeps how often, how large.
class Counter final : public ProductBackend {
public:
    void multiply(const ProductRequest &request, float *c) override
    {
        auto &seen = products[request.node->name];
        seen.count = request.count;
        seen.macs += request.m * request.n * request.k;
        seen.largestIndex = std::max(seen.largestIndex, request.index);
        m_float->multiply(request, c);
    }
    struct Seen {
        std::int64_t count = 0;
        std::int64_t macs = 0;
        std::int64_t largestIndex = 0;
    };
    std::map<std::string, Seen> products;

private:
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
};

std::shared_ptr<const Graph> residual()
{
    static const auto graph = std::make_shared<const Graph>(buildResidualNetwork({}, 5));
    return graph;
}

std::shared_ptr<const Graph> transformer()
{
    static const auto graph = std::make_shared<const Graph>(buildVisionTransformer({}, 5));
    return graph;
}

} // namespace

class TestExecutor : public QObject {
    Q_OBJECT
private slots:
    void wrongInputsAreNamed();
    void productsAreThoseOfTheLowering();
    void aBatchGivesWhatItsImagesGive();
    void everyNodeIsReported();
    void stopsAtANode();
    void isCancelled();
    void runsInSeveralThreads();
    void inputsAreNotWrittenOn();
    void whatHasNoMemoryIsNamedWithItsSize();
};

void TestExecutor::wrongInputsAreNamed()
{
    const Executor executor(residual());
    const auto backend = makeFloatBackend();
    const auto message = [&](const TensorMap &inputs) { return errorOf([&] { executor.run(inputs, *backend); }); };
    QCOMPARE(message({}), QStringLiteral("input 'image': missing: expected an array of that name, found no arrays"));
    QCOMPARE(message({{"picture", Tensor()}}),
             QStringLiteral("input 'image': missing: expected an array of that name, found 'picture'"));
    QCOMPARE(message({{"image", Tensor(DType::Float32, {1, 3, 28, 28})}}),
             QStringLiteral("input 'image': shape: expected [?,1,28,28], found [1,3,28,28]"));
    QCOMPARE(message({{"image", Tensor(DType::UInt8, {1, 1, 28, 28})}}),
             QStringLiteral("input 'image': element type: expected float32, found uint8"));
}

void TestExecutor::productsAreThoseOfTheLowering()
{
    Random random(21);
    for (const auto &graph : {residual(), transformer()}) {
        Counter counter;
        Executor(graph).run({{"image", randomTensor(random, {1, 1, 28, 28})}}, counter);
        const std::vector<Layer> layers = lower(*graph);
        QCOMPARE(counter.products.size(), layers.size());
        for (const Layer &layer : layers) {
            const auto &seen = counter.products.at(layer.name);
            QCOMPARE(seen.macs, layer.macs);
            QCOMPARE(seen.count, layer.count);
            QCOMPARE(seen.largestIndex, layer.count - 1);
        }
    }
}

void TestExecutor::aBatchGivesWhatItsImagesGive()
{
    Random random(22);
    for (const auto &graph : {residual(), transformer()}) {
        const Executor executor(graph);
        const auto backend = makeFloatBackend();
        const Tensor batch = randomTensor(random, {3, 1, 28, 28});
        const Tensor together = executor.run({{"image", batch}}, *backend).at("logits");
        QCOMPARE(together.shape(), (Shape{3, 10}));
        for (std::size_t i = 0; i < 3; ++i) {
            const Tensor image = Tensor::of<float>({1, 1, 28, 28}, batch.values<float>().subspan(i * 784, 784));
            const Tensor alone = executor.run({{"image", image}}, *backend).at("logits");
            QVERIFY(largestError(alone, Tensor::of<float>({1, 10}, together.values<float>().subspan(i * 10, 10))) < 1e-5);
        }
    }
}

void TestExecutor::everyNodeIsReported()
{
    Executor executor(residual());
    std::vector<std::string> names;
    executor.nodeDone = [&](const Node &node, std::span<const Tensor> outputs) {
        QCOMPARE(outputs.size(), std::size_t{1});
        names.push_back(node.name);
    };
    executor.run({{"image", Tensor(DType::Float32, {1, 1, 28, 28})}}, *makeFloatBackend());
    QCOMPARE(names.size(), residual()->nodes.size());
    QCOMPARE(names.front(), residual()->nodes.front().name);
}

void TestExecutor::stopsAtANode()
{
    const Executor executor(residual());
    Counter counter;
    const TensorMap outputs = executor.runUntil(0, {{"image", Tensor(DType::Float32, {2, 1, 28, 28})}}, counter);
    QCOMPARE(counter.products.size(), std::size_t{1});
    QCOMPARE(outputs.size(), std::size_t{1});
    QCOMPARE(outputs.begin()->second.shape(), (Shape{2, 64, 28, 28}));
}

void TestExecutor::isCancelled()
{
    std::stop_source source;
    Executor executor(residual());
    int done = 0;
    executor.nodeDone = [&](const Node &, std::span<const Tensor>) {
        if (++done == 3) {
            source.request_stop();
        }
    };
    JobContext job;
    job.stop = source.get_token();
    QVERIFY_EXCEPTION_THROWN(executor.run({{"image", Tensor(DType::Float32, {1, 1, 28, 28})}}, *makeFloatBackend(), job),
                             Cancelled);
    QCOMPARE(done, 3);
}

void TestExecutor::runsInSeveralThreads()
{
    Random random(23);
    const Executor executor(transformer());
    const Tensor x = randomTensor(random, {2, 1, 28, 28});
    const Tensor expected = executor.run({{"image", x}}, *makeFloatBackend()).at("logits");
    std::array<Tensor, 4> results;
    {
        std::vector<std::jthread> threads;
        for (Tensor &result : results) {
            threads.emplace_back([&] { result = executor.run({{"image", x}}, *makeFloatBackend()).at("logits"); });
        }
    }
    for (const Tensor &result : results) {
        QCOMPARE(floatsOf(result), floatsOf(expected));
    }
}

void TestExecutor::inputsAreNotWrittenOn()
{
    // Relu writes in place where it may; the caller's array is not such a place.
    const Tensor x = Tensor::of<float>({3}, std::vector<float>{-1, 0, 2});
    QCOMPARE(floatsOf(runNode("Relu", {{"x", x}})[0]), (std::vector<float>{0, 0, 2}));
    QCOMPARE(floatsOf(x), (std::vector<float>{-1, 0, 2}));
    const Tensor w = x;
    QCOMPARE(floatsOf(runNode("Relu", {{"w", w}})[0]), (std::vector<float>{0, 0, 2}));
    QCOMPARE(floatsOf(w), (std::vector<float>{-1, 0, 2}));
}

void TestExecutor::whatHasNoMemoryIsNamedWithItsSize()
{
    // More than processors can address.
    const Tensor repeats = Tensor::of<std::int64_t>({1}, std::array<std::int64_t, 1>{std::int64_t{1} << 47});
    QCOMPARE(errorOf([&] {
                 runNode("Tile", {{"x", Tensor(DType::Float32, {1})}, {"r", repeats}});
             }),
             QStringLiteral("node 'node' (Tile): result: expected memory for 562949953421312 bytes, found not enough"));
}

VSQ_TEST(TestExecutor)
#include "executor.moc"
