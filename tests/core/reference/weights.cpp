// SPDX-License-Identifier: GPL-3.0-or-later
// A network's weights under the names that others give them are the same network again.
#include "core/network/weights/architecture.h"

#include "core/base/atomicfile.h"
#include "core/network/architectures/bottlenecknetwork.h"
#include "core/network/architectures/mobilenetwork.h"
#include "core/network/architectures/publishedshapes.h"
#include "core/tensor/npz.h"
#include "tests/core/reference/renamedweights.h"
#include "tests/support/errors.h"
#include "tests/support/safetensorsfile.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <regex>

using namespace vsq;
using namespace vsq::test;

class TestWeights : public QObject {
    Q_OBJECT
private slots:
    void bertWithClassifier();
    void visionTransformer();
    void convolutionalNetworks();
    void whatDoesNotFitIsNamed();
    void architectureIsFoundOrRefused();
    void theNearestArchitectureIsNamed();

private:
    QTemporaryDir m_folder;
    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
};

void TestWeights::bertWithClassifier()
{
    BertShape shape = bertTinyShape(24);
    shape.vocabulary = 1001;
    shape.classes = 3;
    Graph graph = buildBert(shape, 41);
    shake(graph);
    Tensors tensors = renamed(graph, kBert);
    QCOMPARE(tensors.size(), std::size_t{5 + 2 * 16 + 4});
    tensors.emplace("bert.embeddings.position_ids", Tensor(DType::Int64, {1, 512}));
    writeSafetensors(path("bert.safetensors"), tensors);
    const ArchitectureGraph read = readArchitecture(path("bert.safetensors"), "bert-tiny", {{"input_ids", {1, 24}}});
    QCOMPARE(difference(graph, read.graph), 0.0);
    QCOMPARE(read.notes, std::vector<std::string>{"Not used: 'bert.embeddings.position_ids'."});
    // The same as an .npz, found by its names, with the older names of layer norms.
    Tensors old;
    for (const auto &[name, tensor] : tensors) {
        old.emplace(std::regex_replace(std::regex_replace(name, std::regex("LayerNorm.weight"), "LayerNorm.gamma"),
                                       std::regex("LayerNorm.bias"), "LayerNorm.beta"),
                    tensor);
    }
    writeNpz(path("bert.npz"), old);
    QCOMPARE(difference(graph, readArchitecture(path("bert.npz"), {}, {{"input_ids", {1, 24}}}).graph), 0.0);
}

void TestWeights::visionTransformer()
{
    VisionTransformerShape shape = deitShape(192);
    shape.classes = 7;
    shape.epsilon = 1e-12F; // Hugging Face's
    Graph graph = buildVisionTransformer(shape, 42);
    shake(graph);
    writeSafetensors(path("vit.safetensors"), renamed(graph, kVit));
    const ArchitectureGraph read = readArchitecture(path("vit.safetensors"), {});
    QCOMPARE(read.graph.name, std::string("deit-tiny"));
    QCOMPARE(difference(graph, read.graph), 0.0);
}

void TestWeights::convolutionalNetworks()
{
    Graph resnet = buildBottleneckNetwork({.imageSize = 224, .classes = 5}, 43);
    shake(resnet);
    Tensors tensors = renamed(resnet, kResNet);
    tensors.emplace("bn1.num_batches_tracked", Tensor::scalar<std::int64_t>(7));
    writeSafetensors(path("resnet.safetensors"), tensors);
    QCOMPARE(difference(resnet, readArchitecture(path("resnet.safetensors"), "resnet50").graph), 0.0);
    for (const auto &[name, blocks] : {std::pair("resnet18", std::vector<std::int64_t>{2, 2, 2, 2}),
                                       std::pair("resnet34", std::vector<std::int64_t>{3, 4, 6, 3})}) {
        Graph basic = buildBottleneckNetwork({.imageSize = 224, .stageBlocks = blocks, .classes = 5, .isBasic = true}, 45);
        shake(basic);
        const std::string file = path("basic.safetensors");
        writeSafetensors(file, renamed(basic, kResNet));
        const Graph read = readArchitecture(file, {}).graph;
        QCOMPARE(read.name, std::string(name));
        QCOMPARE(difference(basic, read), 0.0);
    }
    Graph mobile = buildMobileNetwork({}, 44);
    shake(mobile);
    writeSafetensors(path("mobile.safetensors"), renamed(mobile, kMobileNet));
    QCOMPARE(difference(mobile, readArchitecture(path("mobile.safetensors"), {}).graph), 0.0);
}

void TestWeights::whatDoesNotFitIsNamed()
{
    BertShape shape = bertTinyShape(16);
    shape.vocabulary = 50;
    Tensors tensors = renamed(buildBert(shape, 45), kBert);
    tensors.erase("bert.encoder.layer.1.output.dense.bias");
    tensors.insert_or_assign("bert.encoder.layer.0.intermediate.dense.weight", Tensor(DType::Float32, {128, 512}));
    tensors.insert_or_assign("bert.encoder.layer.0.intermediate.dense.bias", Tensor(DType::Int64, {512}));
    tensors.emplace("bert.encoder.layer.2.output.dense.bias", Tensor(DType::Float32, {128}));
    const std::string file = path("wrong.safetensors");
    writeSafetensors(file, tensors);
    QCOMPARE(errorOf([&] { readArchitecture(file, "bert-tiny"); }),
             QString::fromStdString(file)
                 + QStringLiteral(": weights of bert-tiny: missing 'encoder.layer.1.output.dense.bias'; "
                                  "'bert.encoder.layer.0.intermediate.dense.weight' has shape [128,512] instead of [512,128]; "
                                  "'bert.encoder.layer.0.intermediate.dense.bias' is int64 instead of a floating type; "
                                  "not part of it 'bert.encoder.layer.2.output.dense.bias'"));
    const QString error = errorOf([&] { readArchitecture(file, "bert-tiny", {{"input_ids", {1, 513}}}); });
    QCOMPARE(error,
             QString::fromStdString(file)
                 + QStringLiteral(": input 'input_ids': tokens: expected at most the 512 positions of the weights, found 513"));
}

void TestWeights::architectureIsFoundOrRefused()
{
    const std::string file = path("none.safetensors");
    writeSafetensors(file, {{"x", Tensor(DType::Float32, {3})}});
    const QString names = QStringLiteral(
        "bert-tiny, bert-mini, bert-small, bert-medium, bert-base, bert-large, deit-tiny, deit-small, "
        "deit-base, vit-base, vit-large, vit-huge, resnet18, resnet34, resnet50, resnet101, resnet152, resnext50-32x4d, "
        "resnext101-32x8d, resnext101-64x4d, wide-resnet50-2, wide-resnet101-2, mobilenet-v2");
    QCOMPARE(errorOf([&] { readArchitecture(file, {}); }),
             QString::fromStdString(file) + QStringLiteral(": architecture: expected one of ") + names
                 + QStringLiteral(", found weights of none of these; none of their names: 'x'"));
    QCOMPARE(errorOf([&] { readArchitecture(file, "alexnet"); }), QString::fromStdString(file)
                                                                      + QStringLiteral(": architecture: expected one of ") + names
                                                                      + QStringLiteral(", found 'alexnet'"));
}

void TestWeights::theNearestArchitectureIsNamed()
{
    BertShape shape = bertTinyShape(16);
    shape.vocabulary = 50;
    Tensors tensors = renamed(buildBert(shape, 45), kBert);
    Tensors other;
    for (auto &[name, tensor] : tensors) { // RoBERTa's and others' encoders have BERT's names under a name of their own
        other.emplace(name.starts_with("bert.embeddings.") ? "stranger" + name.substr(4) : name, tensor);
    }
    const std::string file = path("near.safetensors");
    writeSafetensors(file, other);
    const QString error = errorOf([&] { readArchitecture(file, {}); });
    QVERIFY2(error.contains("found weights of none of these; nearest is BERT (Hugging Face's names), with 32 of its "),
             qPrintable(error));
    QVERIFY2(error.contains("missing 'embeddings.word_embeddings.weight'"), qPrintable(error));
    QVERIFY2(error.contains("not part of it 'stranger.embeddings.LayerNorm.bias'"), qPrintable(error));
}

VSQ_TEST(TestWeights)
#include "weights.moc"
