// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npy.h"

#include "core/base/random.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cstring>

using namespace vsq;
using vsq::test::errorOf;

namespace {

std::string file(const std::string &header, const std::string &data, int version = 1)
{
    std::string bytes = "\x93NUMPY";
    bytes += static_cast<char>(version);
    bytes += '\0';
    const auto length = static_cast<std::uint32_t>(header.size());
    const std::size_t width = version == 1 ? 2 : 4;
    for (std::size_t i = 0; i < width; ++i) {
        bytes += static_cast<char>(length >> (8 * i) & 0xff);
    }
    return bytes + header + data;
}

std::string floats(std::initializer_list<float> values)
{
    return {reinterpret_cast<const char *>(std::data(values)), values.size() * sizeof(float)};
}

} // namespace

class TestNpy : public QObject {
    Q_OBJECT
private slots:
    void everyTypeSurvivesWritingAndReading();
    void fortranOrderIsConverted();
    void bigEndianIsConverted();
    void laterVersionsAreRead();
    void brokenFilesSayWhatIsWrong_data();
    void brokenFilesSayWhatIsWrong();
};

void TestNpy::everyTypeSurvivesWritingAndReading()
{
    Random random(1);
    for (const DType type : {DType::Float32, DType::Float64, DType::Float16, DType::Int8, DType::UInt8, DType::Int16,
                             DType::UInt16, DType::Int32, DType::UInt32, DType::Int64, DType::UInt64, DType::Bool}) {
        for (const Shape &shape : {Shape{}, Shape{0}, Shape{7}, Shape{2, 3}, Shape{2, 0, 4}, Shape{2, 3, 4, 5}}) {
            Tensor tensor(type, shape);
            auto *bytes = static_cast<unsigned char *>(tensor.mutableBytes());
            for (std::size_t i = 0; i < tensor.byteSize(); ++i) {
                bytes[i] = static_cast<unsigned char>(random.below(type == DType::Bool ? 2 : 256));
            }
            const std::string text = formatNpy(tensor);
            QCOMPARE((text.size() - tensor.byteSize()) % 64, std::size_t{0});
            const Tensor back = parseNpy(text, "x.npy");
            QCOMPARE(back.dtype(), type);
            QCOMPARE(back.shape(), shape);
            QVERIFY(std::memcmp(back.bytes(), tensor.bytes(), tensor.byteSize()) == 0);
        }
    }
}

void TestNpy::fortranOrderIsConverted()
{
    // [[1,2,3],[4,5,6]] column by column.
    const Tensor tensor = parseNpy(
        file("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }\n", floats({1, 4, 2, 5, 3, 6})), "f");
    const auto values = tensor.values<float>();
    QCOMPARE(std::vector<float>(values.begin(), values.end()), (std::vector<float>{1, 2, 3, 4, 5, 6}));
}

void TestNpy::bigEndianIsConverted()
{
    const Tensor tensor = parseNpy(
        file("{'descr': '>i2', 'fortran_order': False, 'shape': (2,)}", std::string("\x01\x02\xff\xfe", 4)), "b");
    QCOMPARE(tensor.values<std::int16_t>()[0], std::int16_t{0x0102});
    QCOMPARE(tensor.values<std::int16_t>()[1], std::int16_t{-2});
}

void TestNpy::laterVersionsAreRead()
{
    for (const int version : {2, 3}) {
        const Tensor tensor = parseNpy(file("{'descr':'<f4','fortran_order':False,'shape':()}", floats({2.5F}), version), "v");
        QCOMPARE(tensor.values<float>()[0], 2.5F);
    }
}

void TestNpy::brokenFilesSayWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const std::string &bytes, const char *message) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << message;
    };
    row("another type", "PK\x03\x04 something else",
        "a.npy: not a NumPy array: expected a file that starts with \\x93NUMPY, found a zip archive (unpack it)");
    row("empty", "", "a.npy: not a NumPy array: expected a file that starts with \\x93NUMPY, found only 0 bytes");
    row("version", file("{}", "", 9), "a.npy: version of the array file: expected 1, 2 or 3, found 9");
    row("header cut", file("{'descr': '<f4'", "").substr(0, 20), "a.npy: truncated header: expected 25 bytes, found 20");
    row("objects", file("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", ""),
        "a.npy: element type: expected a number type, found Python objects ('|O')");
    row("record", file("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,)}", ""),
        "a.npy: element type: expected a number type, found a record");
    row("complex", file("{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}", ""),
        "a.npy: element type: expected a number type, found '<c8'");
    row("data cut", file("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", floats({1, 2})),
        "a.npy: data of float32 [3]: expected 12 bytes, found 8");
    row("data too long", file("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", floats({1, 2})),
        "a.npy: data of float32 [1]: expected 4 bytes, found 8");
    row("too many elements", file("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", ""),
        "a.npy: shape [4294967296,4294967296]: expected at most 2^48 elements, found more");
    row("negative dimension", file("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", ""),
        "a.npy: header: expected a dictionary of descr, fortran_order and shape, found a shape with something else than dimensions");
    row("no shape", file("{'descr': '<f4', 'fortran_order': False}", ""),
        "a.npy: header: expected a dictionary of descr, fortran_order and shape, found a header without them");
    row("not closed", file("{'descr': '<f4'", ""),
        "a.npy: header: expected a dictionary of descr, fortran_order and shape, found its end");
}

void TestNpy::brokenFilesSayWhatIsWrong()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, message);
    QCOMPARE(errorOf([&] { parseNpy(bytes.toStdString(), "a.npy"); }), message);
}

VSQ_TEST(TestNpy)
#include "npy.moc"
