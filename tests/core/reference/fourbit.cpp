// SPDX-License-Identifier: GPL-3.0-or-later
// INT4 and UINT4 tensors in ONNX files: two a byte, the first in the lower half.
#include "core/network/onnx/fourbit.h"
#include "core/network/onnx/onnxconvert.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/onnx/onnxwriter.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

class FourBitTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void readsWhatTheFormatSays()
    {
        // -8, 7, 1, -1, 3: nibbles 8 7 1 f 3.
        onnx::TensorProto proto;
        proto.set_data_type(22);
        proto.add_dims(5);
        proto.set_raw_data(std::string("\x78\xf1\x03", 3));
        const Tensor signedOnes = fromProto(proto, {});
        QCOMPARE(signedOnes.dtype(), DType::Int8);
        QCOMPARE(signedOnes.toInt64(), (std::vector<std::int64_t>{-8, 7, 1, -1, 3}));
        proto.set_data_type(21);
        const Tensor unsignedOnes = fromProto(proto, {});
        QCOMPARE(unsignedOnes.dtype(), DType::UInt8);
        QCOMPARE(unsignedOnes.toInt64(), (std::vector<std::int64_t>{8, 7, 1, 15, 3}));
        proto.clear_raw_data();
        for (const int pair : {0x78, 0xf1, 0x03}) {
            proto.add_int32_data(pair);
        }
        QCOMPARE(fromProto(proto, {}).toInt64(), unsignedOnes.toInt64());
    }

    void filesKeepThem()
    {
        const std::string file = m_folder.filePath(QStringLiteral("four.onnx")).toStdString();
        for (const std::int64_t size : {std::int64_t{1}, std::int64_t{7}, std::int64_t{20001}}) {
            GraphBuilder b("four", 1);
            std::vector<std::int8_t> codes(static_cast<std::size_t>(size));
            Random random(static_cast<std::uint64_t>(size));
            for (std::int8_t &code : codes) {
                code = static_cast<std::int8_t>(random.between(-8, 7));
            }
            const std::string values = b.node(
                "DequantizeLinear", "w",
                {b.constant("codes", Tensor::of<std::int8_t>({size}, codes)), b.constant("scale", Tensor::scalar(0.5F))});
            b.output(b.node("Add", "add", {b.input("x", DType::Float32, {size}), values}), "y", {size});
            Graph graph = b.take();
            graph.opset = 21;
            writeOnnx(graph, file, {"codes"});
            const Graph read = readOnnx(file);
            QCOMPARE(read.constant("codes")->dtype(), DType::Int8);
            QCOMPARE(read.constant("codes")->toInt64(), graph.constant("codes")->toInt64());
            QVERIFY(QFile(QString::fromStdString(file)).size() < size / 2 + 600);
            const TensorMap result =
                Executor(std::make_shared<const Graph>(read)).run({{"x", Tensor(DType::Float32, {size})}}, *makeFloatBackend());
            QCOMPARE(result.at("y").values<float>()[static_cast<std::size_t>(size - 1)], 0.5F * codes.back());
        }
    }

    void quantizesToFourBits()
    {
        const std::string file = m_folder.filePath(QStringLiteral("q.onnx")).toStdString();
        GraphBuilder b("q", 1);
        const std::string x = b.input("x", DType::Float32, {6});
        const std::string q = b.node(
            "QuantizeLinear", "q",
            {x, b.constant("scale", Tensor::scalar(1.0F)), b.constant("zero", Tensor::scalar(std::int8_t{1}))});
        b.output(b.node("DequantizeLinear", "dq", {q, "scale", "zero"}), "y", {6});
        Graph graph = b.take();
        graph.opset = 21;
        writeOnnx(graph, file, {"zero"});
        const Tensor given = Tensor::of<float>({6}, std::vector<float>{-100, -8.4F, 0.5F, 1.5F, 6.4F, 100});
        const TensorMap result = Executor(std::make_shared<const Graph>(readOnnx(file))).run({{"x", given}}, *makeFloatBackend());
        // Codes -8..7 less the zero point: -9..6.
        QCOMPARE(floatsOf(result.at("y")), (std::vector<float>{-9, -8, 0, 2, 6, 6}));
    }

    void refuses()
    {
        onnx::TensorProto proto;
        proto.set_data_type(22);
        proto.add_dims(5);
        proto.set_raw_data("ab");
        const Place place{.file = "net.onnx", .item = "initializer 'w'"};
        QCOMPARE(errorOf([&] { fromProto(proto, place); }),
                 QStringLiteral("net.onnx: initializer 'w': data of int4 [5]: expected 3 bytes, found 2"));
        onnx::TensorProto out;
        QCOMPARE(errorOf([&] {
                     toFourBitProto("w", Tensor::of<std::int8_t>({2}, std::vector<std::int8_t>{7, 8}), out);
                 }),
                 QStringLiteral("constant 'w': value of four bits: expected -8 to 7, found 8"));
        QCOMPARE(errorOf([&] { toFourBitProto("w", Tensor(DType::Float32, {2}), out); }),
                 QStringLiteral("constant 'w': element type to store in four bits: expected int8 or uint8, found float32"));
    }
};

VSQ_TEST(FourBitTest)
#include "fourbit.moc"
