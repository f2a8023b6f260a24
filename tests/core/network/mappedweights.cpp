// SPDX-License-Identifier: GPL-3.0-or-later
// Weights are used where they lie in the file; what protobuf would have made of them is the same.
#include "core/base/atomicfile.h"
#include "core/base/file.h"
#include "core/base/mappedfile.h"
#include "core/base/random.h"
#include "core/network/graphbuilder.h"
#include "core/network/onnx/modelscan.h"
#include "core/network/onnx/onnxconvert.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/onnx/onnxwriter.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace vsq;
using namespace vsq::test;

namespace {

/// Weights of many sizes around the one from which on they are mapped, and a large one in a Constant node.
Graph network()
{
    GraphBuilder g("mapped", 51);
    std::string x = g.input("x", DType::Float32, {2, 16});
    std::int64_t width = 16;
    for (const std::int64_t next : {16, 63, 64, 65, 200, 7}) {
        x = g.node("MatMul", "product" + std::to_string(width) + "." + std::to_string(next),
                   {x, g.normal("w" + std::to_string(next), {width, next}, 1.0)});
        width = next;
    }
    g.output(x, "y", {2, 7});
    return g.take();
}

bool same(const Tensor &a, const Tensor &b)
{
    return a.shape() == b.shape() && a.dtype() == b.dtype() && std::memcmp(a.bytes(), b.bytes(), a.byteSize()) == 0;
}

bool same(const Graph &a, const Graph &b)
{
    bool equal = a.constants.size() == b.constants.size();
    for (const auto &[name, tensor] : a.constants) {
        equal = equal && b.constant(name) != nullptr && same(tensor, *b.constant(name));
    }
    return equal;
}

} // namespace

class TestMappedWeights : public QObject {
    Q_OBJECT
private slots:
    void ourFilesNeedNoCopy();
    void anyPlaceInTheFileWillDo();
    void scansLikeProtobuf();
    void constantNodesAreMappedToo();
    void externalDataIsMapped();
    void damagedFilesAreRefused();

private:
    QTemporaryDir m_folder;
    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
};

void TestMappedWeights::ourFilesNeedNoCopy()
{
    const Graph graph = network();
    writeOnnx(graph, path("net.onnx"));
    const Graph back = readOnnx(path("net.onnx"));
    QVERIFY(same(graph, back));
    for (const auto &[name, tensor] : back.constants) {
        QCOMPARE(tensor.isWritable(), tensor.byteSize() < 4096); // a view of the file is never written
    }
    // Writing on a view copies it and leaves the file alone.
    Tensor copy = *back.constant("w200");
    copy.mutableValues<float>()[0] = 99.0F;
    QVERIFY(same(*back.constant("w200"), *graph.constant("w200")));
}

void TestMappedWeights::anyPlaceInTheFileWillDo()
{
    const Graph graph = network();
    writeOnnx(graph, path("net.onnx"));
    onnx::ModelProto model;
    QVERIFY(model.ParseFromString(readFile(path("net.onnx"), "a model")));
    for (std::size_t shift = 0; shift < 9; ++shift) {
        model.set_producer_name(std::string(shift, 'p')); // moves everything behind it
        std::string bytes;
        QVERIFY(model.SerializeToString(&bytes));
        writeFileAtomically(path("moved.onnx"), bytes);
        const Graph back = readOnnx(path("moved.onnx"));
        QVERIFY(same(graph, back));
        for (const auto &[name, tensor] : back.constants) {
            QCOMPARE(reinterpret_cast<std::uintptr_t>(tensor.bytes()) % sizeOf(tensor.dtype()), std::uintptr_t{0});
        }
    }
}

void TestMappedWeights::scansLikeProtobuf()
{
    writeOnnx(network(), path("net.onnx"));
    const std::string bytes = readFile(path("net.onnx"), "a model");
    const auto scan = scanModel(bytes);
    QVERIFY(scan.has_value());
    onnx::ModelProto whole;
    onnx::ModelProto lean;
    QVERIFY(whole.ParseFromString(bytes) && lean.ParseFromString(scan->lean));
    QCOMPARE(static_cast<int>(scan->initializers.size()), whole.graph().initializer_size());
    std::size_t taken = 0;
    for (int i = 0; i < whole.graph().initializer_size(); ++i) {
        if (const auto &data = scan->initializers[static_cast<std::size_t>(i)]) {
            QVERIFY(bytes.substr(data->offset, data->size) == whole.graph().initializer(i).raw_data());
            lean.mutable_graph()->mutable_initializer(i)->set_raw_data(bytes.substr(data->offset, data->size));
            ++taken;
        }
    }
    QCOMPARE(taken, std::size_t{4}); // 63 x 64, 64 x 65, 65 x 200 and 200 x 7 floats; the others are below 4096 bytes
    QVERIFY(lean.SerializeAsString() == whole.SerializeAsString());
}

void TestMappedWeights::constantNodesAreMappedToo()
{
    Graph graph = network();
    const Tensor weights = *graph.constant("w200");
    onnx::ModelProto model;
    writeOnnx(graph, path("net.onnx"));
    QVERIFY(model.ParseFromString(readFile(path("net.onnx"), "a model")));
    onnx::NodeProto &node = *model.mutable_graph()->add_node();
    node.set_op_type("Constant");
    node.add_output("extra");
    onnx::AttributeProto &attribute = *node.add_attribute();
    attribute.set_name("value");
    attribute.set_type(onnx::AttributeProto::TENSOR);
    toProto("", weights, *attribute.mutable_t());
    std::string bytes;
    QVERIFY(model.SerializeToString(&bytes));
    writeFileAtomically(path("constant.onnx"), bytes);
    const auto scan = scanModel(bytes);
    QVERIFY(scan && scan->attributes.size() == 1);
    QVERIFY(same(*readOnnx(path("constant.onnx")).constant("extra"), weights));
}

void TestMappedWeights::externalDataIsMapped()
{
    const Graph graph = network();
    writeOnnx(graph, path("net.onnx"));
    onnx::ModelProto model;
    QVERIFY(model.ParseFromString(readFile(path("net.onnx"), "a model")));
    std::string data(3, 'x'); // the first pieces lie askew
    for (onnx::TensorProto &tensor : *model.mutable_graph()->mutable_initializer()) {
        const auto entry = [&](const char *key, const std::string &value) {
            onnx::StringStringEntryProto &pair = *tensor.add_external_data();
            pair.set_key(key);
            pair.set_value(value);
        };
        entry("location", "net.data");
        entry("offset", std::to_string(data.size()));
        entry("length", std::to_string(tensor.raw_data().size()));
        data += tensor.raw_data();
        data.resize((data.size() + 4095) / 4096 * 4096 + 4096);
        tensor.clear_raw_data();
        tensor.set_data_location(onnx::TensorProto::EXTERNAL);
    }
    writeFileAtomically(path("net.data"), data);
    std::string bytes;
    QVERIFY(model.SerializeToString(&bytes));
    writeFileAtomically(path("outside.onnx"), bytes);
    const Graph back = readOnnx(path("outside.onnx"));
    QVERIFY(same(graph, back));
    QVERIFY(!back.constant("w200")->isWritable());
}

void TestMappedWeights::damagedFilesAreRefused()
{
    writeOnnx(network(), path("net.onnx"));
    const std::string bytes = readFile(path("net.onnx"), "a model");
    Random random(52);
    for (int i = 0; i < 200; ++i) {
        std::string damaged = bytes.substr(0, random.below(bytes.size()));
        if (i % 2 != 0) {
            damaged = bytes;
            for (int j = 0; j < 3; ++j) {
                damaged[random.below(400)] = static_cast<char>(random.below(256)); // where the lengths and names are
            }
        }
        writeFileAtomically(path("damaged.onnx"), damaged);
        try {
            static_cast<void>(readOnnx(path("damaged.onnx"))); // a changed name may still be a network
            QVERIFY(i % 2 != 0);
        } catch (const Error &error) {
            QVERIFY(std::string(error.what()).starts_with(path("damaged.onnx")));
        }
    }
}

VSQ_TEST(TestMappedWeights)
#include "mappedweights.moc"
