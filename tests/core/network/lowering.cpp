// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/lowering.h"

#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/network/graphbuilder.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

namespace {

const Layer &find(const std::vector<Layer> &layers, const std::string &name)
{
    for (const Layer &layer : layers) {
        if (layer.name == name) {
            return layer;
        }
    }
    throw Error("no layer '" + name + "'");
}

using Sizes = std::vector<std::int64_t>;
Sizes sizes(const Layer &layer)
{
    return {layer.m, layer.n, layer.k, layer.count};
}

/// One node with inputs of these shapes; those whose name starts with "w" are constants.
std::vector<Layer> lowerOne(const std::string &op, const std::vector<std::pair<std::string, Shape>> &inputs,
                            AttributeMap attributes = {})
{
    GraphBuilder builder("one", 1);
    std::vector<std::string> names;
    for (const auto &[name, shape] : inputs) {
        names.push_back(name[0] == 'w' ? builder.filled(name, shape, 1) : builder.input(name, DType::Float32, shape));
    }
    const std::string y = builder.node(op, "node", names, std::move(attributes));
    builder.output(y, "y", {});
    return lower(builder.take());
}

} // namespace

class TestLowering : public QObject {
    Q_OBJECT
private slots:
    void visionTransformerHasItsProducts();
    void residualNetworkHasItsProducts();
    void groupsCountAsProducts();
    void weightsOnTheLeftBecomeA();
    void whatTheChipCannotDoSaysWhy();
    void aFixedBatchCounts();
    void hostOperatorsAreTheRest();
};

void TestLowering::visionTransformerHasItsProducts()
{
    VisionTransformerShape shape;
    shape.blocks = 4;
    shape.hidden = 512;
    const std::vector<Layer> layers = lower(buildVisionTransformer(shape, 1));
    QCOMPARE(layers.size(), std::size_t{1 + 4 * 8 + 1});
    QCOMPARE(sizes(layers.front()), (Sizes{128, 49, 16, 1}));
    QCOMPARE(sizes(find(layers, "blocks.0.attn.q")), (Sizes{128, 50, 128, 1}));
    QCOMPARE(sizes(find(layers, "blocks.0.attn.qk")), (Sizes{50, 50, 64, 2}));
    QCOMPARE(sizes(find(layers, "blocks.3.attn.pv")), (Sizes{64, 50, 50, 2}));
    QCOMPARE(sizes(find(layers, "blocks.1.mlp.fc1")), (Sizes{512, 50, 128, 1}));
    QCOMPARE(sizes(find(layers, "blocks.1.mlp.fc2")), (Sizes{128, 50, 512, 1}));
    QCOMPARE(sizes(layers.back()), (Sizes{10, 1, 128, 1}));
    QVERIFY(find(layers, "blocks.0.attn.q").aIsConstant);
    QVERIFY(!find(layers, "blocks.0.attn.qk").aIsConstant);
    for (const Layer &layer : layers) {
        QVERIFY2(layer.onChip && !layer.reason.empty(), layer.name.c_str());
        QCOMPARE(layer.macs, layer.m * layer.n * layer.k * layer.count);
    }
}

void TestLowering::residualNetworkHasItsProducts()
{
    const std::vector<Layer> layers = lower(buildResidualNetwork({}, 1));
    QCOMPARE(sizes(layers.front()), (Sizes{64, 28 * 28, 9, 1}));
    const Layer &down = find(layers, "stage2.0.a.conv");
    QCOMPARE(sizes(down), (Sizes{128, 49, 64 * 9, 1}));
    QCOMPARE((Sizes{down.channels, down.kernelHeight, down.kernelWidth, down.outputHeight, down.outputWidth}),
             (Sizes{64, 3, 3, 7, 7}));
    QCOMPARE(sizes(layers.back()), (Sizes{10, 1, 128, 1}));
}

void TestLowering::groupsCountAsProducts()
{
    const Layer layer = lowerOne("Conv", {{"x", {-1, 32, 14, 14}}, {"w", {32, 1, 3, 3}}},
                                 {{"group", std::int64_t{32}}, {"pads", std::vector<std::int64_t>{1, 1, 1, 1}}})
                            .at(0);
    QCOMPARE(sizes(layer), (Sizes{1, 196, 9, 32}));
    QVERIFY(layer.onChip);
    QVERIFY(layer.reason.find("1 filter") != std::string::npos);
}

void TestLowering::weightsOnTheLeftBecomeA()
{
    QCOMPARE(sizes(lowerOne("MatMul", {{"w", {7, 5}}, {"x", {5, 3}}}).at(0)), (Sizes{7, 3, 5, 1}));
    QCOMPARE(sizes(lowerOne("MatMul", {{"x", {3, 5}}, {"w", {5, 7}}}).at(0)), (Sizes{7, 3, 5, 1}));
    QCOMPARE(
        sizes(lowerOne("Gemm", {{"x", {5, 3}}, {"w", {7, 5}}}, {{"transA", std::int64_t{1}}, {"transB", std::int64_t{1}}}).at(0)),
        (Sizes{7, 3, 5, 1}));
    // A vector and a matrix: the vector is one token.
    QCOMPARE(sizes(lowerOne("MatMul", {{"x", {5}}, {"w", {5, 7}}}).at(0)), (Sizes{7, 1, 5, 1}));
}

void TestLowering::whatTheChipCannotDoSaysWhy()
{
    const Layer volume = lowerOne("Conv", {{"x", {1, 2, 4, 4, 4}}, {"w", {3, 2, 2, 2, 2}}}).at(0);
    QVERIFY(!volume.onChip);
    QCOMPARE(sizes(volume), (Sizes{3, 27, 16, 1}));
    QCOMPARE(volume.reason, std::string("The address generators know convolutions over one and two dimensions, not 3."));
    QVERIFY(!lowerOne("ConvTranspose", {{"x", {1, 2, 4, 4}}, {"w", {2, 3, 2, 2}}}).at(0).onChip);
    const Layer line = lowerOne("Conv", {{"x", {1, 2, 9}}, {"w", {3, 2, 3}}}).at(0);
    QVERIFY(line.onChip);
    QCOMPARE(sizes(line), (Sizes{3, 7, 6, 1}));
    const Layer longK = lowerOne("MatMul", {{"x", {2, 9000}}, {"w", {9000, 4}}}).at(0);
    QVERIFY(longK.onChip && longK.reason.find("host adds") != std::string::npos);
}

void TestLowering::aFixedBatchCounts()
{
    QCOMPARE(sizes(lowerOne("MatMul", {{"x", {4, 3, 5}}, {"w", {5, 7}}}).at(0)), (Sizes{7, 12, 5, 1}));
    QCOMPARE(sizes(lowerOne("MatMul", {{"x", {4, 2, 3, 5}}, {"z", {4, 2, 5, 7}}}).at(0)), (Sizes{7, 3, 5, 8}));
    QCOMPARE(
        sizes(
            lowerOne("Einsum", {{"x", {4, 3, 2, 5}}, {"z", {4, 6, 2, 5}}}, {{"equation", std::string("bqhd,bkhd->bhqk")}}).at(0)),
        (Sizes{6, 3, 5, 8}));
}

void TestLowering::hostOperatorsAreTheRest()
{
    const Graph graph = buildVisionTransformer({}, 1);
    const std::vector<HostOperator> host = hostOperators(graph);
    QCOMPARE(host.size() + lower(graph).size(), graph.nodes.size());
    for (const HostOperator &entry : host) {
        QVERIFY(!entry.reason.empty());
        QVERIFY(entry.op != "MatMul");
    }
}

VSQ_TEST(TestLowering)
#include "lowering.moc"
