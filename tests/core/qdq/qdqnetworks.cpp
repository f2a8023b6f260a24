// SPDX-License-Identifier: GPL-3.0-or-later
// Whole networks exported with their quantization: read back and run in FP32 each of their products gives what it gives in the
// quantized run, and so they do in ONNX Runtime, where that is installed.
#include "core/data/iteminputs.h"
#include "core/run/loadnetwork.h"
#include "tests/core/qdq/exported.h"
#include "tests/core/qdq/qdqcases.h"
#include "tests/support/errors.h"
#include "tests/support/onnxruntime.h"
#include "tests/support/sampledata.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

constexpr double kTolerance = 1e-5;  // of the largest output
constexpr double kTurnedCodes = 0.5; // of a whole network's, where another program's last bits differ: a transformer in 4
                                     // bits shows most what a code does that turned by one

std::size_t largestOf(const Tensor &logits, std::int64_t item)
{
    const std::int64_t classes = logits.dim(1);
    const auto values = logits.values<float>().subspan(static_cast<std::size_t>(item * classes),
                                                       static_cast<std::size_t>(classes));
    return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

} // namespace

class QdqNetworksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void networks();
    void samples_data();
    void samples();
    void otherRuntimeProducts();
    void olderNetworks();
    void oneItemOnly();
    void refuses();

private:
    QTemporaryDir m_folder;
    void checkProducts(const std::shared_ptr<const Graph> &graph, const NumberFormat &format, const TensorMap &inputs,
                       int opset) const;
    std::string file() const { return m_folder.filePath(QStringLiteral("qdq.onnx")).toStdString(); }
};

void QdqNetworksTest::checkProducts(const std::shared_ptr<const Graph> &graph, const NumberFormat &format,
                                    const TensorMap &inputs, int opset) const
{
    const auto differences = differenceOfEachProduct(graph, format, inputs, file(), opset);
    QVERIFY(!differences.empty());
    for (const auto &[name, off] : differences) {
        QVERIFY2(off <= kTolerance, qPrintable(QStringLiteral("%1, %2: %3")
                                                   .arg(QString::fromStdString(name), QString::fromStdString(describe(format)))
                                                   .arg(off)));
    }
}

void QdqNetworksTest::networks()
{
    for (const auto &graph : {smallResidual(), smallTransformer()}) {
        const TensorMap inputs{{graph->inputs[0].name, images(3, 8, 10).inputs[0]}};
        for (const QString &name : kFormats) {
            for (const int opset : {17, 20, 21}) {
                checkProducts(graph, formatOf(name), inputs, opset);
                const Tensor found = runExported(graph, formatOf(name), inputs, file(), opset).begin()->second;
                // Scales that are no integers: sums in another order.
                const bool integers = name != QStringLiteral("fp scales");
                QVERIFY(differenceOf(found, runQuantized(graph, formatOf(name), inputs).begin()->second)
                        <= (integers ? kTolerance : kTurnedCodes));
                if (!integers) {
                    continue;
                }
                ExactProducts exact(formatOf(name));
                const double off = differenceOf(found, Executor(graph).run(inputs, exact).begin()->second);
                QVERIFY2(off <= kTolerance,
                         qPrintable(QStringLiteral("%1 %2: %3").arg(QString::fromStdString(graph->name), name).arg(off)));
            }
        }
    }
}

void QdqNetworksTest::samples_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("format");
    for (const char *network : kSampleNetworks) {
        for (const char *format : {"vsq", "int4", "int8"}) {
            QTest::addRow("%s %s", network, format) << QString::fromLatin1(network) << QString::fromLatin1(format);
        }
    }
}

void QdqNetworksTest::samples()
{
    QFETCH(QString, network);
    QFETCH(QString, format);
    const auto graph = loadNetwork(sample(network + QStringLiteral(".onnx")).toStdString()).graph;
    const Dataset data = sampleData(network, *graph, 8);
    const TensorMap inputs = batchInputs(*graph, &data, 8);
    checkProducts(graph, formatOf(format), inputs, kQdqOpset);
    const Tensor expected = runQuantized(graph, formatOf(format), inputs).begin()->second;
    ExactProducts products(formatOf(format));
    const Tensor exact = Executor(graph).run(inputs, products).begin()->second;
    const auto compare = [&](const char *who, const Tensor &found, double tolerance) {
        int agreeing = 0;
        for (std::int64_t item = 0; item < 8; ++item) {
            agreeing += largestOf(found, item) == largestOf(expected, item) ? 1 : 0;
        }
        qInfo("%s: off by %.2g of the largest output (from exact sums: %.2g), %d of 8 answers the same", who,
              differenceOf(found, expected), differenceOf(found, exact), agreeing);
        QVERIFY(differenceOf(found, expected) <= tolerance);
        QVERIFY(agreeing >= 7);
    };
    const Tensor found = runExported(graph, formatOf(format), inputs, file()).begin()->second;
    compare("FP32 here", found, kTolerance);
    QVERIFY(differenceOf(found, exact) <= kTolerance);
    const auto theirs = runOnnxRuntime(file(), inputs, QDir(m_folder.path()));
    if (!theirs) {
        QSKIP("node or its package onnxruntime-node is not installed");
    }
    compare("ONNX Runtime", theirs->begin()->second, kTurnedCodes);
}

/// One product each: nothing that a last bit of a sum could turn.
void QdqNetworksTest::otherRuntimeProducts()
{
    std::vector<std::pair<QString, Case>> all;
    for (const QString &name : kProducts) {
        all.emplace_back(name, productNamed(name));
    }
    for (std::uint64_t seed = 93000; seed < 93006; ++seed) {
        all.emplace_back(QStringLiteral("convolution %1").arg(seed), convolution(seed));
    }
    for (std::size_t i = 0; i < 2 * all.size(); ++i) {
        const auto &[name, one] = all[i / 2];
        const QString format = kFormats[static_cast<qsizetype>(i + i / 6) % kFormats.size()];
        const int opset = i % 2 == 0 ? 21 : 17;
        std::shared_ptr<ActivationScales> scales;
        if (i % 3 == 0 && hasStaticScales(formatOf(format))) {
            scales = std::make_shared<ActivationScales>();
            scales->format = formatOf(format);
            for (const Node &node : one.graph->nodes) {
                scales->layers[node.name] = {.activations = 0.05F, .stationary = 0.04F};
            }
        }
        const TensorMap expected = runQuantized(one.graph, formatOf(format), one.inputs, scales);
        runExported(one.graph, formatOf(format), one.inputs, file(), opset, scales.get());
        const auto theirs = runOnnxRuntime(file(), one.inputs, QDir(m_folder.path()));
        if (!theirs) {
            QSKIP("node or its package onnxruntime-node is not installed");
        }
        for (const auto &[output, tensor] : expected) {
            const double off = differenceOf(theirs->at(output), tensor);
            QVERIFY2(off <= kTolerance, qPrintable(QStringLiteral("%1 %2 %3 opset %4: %5")
                                                       .arg(name, format, scales ? QStringLiteral("static") : QString())
                                                       .arg(opset)
                                                       .arg(off)));
        }
    }
}

/// Opset 11: Softmax over everything from its axis on, axes of Squeeze and bounds of Clip as attributes.
void QdqNetworksTest::olderNetworks()
{
    GraphBuilder b("older", 51);
    const std::string x = b.input("x", DType::Float32, {-1, 20, 6, 6}, {"batch", "", "", ""});
    const std::string conv = b.node("Conv", "conv", {x, b.normal("w", {24, 20, 3, 3}, 0.2)});
    const std::string clip = b.node("Clip", "clip",
                                    {conv, b.constant("low", Tensor::scalar(0.0F)), b.constant("high", Tensor::scalar(6.0F))});
    const std::string soft = b.node("Softmax", "soft", {clip}, {{"axis", std::int64_t{1}}});
    const std::string mean = b.node("ReduceSum", "sum", {soft}, {{"axes", std::vector<std::int64_t>{2}}});
    const std::string flat = b.node("Squeeze", "flat", {mean}, {{"axes", std::vector<std::int64_t>{2}}});
    b.output(b.node("MatMul", "fc", {flat, b.normal("w2", {4, 5}, 1.0)}), "y", {-1, 24, 5}, {"batch", "", ""});
    auto made = std::make_shared<Graph>(b.take());
    made->opset = 11;
    const TensorMap inputs{{"x", uneven({2, 20, 6, 6}, 52)}};
    for (const int opset : {17, 18, 21}) {
        checkProducts(made, namedFormat("vsq"), inputs, opset);
        const Tensor expected = runQuantized(made, namedFormat("vsq"), inputs).at("y");
        QVERIFY(differenceOf(runExported(made, namedFormat("vsq"), inputs, file(), opset).at("y"), expected) <= kTolerance);
        if (const auto theirs = runOnnxRuntime(file(), inputs, QDir(m_folder.path()))) {
            QVERIFY(differenceOf(theirs->at("y"), expected) <= 0.05);
        }
    }
}

/// The batch is open in the file, but the network reshapes to one item: so the exported one takes one.
void QdqNetworksTest::oneItemOnly()
{
    GraphBuilder b("one", 53);
    const std::string x = b.input("x", DType::Float32, {-1, 60}, {"batch", ""});
    const std::string rows = b.node("Reshape", "rows", {x, b.integers("shape", {6, 10})});
    b.output(b.node("MatMul", "fc", {rows, b.normal("w", {10, 5}, 1.0)}), "y", {6, 5});
    const auto graph = std::make_shared<const Graph>(b.take());
    const TensorMap inputs{{"x", uneven({1, 60}, 54)}};
    const Tensor expected = runQuantized(graph, namedFormat("int8"), inputs).at("y");
    QVERIFY(differenceOf(runExported(graph, namedFormat("int8"), inputs, file()).at("y"), expected) <= kTolerance);
    QCOMPARE(readOnnx(file()).inputs.front().shape, (Shape{1, 60}));
}

void QdqNetworksTest::refuses()
{
    const auto message = [](const std::shared_ptr<const Graph> &graph, const NumberFormat &format, int opset = kQdqOpset) {
        return errorOf([&] { quantizedNetwork(graph, format, nullptr, opset); });
    };
    const auto graph = gemm(true).graph;
    const NumberFormat vsq4 = namedFormat("vsq");
    QCOMPARE(message(graph, vsq4, 16), QStringLiteral("opset to export to: expected 17 to 21, found 16"));
    QCOMPARE(message(graph, vsq4, 22), QStringLiteral("opset to export to: expected 17 to 21, found 22"));
    NumberFormat other = vsq4;
    other.activations.isUnsigned = true;
    QCOMPARE(message(graph, other), QStringLiteral("codes to export: expected signed ones, found unsigned ones"));
    other = vsq4;
    other.calibration.method = Calibration::Method::Octav;
    QCOMPARE(
        message(graph, other),
        QStringLiteral(
            "node 'fc' (Gemm): activations scaled from the data: expected calibration max, or static scales (vsq calibrate), found ")
            + QString::fromStdString(describe(other)));

    GraphBuilder open("open", 1);
    const std::string x = open.input("x", DType::Float32, {-1, -1, 8}, {"batch", "tokens", ""});
    open.output(open.node("MatMul", "fc", {x, open.normal("w", {8, 4}, 1.0)}), "y", {-1, -1, 4});
    Graph openGraph = open.take();
    openGraph.sourceFile = "open.onnx";
    QCOMPARE(message(std::make_shared<const Graph>(openGraph), vsq4),
             QStringLiteral(
                 "open.onnx: input 'x': open dimensions beside the batch: expected sizes (--shape binds them), found [?,?,8]"));

    GraphBuilder einsum("einsum", 1);
    const std::string e = einsum.input("x", DType::Float32, {-1, 8}, {"batch", ""});
    einsum.output(einsum.node("Einsum", "sum", {e, einsum.normal("w", {8, 4}, 1.0)}, {{"equation", std::string("bk,km->bm")}}),
                  "y", {-1, 4});
    QCOMPARE(
        message(std::make_shared<const Graph>(einsum.take()), vsq4),
        QStringLiteral(
            "node 'sum' (Einsum): a quantized product that operators can express: expected Conv, Gemm or MatMul, found Einsum"));

    GraphBuilder integers("integers", 1);
    const std::string codes = integers.input("x", DType::Int8, {-1, 8}, {"batch", ""});
    const std::string ones = integers.constant("w", Tensor::of<std::int8_t>({8, 4}, std::vector<std::int8_t>(32, 1)));
    integers.output(integers.node("MatMulInteger", "own", {codes, ones}), "y", {-1, 4});
    QCOMPARE(
        message(std::make_shared<const Graph>(integers.take()), vsq4),
        QStringLiteral("node 'own' (MatMulInteger): a quantized product that operators can express: expected a product of real "
                       "numbers, found MatMulInteger of the file's own integers, which other runtimes take as they are"));

    GraphBuilder filters("filters", 1);
    const std::string f = filters.input("x", DType::Float32, {-1, 2, 5, 5}, {"batch", "", "", ""});
    const std::string w = filters.input("w", DType::Float32, {3, 2, 3, 3});
    filters.output(filters.node("Conv", "conv", {f, w}), "y", {-1, 3, 3, 3});
    QCOMPARE(
        message(std::make_shared<const Graph>(filters.take()), vsq4),
        QStringLiteral(
            "node 'conv' (Conv): a quantized product that operators can express: expected constant filters, found filters that the network computes"));

    ActivationScales scales;
    scales.file = "scales.json";
    scales.format = vsq4;
    QCOMPARE(errorOf([&] { quantizedNetwork(graph, vsq4, &scales); }),
             QStringLiteral(
                 "scales.json: layer 'fc': static scale 'activations': expected one for every layer of the network, found none"));
}

VSQ_TEST(QdqNetworksTest)
#include "qdqnetworks.moc"
