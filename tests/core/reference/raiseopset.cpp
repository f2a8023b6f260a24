// SPDX-License-Identifier: GPL-3.0-or-later
// A node of an old opset computes the same after it was raised, and is one that the newer opset knows.
#include "core/network/onnx/raiseopset.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

struct Case {
    const char *name;
    int opset;
    std::string op;
    AttributeMap attributes;
    std::vector<Tensor> weights; ///< inputs behind the first
    std::size_t outputs = 1;
    std::vector<std::string> gone; ///< attributes that opset 21 does not know
};

using Integers = std::vector<std::int64_t>;

Tensor floats(const std::vector<float> &values)
{
    return Tensor::of<float>({static_cast<std::int64_t>(values.size())}, values);
}

std::vector<Case> cases()
{
    return {
        {"squeeze", 11, "Squeeze", {{"axes", Integers{1}}}, {}, 1, {"axes"}},
        {"squeeze all", 11, "Squeeze", {}, {}, 1, {}},
        {"unsqueeze", 9, "Unsqueeze", {{"axes", Integers{0, 3}}}, {}, 1, {"axes"}},
        {"reduce sum", 11, "ReduceSum", {{"axes", Integers{2}}, {"keepdims", std::int64_t{0}}}, {}, 1, {"axes"}},
        {"reduce mean", 13, "ReduceMean", {{"axes", Integers{-1}}}, {}, 1, {"axes"}},
        {"reduce max of all", 12, "ReduceMax", {}, {}, 1, {"axes"}},
        {"softmax over the rest", 11, "Softmax", {{"axis", std::int64_t{1}}}, {}, 1, {}},
        {"softmax by default", 9, "Softmax", {}, {}, 1, {}},
        {"log softmax of the last", 12, "LogSoftmax", {{"axis", std::int64_t{3}}}, {}, 1, {}},
        {"hardmax over the rest", 11, "Hardmax", {{"axis", std::int64_t{2}}}, {}, 1, {}},
        {"scatter",
         10,
         "Scatter",
         {{"axis", std::int64_t{0}}},
         {Tensor::of<std::int64_t>({1, 1, 1, 2}, Integers{1, 0}), Tensor::of<float>({1, 1, 1, 2}, std::vector<float>{8, 9})},
         1,
         {}},
        {"split in two", 11, "Split", {{"axis", std::int64_t{2}}}, {}, 2, {"split"}},
        {"split by sizes", 11, "Split", {{"axis", std::int64_t{2}}, {"split", Integers{1, 3}}}, {}, 2, {"split"}},
        {"clip", 7, "Clip", {{"min", -0.5F}, {"max", 0.75F}}, {}, 1, {"min", "max"}},
        {"clip below", 10, "Clip", {{"max", 0.25F}}, {}, 1, {"min", "max"}},
        {"pad", 9, "Pad", {{"pads", Integers{0, 0, 1, 2, 0, 0, 0, 1}}, {"value", 0.5F}}, {}, 1, {"pads", "value"}},
        {"slice",
         9,
         "Slice",
         {{"starts", Integers{1}}, {"ends", Integers{3}}, {"axes", Integers{3}}},
         {},
         1,
         {"starts", "ends", "axes"}},
        {"top k", 9, "TopK", {{"k", std::int64_t{2}}, {"axis", std::int64_t{3}}}, {}, 2, {"k"}},
        {"upsample", 9, "Upsample", {{"mode", std::string("nearest")}}, {floats({1, 1, 1.5F, 2})}, 1, {}},
        {"upsample linear", 9, "Upsample", {{"mode", std::string("linear")}}, {floats({1, 1, 2, 1.75F})}, 1, {}},
        {"resize of opset 10", 10, "Resize", {{"mode", std::string("nearest")}}, {floats({1, 1, 2, 1.4F})}, 1, {}},
        {"grid sample",
         16,
         "GridSample",
         {{"mode", std::string("bilinear")}},
         {Tensor::of<float>({2, 1, 2, 2}, std::vector<float>{-0.9F, 0.2F, 0.5F, 0.4F, 0.1F, -0.3F, 0.7F, 0.8F})},
         1,
         {}},
        {"grid sample cubic",
         16,
         "GridSample",
         {{"mode", std::string("bicubic")}},
         {Tensor::of<float>({2, 1, 2, 2}, std::vector<float>{-0.9F, 0.2F, 0.5F, 0.4F, 0.1F, -0.3F, 0.7F, 0.8F})},
         1,
         {}},
        {"fourier transform", 17, "DFT", {{"axis", std::int64_t{2}}}, {}, 1, {}},
        {"regions of pixels",
         10,
         "RoiAlign",
         {{"output_height", std::int64_t{2}}, {"output_width", std::int64_t{2}}},
         {Tensor::of<float>({1, 4}, std::vector<float>{0.5F, 0, 3, 2.5F}), Tensor::of<std::int64_t>({1}, Integers{1})},
         1,
         {}},
        {"dropout", 10, "Dropout", {{"ratio", 0.5F}}, {}, 1, {"ratio"}},
        {"group normalization",
         18,
         "GroupNormalization",
         {{"num_groups", std::int64_t{1}}},
         {floats({2}), floats({0.5F})},
         1,
         {}},
        {"batch normalization",
         7,
         "BatchNormalization",
         {{"spatial", std::int64_t{1}}},
         {floats({2}), floats({1}), floats({0.5F}), floats({2})},
         1,
         {"spatial"}},
    };
}

Graph graphOf(const Case &one, const Shape &shape)
{
    Graph graph;
    graph.opset = one.opset;
    Node node{"node", one.op, {}, {"x"}, {}, one.attributes};
    for (const Tensor &tensor : one.weights) {
        node.inputs.push_back("w" + std::to_string(node.inputs.size()));
        graph.constants.emplace(node.inputs.back(), tensor);
    }
    for (std::size_t i = 0; i < one.outputs; ++i) {
        node.outputs.push_back("y" + std::to_string(i));
        graph.outputs.push_back({node.outputs.back(), DType::Float32, {}, {}});
    }
    graph.nodes.push_back(node);
    graph.inputs.push_back({"x", DType::Float32, shape, {}});
    graph.values.emplace("x", graph.inputs.front());
    return graph;
}

} // namespace

class RaiseOpsetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computesTheSame_data()
    {
        QTest::addColumn<int>("index");
        const auto all = cases();
        for (std::size_t i = 0; i < all.size(); ++i) {
            QTest::newRow(all[i].name) << static_cast<int>(i);
        }
    }

    void computesTheSame()
    {
        QFETCH(int, index);
        const Case one = cases()[static_cast<std::size_t>(index)];
        Random random(404);
        const Shape shape{2, 1, 4, one.op == "DFT" ? 2 : 5};
        const Tensor x = randomTensor(random, shape);
        const Graph old = graphOf(one, shape);
        const TensorMap expected = Executor(std::make_shared<const Graph>(old)).run({{"x", x}}, *makeFloatBackend());
        for (const int opset : {18, 21}) {
            for (const bool knowsShapes : {true, false}) {
                if (one.op == "GroupNormalization" && !knowsShapes) {
                    continue; // needs the number of channels
                }
                Graph raised = old;
                if (!knowsShapes) {
                    raised.values.clear();
                }
                raiseOpset(raised, opset);
                QCOMPARE(raised.opset, opset);
                for (const Node &node : raised.nodes) {
                    for (const std::string &attribute : one.gone) {
                        QVERIFY2(!node.has(attribute), attribute.c_str());
                    }
                    QVERIFY(node.op != "Upsample" && node.op != "Scatter");
                    QVERIFY(!node.op.ends_with("max") || node.op.starts_with("Reduce") || node.has("axis"));
                    QVERIFY(opset < 20 || !node.text("mode", "").starts_with("bi"));
                    QVERIFY(node.op != "Split" || node.inputs.size() == 2 || node.has("num_outputs"));
                }
                const TensorMap found = Executor(std::make_shared<const Graph>(raised)).run({{"x", x}}, *makeFloatBackend());
                QCOMPARE(found.size(), expected.size());
                for (const auto &[name, tensor] : expected) {
                    if (tensor.dtype() == DType::Float32) {
                        QVERIFY(largestError(found.at(name), tensor) < 1e-6);
                    } else {
                        QCOMPARE(found.at(name).toInt64(), tensor.toInt64());
                    }
                }
            }
        }
    }

    void groupsBecomeChannels()
    {
        Graph graph = graphOf(
            {"", 18, "GroupNormalization", {{"num_groups", std::int64_t{2}}}, {floats({2, 3}), floats({0, 1})}, 1, {}},
            {1, 6, 3, 3});
        raiseOpset(graph, 21);
        const Tensor *scale = graph.constant(graph.nodes.front().inputs[1]);
        QVERIFY(scale != nullptr);
        QCOMPARE(floatsOf(*scale), (std::vector<float>{2, 2, 2, 3, 3, 3}));
        QCOMPARE(floatsOf(*graph.constant(graph.nodes.front().inputs[2])), (std::vector<float>{0, 0, 0, 1, 1, 1}));
    }

    void refuses()
    {
        Graph late = graphOf({"", 20, "Relu", {}, {}, 1, {}}, {1});
        late.sourceFile = "late.onnx";
        QCOMPARE(errorOf([&] { raiseOpset(late, 17); }),
                 QStringLiteral("late.onnx: opset to write: expected 20, the network's, or a later one, found 17"));
        Graph resize = graphOf({"",
                                11,
                                "Resize",
                                {{"coordinate_transformation_mode", std::string("tf_half_pixel_for_nn")}},
                                {Tensor(DType::Float32, {0}), floats({1, 1, 2, 2})},
                                1,
                                {}},
                               {1, 1, 2, 2});
        QCOMPARE(
            errorOf([&] { raiseOpset(resize, 21); }),
            QStringLiteral(
                "node 'node' (Resize): no such operator in opset 21: expected another coordinate_transformation_mode, found tf_half_pixel_for_nn"));
        Graph newest = graphOf({"", 21, "CumProd", {}, {Tensor::scalar<std::int64_t>(0)}, 1, {}}, {4});
        QCOMPARE(errorOf([&] { raiseOpset(newest, 21); }),
                 QStringLiteral(
                     "node 'node' (CumProd): no such operator in opset 21: expected operators of that opset, found CumProd of "
                     "opset 26"));
        Graph unknown = graphOf(
            {"", 18, "GroupNormalization", {{"num_groups", std::int64_t{2}}}, {floats({2, 3}), floats({0, 1})}, 1, {}},
            {1, 6, 3, 3});
        unknown.values.clear();
        QCOMPARE(
            errorOf([&] { raiseOpset(unknown, 21); }),
            QStringLiteral(
                "node 'node' (GroupNormalization): no such operator in opset 21: expected a known number of channels, found an unknown one"));
    }
};

VSQ_TEST(RaiseOpsetTest)
#include "raiseopset.moc"
