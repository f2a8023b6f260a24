// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/safetensors.h"

#include "core/base/random.h"
#include "tests/support/errors.h"
#include "tests/support/safetensorsfile.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace vsq;
using namespace vsq::test;

class TestSafetensors : public QObject {
    Q_OBJECT
private slots:
    void allTypesComeBack();
    void dataMayLieAnywhere();
    void liesAreNamed_data();
    void liesAreNamed();

private:
    QTemporaryDir m_folder;
    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
};

void TestSafetensors::allTypesComeBack()
{
    Random random(21);
    std::map<std::string, Tensor> tensors;
    for (const DType type : {DType::Float32, DType::Float64, DType::Float16, DType::BFloat16, DType::Int64, DType::Int32,
                             DType::Int16, DType::Int8, DType::UInt64, DType::UInt32, DType::UInt16, DType::UInt8, DType::Bool}) {
        Tensor tensor(type, {3, 5});
        auto *bytes = static_cast<unsigned char *>(tensor.mutableBytes());
        for (std::size_t i = 0; i < tensor.byteSize(); ++i) {
            bytes[i] = static_cast<unsigned char>(random.below(type == DType::Bool ? 2 : 256));
        }
        tensors.emplace(std::string(nameOf(type)), tensor);
    }
    tensors.emplace("scalar", Tensor::scalar(2.5F));
    tensors.emplace("empty", Tensor(DType::Float32, {4, 0}));
    writeSafetensors(path("all.safetensors"), tensors);
    const auto back = readSafetensors(path("all.safetensors"));
    QCOMPARE(back.size(), tensors.size());
    for (const auto &[name, tensor] : tensors) {
        QVERIFY2(back.contains(name), name.c_str());
        QCOMPARE(back.at(name).dtype(), tensor.dtype());
        QCOMPARE(back.at(name).shape(), tensor.shape());
        QVERIFY2(std::memcmp(back.at(name).bytes(), tensor.bytes(), tensor.byteSize()) == 0, name.c_str());
    }
}

void TestSafetensors::dataMayLieAnywhere()
{
    // The header decides where the data begin: aligned for float32 or not, the values are the same.
    Random random(22);
    Tensor tensor(DType::Float32, {2000});
    for (float &value : tensor.mutableValues<float>()) {
        value = static_cast<float>(random.normal());
    }
    for (std::size_t padding = 0; padding < 8; ++padding) {
        writeSafetensors(path("moved.safetensors"), {{"x", tensor}}, padding);
        const Tensor back = readSafetensors(path("moved.safetensors")).at("x");
        QCOMPARE(reinterpret_cast<std::uintptr_t>(back.bytes()) % sizeof(float), std::uintptr_t{0});
        QVERIFY(std::memcmp(back.bytes(), tensor.bytes(), tensor.byteSize()) == 0);
    }
}

void TestSafetensors::liesAreNamed_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<int>("data");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const char *header, int data, const char *error) {
        QTest::newRow(name) << header << data << error;
    };
    row("no JSON", "weights", 0, "header: expected a JSON object, found something else");
    row("a list", "[1]", 0, "header: expected a JSON object, found something else");
    row("deep", ("{\"a\":" + std::string(70, '[') + std::string(70, ']') + "}").c_str(), 0,
        "header: expected at most 64 levels, found more");
    row("twice", R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
        4, "tensor 'w': name: expected each tensor once, found it twice");
    row("type", R"({"w":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}})", 4,
        "tensor 'w': dtype: expected a number type (F32, F16, BF16, F64, I64, ...), found \"F8_E4M3\"");
    row("size", R"({"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,20]}})", 20,
        "tensor 'w': data of float32 [2,3]: expected 24 bytes, found 20");
    row("outside", R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 8,
        "tensor 'w': data_offsets: expected a piece of the file's 8 bytes of data, found [4,12]");
    row("backwards", R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}})", 8,
        "tensor 'w': data_offsets: expected a piece of the file's 8 bytes of data, found [8,4]");
    row("negative", R"({"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4,
        "tensor 'w': shape: expected a list of numbers of 0 or more, found [-1]");
    row("huge", R"({"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}})", 4,
        "tensor 'w': shape [4294967296,4294967296]: expected at most 2^48 elements, found more");
    row("overlap",
        R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 12,
        "tensor 'b': data overlap another tensor's: expected data from byte 8 on, found from byte 4 on");
    row("gap", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})",
        12, "tensor 'b': gap before the data: expected data from byte 4 on, found from byte 8 on");
    row("left over", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 9,
        "data: expected 4 bytes as the header says, found 9");
    row("fields", R"({"w":{"dtype":"F32","shape":[1]}})", 4,
        "tensor 'w': description: expected dtype, shape and data_offsets, found {\"dtype\":\"F32\",\"shape\":[1]}");
}

void TestSafetensors::liesAreNamed()
{
    QFETCH(QString, header);
    QFETCH(int, data);
    QFETCH(QString, error);
    const std::string file = path("lie.safetensors");
    writeSafetensorsParts(file, header.toStdString(), std::string(static_cast<std::size_t>(data), '\0'));
    QCOMPARE(errorOf([&] { readSafetensors(file); }), QString::fromStdString(file) + QStringLiteral(": ") + error);
}

VSQ_TEST(TestSafetensors)
#include "safetensors.moc"
