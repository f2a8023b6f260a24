// SPDX-License-Identifier: GPL-3.0-or-later
// An exported network, read back and run in FP32, gives what the quantized run of the network itself gives: single products of
// every kind, in formats with and without vectors, under the opset with blocks and an older one.
#include "core/base/file.h"
#include "core/network/onnx/onnxproto.h"
#include "tests/core/qdq/exported.h"
#include "tests/core/qdq/qdqcases.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

constexpr double kOfLargest = 1e-5; // of the largest output

} // namespace

class QdqTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void products_data();
    void products();
    void convolutions();
    void staticScales();
    void storesFourBits();

private:
    QTemporaryDir m_folder;
    std::string file() const { return m_folder.filePath(QStringLiteral("qdq.onnx")).toStdString(); }

    void compare(const Case &one, const NumberFormat &format, int opset, const QByteArray &where,
                 const std::shared_ptr<const ActivationScales> &scales = {}) const
    {
        const TensorMap expected = runQuantized(one.graph, format, one.inputs, scales);
        const TensorMap found = runExported(one.graph, format, one.inputs, file(), opset, scales.get());
        QCOMPARE(found.size(), expected.size());
        for (const auto &[name, tensor] : expected) {
            const double off = differenceOf(found.at(name), tensor);
            QVERIFY2(off <= kOfLargest,
                     (where + ": " + QByteArray::fromStdString(name) + " off by " + QByteArray::number(off)).constData());
        }
        // The quantization is there: FP32 differs by far more.
        const TensorMap plain = Executor(one.graph).run(one.inputs, *makeFloatBackend());
        QVERIFY(differenceOf(plain.begin()->second, expected.begin()->second) > 1e-4);
    }
};

void QdqTest::products_data()
{
    QTest::addColumn<QString>("product");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("opset");
    for (const QString &product : kProducts) {
        for (const QString &format : kFormats) {
            for (const int opset : {17, 18, 21}) {
                QTest::addRow("%s, %s, opset %d", qPrintable(product), qPrintable(format), opset) << product << format << opset;
            }
        }
    }
}

void QdqTest::products()
{
    QFETCH(QString, product);
    QFETCH(QString, format);
    QFETCH(int, opset);
    compare(productNamed(product), formatOf(format), opset, product.toUtf8());
}

void QdqTest::convolutions()
{
    std::uint64_t seed = 91000;
    qInfo("seeds from %llu", static_cast<unsigned long long>(seed));
    for (int round = 0; round < 240; ++round, ++seed) {
        const NumberFormat format = formatOf(kFormats[round % kFormats.size()]);
        compare(convolution(seed), format, round % 2 == 0 ? 21 : 17, QByteArray::number(static_cast<qulonglong>(seed)));
        if (QTest::currentTestFailed()) {
            return;
        }
    }
}

void QdqTest::staticScales()
{
    for (const char *name : {"vsq", "int4", "int8"}) {
        for (const int opset : {17, 21}) {
            auto scales = std::make_shared<ActivationScales>();
            scales->format = namedFormat(name);
            // Percentile chooses clips; whatever lies beyond them is clamped. 0 comes of layers that only saw zeros.
            scales->format.calibration.method = Calibration::Method::Percentile;
            const bool vectors = scales->format.activations.granularity == Granularity::Vector;
            for (const char *layer : {"conv", "fc", "scores", "context"}) {
                scales->layers[layer] = {.activations = vectors ? 0.002F : 0.3F, .stationary = vectors ? 0.003F : 0.4F};
            }
            compare(gemm(true), scales->format, opset, "gemm", scales);
            compare(attention(), scales->format, opset, "attention", scales);
            for (std::uint64_t seed = 92000; seed < 92020; ++seed) {
                compare(convolution(seed), scales->format, opset, QByteArray::number(static_cast<qulonglong>(seed)), scales);
                if (QTest::currentTestFailed()) {
                    return;
                }
            }
        }
    }
}

void QdqTest::storesFourBits()
{
    const Case one = gemm(false);
    for (const int opset : {17, 21}) {
        for (const char *name : {"vsq", "int4", "int8"}) {
            runExported(one.graph, namedFormat(name), one.inputs, file(), opset);
            onnx::ModelProto model;
            QVERIFY(model.ParseFromString(readFile(file(), "the exported network")));
            QCOMPARE(model.opset_import(0).version(), std::int64_t{opset});
            QCOMPARE(model.ir_version(), std::int64_t{opset == 21 ? 10 : 8});
            const bool fourBit = opset == 21 && std::string(name) != "int8";
            int codes = 0;
            for (const auto &tensor : model.graph().initializer()) {
                if (tensor.data_type() == (fourBit ? 22 : 3) && tensor.dims_size() >= 2) {
                    // 150 rows are 3 vectors of 64, in the opset without blocks filled up.
                    const std::size_t elements = opset == 17 && std::string(name) == "vsq" ? 3 * 64 * 20 : 150 * 20;
                    QCOMPARE(tensor.raw_data().size(), fourBit ? elements / 2 : elements);
                    ++codes;
                }
            }
            QCOMPARE(codes, 1);
            int blocks = 0;
            for (const auto &node : model.graph().node()) {
                for (const auto &attribute : node.attribute()) {
                    if (node.op_type() == "DequantizeLinear" && attribute.name() == "block_size") {
                        QCOMPARE(attribute.i(), std::int64_t{64});
                        ++blocks;
                    }
                }
            }
            QCOMPARE(blocks, opset == 21 && std::string(name) == "vsq" ? 1 : 0);
        }
    }
}

VSQ_TEST(QdqTest)
#include "qdq.moc"
