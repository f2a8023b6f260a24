// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/rowchain.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/reference/executionplan.h"
#include "core/reference/passes/fold.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

/// As chains, and node by node: whoever looks at every node has them run one by one.
std::pair<TensorMap, TensorMap> bothWays(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs)
{
    const auto backend = makeFloatBackend();
    Executor executor(graph);
    const TensorMap chained = executor.run(inputs, *backend);
    executor.nodeDone = [](const Node &, std::span<const Tensor>) {};
    return {chained, executor.run(inputs, *backend)};
}

bool same(const Tensor &a, const Tensor &b)
{
    return a.shape() == b.shape() && a.dtype() == b.dtype() && std::memcmp(a.bytes(), b.bytes(), a.byteSize()) == 0;
}

std::size_t longestChain(const Graph &graph)
{
    std::size_t longest = 0;
    for (const Step &step : ExecutionPlan(graph).withChains(graph).steps) {
        longest = std::max(longest, step.nodes.size());
    }
    return longest;
}

Node node(std::string op, std::vector<std::string> inputs, std::string output, AttributeMap attributes = {})
{
    return {output + " node", std::move(op), {}, std::move(inputs), {std::move(output)}, std::move(attributes)};
}

/// x with some of its leading dimensions 1 or missing, as broadcasting allows.
Shape operandShape(Random &random, const Shape &x)
{
    Shape shape = x;
    for (std::size_t i = 0; i + 1 < shape.size(); ++i) {
        shape[i] = random.between(0, 2) == 0 ? shape[i] : 1;
    }
    shape.erase(shape.begin(), shape.begin() + random.between(0, static_cast<std::int64_t>(shape.size()) - 1));
    const std::int64_t kind = random.between(0, 5);
    return kind == 0 ? Shape{} : kind == 1 ? x : kind == 2 ? Shape{x[x.size() - 2], 1} : shape;
}

} // namespace

class TestRowChain : public QObject {
    Q_OBJECT
private slots:
    void randomChainsGiveWhatTheirNodesGive();
    void networksGiveWhatTheirNodesGive();
    void valuesUsedElsewhereStay();
    void chainsWaitForTheirOperands();
    void wrongShapesAreNamed();
};

void TestRowChain::randomChainsGiveWhatTheirNodesGive()
{
    constexpr std::uint64_t kSeed = 12;
    qInfo("seed %llu", static_cast<unsigned long long>(kSeed));
    Random random(kSeed);
    for (int round = 0; round < 300; ++round) {
        auto graph = std::make_shared<Graph>();
        graph->opset = 17;
        TensorMap inputs;
        const Shape shape{random.between(1, 3), random.between(1, 4), random.between(1, 40), random.between(1, 90)};
        const auto input = [&](const Shape &of) {
            const std::string name = "x" + std::to_string(inputs.size());
            graph->inputs.push_back({name, DType::Float32, of, {}});
            inputs.emplace(name, randomTensor(random, of));
            return name;
        };
        std::string value = input(shape);
        const std::int64_t length = random.between(2, 6);
        for (std::int64_t i = 0; i < length; ++i) {
            const std::string next = "y" + std::to_string(i);
            const std::int64_t kind = random.between(0, i + 1 == length ? 5 : 3);
            if (kind <= 1) {
                const char *ops[] = {"Add", "Sub", "Mul", "Div"};
                std::vector<std::string> operands{value, input(operandShape(random, shape))};
                if (random.between(0, 1) == 0) {
                    std::swap(operands[0], operands[1]);
                }
                graph->nodes.push_back(node(ops[random.between(0, 3)], operands, next));
            } else if (kind <= 3) {
                const char *functions[] = {"Relu", "Gelu", "Tanh", "Gelu"};
                const std::int64_t which = random.between(0, 3);
                const AttributeMap form = which == 3 ? AttributeMap{{"approximate", std::string("tanh")}} : AttributeMap{};
                graph->nodes.push_back(node(functions[which], {value}, next, form));
            } else if (kind == 4) {
                graph->nodes.push_back(node("Softmax", {value}, next, {{"axis", std::int64_t{-1}}}));
            } else {
                const std::string scale = input({shape[3]});
                const std::string bias = input({shape[3]});
                graph->nodes.push_back(node("LayerNormalization", {value, scale, bias}, next));
            }
            value = next;
        }
        graph->outputs.push_back({value, DType::Float32, {}, {}});
        const auto [chained, single] = bothWays(graph, inputs);
        QVERIFY2(same(chained.at(value), single.at(value)), qPrintable(QStringLiteral("round %1").arg(round)));
    }
}

void TestRowChain::networksGiveWhatTheirNodesGive()
{
    Random random(3);
    for (Graph built : {buildResidualNetwork({}, 5), buildVisionTransformer({}, 5)}) {
        const auto graph = std::make_shared<const Graph>(foldForInference(std::move(built)));
        QVERIFY(longestChain(*graph) > 1);
        const Tensor image = randomTensor(random, {2, 1, 28, 28});
        const auto [chained, single] = bothWays(graph, {{"image", image}});
        const std::string &output = graph->outputs[0].name;
        QVERIFY(same(chained.at(output), single.at(output)));
    }
}

void TestRowChain::valuesUsedElsewhereStay()
{
    auto graph = std::make_shared<Graph>();
    graph->opset = 17;
    graph->inputs.push_back({"x", DType::Float32, {2, 3}, {}});
    graph->nodes = {node("Relu", {"x"}, "a"), node("Add", {"a", "x"}, "b"), node("Relu", {"b"}, "c"),
                    node("Mul", {"c", "a"}, "d")};
    graph->outputs = {{"d", DType::Float32, {}, {}}, {"b", DType::Float32, {}, {}}};
    const Tensor x = Tensor::of<float>({2, 3}, std::vector<float>{1, -2, 3, -4, 5, -6});
    const auto [chained, single] = bothWays(graph, {{"x", x}});
    QCOMPARE(floatsOf(chained.at("b")), (std::vector<float>{2, -2, 6, -4, 10, -6}));
    QCOMPARE(floatsOf(chained.at("d")), (std::vector<float>{2, 0, 18, 0, 50, 0}));
    QCOMPARE(floatsOf(single.at("d")), floatsOf(chained.at("d")));
    QCOMPARE(floatsOf(x), (std::vector<float>{1, -2, 3, -4, 5, -6}));
}

void TestRowChain::chainsWaitForTheirOperands()
{
    // The second operand of the Add is made after the chain's first node.
    auto graph = std::make_shared<Graph>();
    graph->opset = 17;
    graph->inputs.push_back({"x", DType::Float32, {3}, {}});
    graph->nodes = {node("Relu", {"x"}, "a"), node("Exp", {"x"}, "e"), node("Neg", {"e"}, "n"), node("Add", {"n", "a"}, "y")};
    graph->outputs = {{"y", DType::Float32, {}, {}}};
    QCOMPARE(longestChain(*graph), std::size_t{2});
    const auto [chained, single] = bothWays(graph, {{"x", Tensor::of<float>({3}, std::vector<float>{0, 0, 0})}});
    QCOMPARE(floatsOf(chained.at("y")), (std::vector<float>{-1, -1, -1}));
    QCOMPARE(floatsOf(single.at("y")), floatsOf(chained.at("y")));
}

void TestRowChain::wrongShapesAreNamed()
{
    auto graph = std::make_shared<Graph>();
    graph->opset = 17;
    graph->inputs = {{"x", DType::Float32, {2, 3}, {}}, {"z", DType::Float32, {4}, {}}};
    graph->nodes = {node("Relu", {"x"}, "a"), node("Add", {"a", "z"}, "y")};
    graph->outputs = {{"y", DType::Float32, {}, {}}};
    const auto backend = makeFloatBackend();
    const Executor executor(graph);
    QCOMPARE(errorOf([&] {
                 executor.run({{"x", Tensor(DType::Float32, {2, 3})}, {"z", Tensor(DType::Float32, {4})}}, *backend);
             }),
             QStringLiteral("node 'y node' (Add): shapes: expected shapes that broadcast, found [2,3] and [4]"));
}

VSQ_TEST(TestRowChain)
#include "rowchain.moc"
