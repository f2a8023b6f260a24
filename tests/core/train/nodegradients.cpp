// SPDX-License-Identifier: GPL-3.0-or-later
// Every operator that training knows against central differences of the FP32 reference.
#include "core/base/random.h"
#include "core/network/graphbuilder.h"
#include "core/reference/executor.h"
#include "core/train/differentiablenetwork.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace vsq;

namespace {

using Attributes = AttributeMap;
using Ints = std::vector<std::int64_t>;

struct Case {
    std::string op;
    Shape shape; ///< of the values that the gradient is by
    Attributes attributes{};
    std::function<std::vector<std::string>(GraphBuilder &)> more{}; ///< the other inputs
    double low = -2.0;
    double high = 2.0;
    std::size_t at = 0; ///< which input the values are
    std::string domain{};
    int opset = 17;
    std::size_t outputs = 1;
};

Tensor drawn(const Shape &shape, std::uint64_t seed, double low, double high)
{
    Random random(seed);
    Tensor tensor(DType::Float32, shape);
    for (float &value : tensor.mutableValues<float>()) {
        value = static_cast<float>(low + (high - low) * random.uniform());
    }
    return tensor;
}

/// x [1] + values, through the operator; the values are the network's parameter.
Graph graphOf(const Case &c)
{
    GraphBuilder builder("case", 3);
    const std::string x = builder.input("x", DType::Float32, {1});
    const std::string values = builder.constant("values", drawn(c.shape, 5, c.low, c.high));
    std::vector<std::string> inputs = c.more ? c.more(builder) : std::vector<std::string>{};
    inputs.insert(inputs.begin() + static_cast<std::ptrdiff_t>(c.at), builder.node("Add", "start", {x, values}));
    const std::string y = builder.node(c.op, "case", inputs, c.attributes);
    builder.output(y, "y", {});
    Graph graph = builder.take();
    graph.opset = c.opset;
    Node &node = *std::find_if(graph.nodes.begin(), graph.nodes.end(), [](const Node &n) { return n.name == "case"; });
    node.domain = c.domain;
    for (std::size_t i = 1; i < c.outputs; ++i) {
        node.outputs.push_back("other" + std::to_string(i));
    }
    return graph;
}

std::function<std::vector<std::string>(GraphBuilder &)> floats(const Shape &shape, double low = -1.0, double high = 1.0)
{
    return [=](GraphBuilder &b) { return std::vector{b.constant("other", drawn(shape, 11, low, high))}; };
}

std::function<std::vector<std::string>(GraphBuilder &)> integers(const Ints &values)
{
    return [=](GraphBuilder &b) { return std::vector{b.integers("other", values)}; };
}

const std::vector<std::pair<const char *, Case>> &cases()
{
    const Ints k22{2, 2};
    const Ints k33{3, 3};
    static const std::vector<std::pair<const char *, Case>> all{
        {"Conv",
         {.op = "Conv",
          .shape = {2, 4, 5, 6},
          .attributes = {{"kernel_shape", k33}, {"pads", Ints{1, 1, 1, 1}}},
          .more = floats({6, 4, 3, 3})}},
        {"Conv, weights",
         {.op = "Conv",
          .shape = {6, 2, 3, 3},
          .attributes = {{"kernel_shape", k33}, {"group", std::int64_t{2}}, {"strides", k22}},
          .more = floats({2, 4, 7, 6}),
          .at = 1}},
        {"Conv, one side padded",
         {.op = "Conv",
          .shape = {1, 3, 5, 5},
          .attributes = {{"kernel_shape", k22}, {"pads", Ints{0, 1, 1, 2}}},
          .more = floats({2, 3, 2, 2})}},
        {"Conv, SAME_UPPER",
         {.op = "Conv",
          .shape = {1, 3, 6, 6},
          .attributes = {{"kernel_shape", k33}, {"strides", k22}, {"auto_pad", std::string("SAME_UPPER")}},
          .more = floats({2, 3, 3, 3})}},
        {"Conv, depthwise",
         {.op = "Conv",
          .shape = {1, 4, 5, 5},
          .attributes = {{"kernel_shape", k33}, {"group", std::int64_t{4}}},
          .more = floats({4, 1, 3, 3})}},
        {"Conv, one dimension",
         {.op = "Conv",
          .shape = {2, 3, 8},
          .attributes = {{"kernel_shape", Ints{3}}, {"dilations", Ints{2}}},
          .more = floats({4, 3, 3})}},
        {"Gemm",
         {.op = "Gemm", .shape = {3, 4}, .attributes = {{"transB", std::int64_t{1}}, {"alpha", 0.5F}}, .more = floats({5, 4})}},
        {"Gemm, weights",
         {.op = "Gemm", .shape = {4, 5}, .attributes = {{"transA", std::int64_t{1}}}, .more = floats({4, 3}), .at = 1}},
        {"MatMul", {.op = "MatMul", .shape = {2, 3, 4}, .more = floats({4, 5})}},
        {"MatMul, heads", {.op = "MatMul", .shape = {2, 3, 4, 5}, .more = floats({1, 3, 5, 2})}},
        {"MatMul, second", {.op = "MatMul", .shape = {5, 4}, .more = floats({2, 3, 5}), .at = 1}},
        {"MatMul, vector", {.op = "MatMul", .shape = {5}, .more = floats({3, 5}), .at = 1}},
        {"Einsum",
         {.op = "Einsum",
          .shape = {2, 3, 4},
          .attributes = {{"equation", std::string("bij,bkj->bik")}},
          .more = floats({2, 5, 4})}},
        {"Add", {.op = "Add", .shape = {3, 1}, .more = floats({3, 4})}},
        {"Sub", {.op = "Sub", .shape = {4}, .more = floats({3, 4}), .at = 1}},
        {"Mul", {.op = "Mul", .shape = {4}, .more = floats({3, 4})}},
        {"Div", {.op = "Div", .shape = {3, 4}, .more = floats({4}, 0.5, 2.0)}},
        {"Div, by", {.op = "Div", .shape = {4}, .more = floats({3, 4}), .low = 0.5, .at = 1}},
        {"Relu", {.op = "Relu", .shape = {3, 5}}},
        {"LeakyRelu", {.op = "LeakyRelu", .shape = {3, 5}}},
        {"PRelu", {.op = "PRelu", .shape = {3, 5}, .more = floats({5})}},
        {"Elu", {.op = "Elu", .shape = {3, 5}}},
        {"Clip",
         {.op = "Clip",
          .shape = {3, 5},
          .more =
              [](GraphBuilder &b) {
                  return std::vector{b.constant("low", Tensor::scalar(-0.7F)), b.constant("high", Tensor::scalar(0.9F))};
              }}},
        {"Gelu", {.op = "Gelu", .shape = {3, 5}, .opset = 20}},
        {"Gelu, tanh", {.op = "Gelu", .shape = {3, 5}, .attributes = {{"approximate", std::string("tanh")}}, .opset = 20}},
        {"QuickGelu", {.op = "QuickGelu", .shape = {3, 5}, .domain = "com.microsoft"}},
        {"FastGelu", {.op = "FastGelu", .shape = {3, 5}, .more = floats({5}), .domain = "com.microsoft"}},
        {"BiasGelu", {.op = "BiasGelu", .shape = {3, 5}, .more = floats({5}), .domain = "com.microsoft"}},
        {"Erf", {.op = "Erf", .shape = {3, 5}}},
        {"Sigmoid", {.op = "Sigmoid", .shape = {3, 5}}},
        {"HardSigmoid", {.op = "HardSigmoid", .shape = {3, 5}}},
        {"HardSwish", {.op = "HardSwish", .shape = {3, 5}}},
        {"Mish", {.op = "Mish", .shape = {3, 5}, .opset = 18}},
        {"Softplus", {.op = "Softplus", .shape = {3, 5}}},
        {"Tanh", {.op = "Tanh", .shape = {3, 5}}},
        {"Exp", {.op = "Exp", .shape = {3, 5}}},
        {"Log", {.op = "Log", .shape = {3, 5}, .low = 0.5}},
        {"Neg", {.op = "Neg", .shape = {3, 5}}},
        {"Abs", {.op = "Abs", .shape = {3, 5}}},
        {"Sqrt", {.op = "Sqrt", .shape = {3, 5}, .low = 0.5}},
        {"Reciprocal", {.op = "Reciprocal", .shape = {3, 5}, .low = 0.5}},
        {"Pow",
         {.op = "Pow",
          .shape = {3, 5},
          .more = [](GraphBuilder &b) { return std::vector{b.constant("two", Tensor::scalar(2.0F))}; }}},
        {"Softmax", {.op = "Softmax", .shape = {3, 5}, .attributes = {{"axis", std::int64_t{0}}}}},
        {"Softmax until opset 12", {.op = "Softmax", .shape = {3, 2, 5}, .attributes = {{"axis", std::int64_t{1}}}, .opset = 11}},
        {"LogSoftmax", {.op = "LogSoftmax", .shape = {3, 5}}},
        {"BatchNormalization",
         {.op = "BatchNormalization",
          .shape = {2, 3, 4},
          .more =
              [](GraphBuilder &b) {
                  return std::vector{b.constant("s", drawn({3}, 1, 0.5, 1.5)), b.constant("b", drawn({3}, 2, -1, 1)),
                                     b.constant("m", drawn({3}, 3, -1, 1)), b.constant("v", drawn({3}, 4, 0.5, 1.5))};
              }}},
        {"LayerNormalization",
         {.op = "LayerNormalization",
          .shape = {3, 6},
          .more =
              [](GraphBuilder &b) {
                  return std::vector{b.constant("s", drawn({6}, 1, 0.5, 1.5)), b.constant("b", drawn({6}, 2, -1, 1))};
              }}},
        {"InstanceNormalization",
         {.op = "InstanceNormalization",
          .shape = {2, 3, 6},
          .more =
              [](GraphBuilder &b) {
                  return std::vector{b.constant("s", drawn({3}, 1, 0.5, 1.5)), b.constant("b", drawn({3}, 2, -1, 1))};
              }}},
        {"MaxPool",
         {.op = "MaxPool",
          .shape = {1, 2, 5, 5},
          .attributes = {{"kernel_shape", k22}, {"strides", k22}, {"ceil_mode", std::int64_t{1}}}}},
        {"AveragePool",
         {.op = "AveragePool",
          .shape = {1, 2, 5, 5},
          .attributes = {{"kernel_shape", k33}, {"pads", Ints{1, 1, 1, 1}}, {"strides", k22}}}},
        {"AveragePool with pads",
         {.op = "AveragePool",
          .shape = {1, 2, 5, 5},
          .attributes = {{"kernel_shape", k33}, {"pads", Ints{1, 1, 1, 1}}, {"count_include_pad", std::int64_t{1}}}}},
        {"GlobalAveragePool", {.op = "GlobalAveragePool", .shape = {2, 3, 4, 4}}},
        {"GlobalMaxPool", {.op = "GlobalMaxPool", .shape = {2, 3, 4, 4}}},
        {"Reshape", {.op = "Reshape", .shape = {2, 6}, .more = integers({3, -1})}},
        {"Transpose", {.op = "Transpose", .shape = {2, 3, 4}, .attributes = {{"perm", Ints{2, 0, 1}}}}},
        {"Transpose, reversed", {.op = "Transpose", .shape = {2, 3, 4}}},
        {"Flatten", {.op = "Flatten", .shape = {2, 3, 4}}},
        {"Squeeze", {.op = "Squeeze", .shape = {2, 1, 3, 1}, .more = integers({-1, 1})}},
        {"Unsqueeze", {.op = "Unsqueeze", .shape = {2, 3}, .more = integers({0, -1})}},
        {"Slice",
         {.op = "Slice",
          .shape = {4, 6},
          .more =
              [](GraphBuilder &b) {
                  return std::vector{b.integers("s", {1, -1}), b.integers("e", {3, -7}), b.integers("a", {0, 1}),
                                     b.integers("t", {1, -2})};
              }}},
        {"Split",
         {.op = "Split", .shape = {4, 5}, .attributes = {{"axis", std::int64_t{1}}}, .more = integers({2, 3}), .outputs = 2}},
        {"Concat", {.op = "Concat", .shape = {2, 3}, .attributes = {{"axis", std::int64_t{-1}}}, .more = floats({2, 4})}},
        {"Gather", {.op = "Gather", .shape = {5, 3}, .more = integers({4, 0, 4})}},
        {"Gather, one",
         {.op = "Gather",
          .shape = {2, 5, 3},
          .attributes = {{"axis", std::int64_t{1}}},
          .more = [](GraphBuilder &b) { return std::vector{b.constant("i", Tensor::scalar<std::int64_t>(-1))}; }}},
        {"Expand", {.op = "Expand", .shape = {3, 1}, .more = integers({2, 3, 4})}},
        {"Pad", {.op = "Pad", .shape = {2, 3}, .more = integers({0, 1, 1, 2})}},
        {"Tile", {.op = "Tile", .shape = {2, 3}, .more = integers({2, 1})}},
        {"DepthToSpace", {.op = "DepthToSpace", .shape = {1, 8, 2, 2}, .attributes = {{"blocksize", std::int64_t{2}}}}},
        {"ReduceMean", {.op = "ReduceMean", .shape = {2, 3, 4}, .attributes = {{"axes", Ints{-1}}}}},
        {"ReduceMean, all", {.op = "ReduceMean", .shape = {2, 3}}},
        {"ReduceSum",
         {.op = "ReduceSum", .shape = {2, 3, 4}, .attributes = {{"keepdims", std::int64_t{0}}}, .more = integers({1})}},
        {"ReduceMax", {.op = "ReduceMax", .shape = {2, 5}, .attributes = {{"axes", Ints{1}}}}},
        {"Max", {.op = "Max", .shape = {3, 4}, .more = floats({4}, -2.0, 2.0)}},
        {"Min", {.op = "Min", .shape = {3, 4}, .more = floats({4}, -2.0, 2.0)}},
        {"Sum", {.op = "Sum", .shape = {3, 4}, .more = floats({4})}},
        {"Where",
         {.op = "Where",
          .shape = {3},
          .more =
              [](GraphBuilder &b) {
                  return std::vector{b.constant("c", Tensor::of<bool>({3}, std::array<bool, 3>{true, false, true})),
                                     b.constant("other", drawn({2, 3}, 4, -1, 1))};
              },
          .at = 1}},
        {"Identity", {.op = "Identity", .shape = {3}}},
        {"Cast", {.op = "Cast", .shape = {3}, .attributes = {{"to", std::int64_t{1}}}}},
    };
    return all;
}

} // namespace

class NodeGradientsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followFiniteDifferences_data()
    {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < cases().size(); ++i) {
            QTest::newRow(cases()[i].first) << static_cast<int>(i);
        }
    }
    void followFiniteDifferences()
    {
        QFETCH(int, number);
        const Case &c = cases()[static_cast<std::size_t>(number)].second;
        DifferentiableNetwork network(graphOf(c));
        const TensorMap inputs{{"x", Tensor(DType::Float32, {1})}};
        const DifferentiableOptions exact{.fidelity = Fidelity::Float, .backend = {}};
        const std::string output = network.graph()->outputs.front().name;
        const Tensor y = network.forward(inputs, exact).at(output);
        const Tensor weights = drawn(y.shape(), 17, -1.0, 1.0); // the scalar that is differentiated: their sum with y
        const Tensor gradient = network.backward(weights).at("values");
        const Tensor values = network.value("values");
        QCOMPARE(gradient.shape(), values.shape());
        const auto loss = [&](std::size_t element, float by) {
            Graph moved = *network.graph();
            moved.constants.find("values")->second.mutableValues<float>()[element] += by;
            const auto backend = makeFloatBackend();
            const Tensor out = Executor(std::make_shared<Graph>(moved)).run(inputs, *backend).at(output);
            double sum = 0.0;
            for (std::size_t i = 0; i < static_cast<std::size_t>(out.size()); ++i) {
                sum += static_cast<double>(out.values<float>()[i]) * static_cast<double>(weights.values<float>()[i]);
            }
            return sum;
        };
        constexpr float kStep = 1.0F / 256.0F;
        for (std::size_t i = 0; i < static_cast<std::size_t>(values.size()); ++i) {
            const double expected = (loss(i, kStep) - loss(i, -kStep)) / (2.0 * static_cast<double>(kStep));
            const auto found = static_cast<double>(gradient.values<float>()[i]);
            QVERIFY2(std::abs(found - expected) < 2e-3 * std::max(1.0, std::abs(expected)),
                     qPrintable(QStringLiteral("element %1: expected %2, found %3").arg(i).arg(expected).arg(found)));
        }
    }
    void unknownOperatorIsNamed()
    {
        try {
            const DifferentiableNetwork network(graphOf({.op = "CumSum", .shape = {3}, .more = integers({0})}));
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(QString::fromUtf8(error.what()),
                     QStringLiteral("node 'case' (CumSum): fine-tuning: expected an operator that "
                                    "training knows, found CumSum"));
        }
    }
};

VSQ_TEST(NodeGradientsTest)
#include "nodegradients.moc"
