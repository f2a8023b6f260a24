// SPDX-License-Identifier: GPL-3.0-or-later
// A network's weights under the names that others give them are the same network again.
#include "core/network/weights/architecture.h"

#include "core/network/architectures/bottlenecknetwork.h"
#include "core/network/architectures/mobilenetwork.h"
#include "core/network/architectures/publishedshapes.h"
#include "core/tensor/npz.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/safetensorsfile.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <regex>

using namespace vsq;
using namespace vsq::test;

namespace {

using Tensors = std::map<std::string, Tensor>;
using Renamings = std::vector<std::pair<std::string, std::string>>; ///< regular expression, replacement; the first that fits

Tensor turned(const Tensor &matrix)
{
    Tensor result(DType::Float32, {matrix.dim(1), matrix.dim(0)});
    auto to = result.mutableValues<float>();
    const auto from = matrix.values<float>();
    for (std::int64_t i = 0; i < matrix.dim(0); ++i) {
        for (std::int64_t j = 0; j < matrix.dim(1); ++j) {
            to[static_cast<std::size_t>(j * matrix.dim(0) + i)] = from[static_cast<std::size_t>(i * matrix.dim(1) + j)];
        }
    }
    return result;
}

/// The graph's weights under other names; matrices that only MatMuls use are turned, as linear layers keep them elsewhere.
Tensors renamed(const Graph &graph, const Renamings &renamings)
{
    Tensors result;
    for (const auto &[name, tensor] : graph.constants) {
        for (const auto &[pattern, replacement] : renamings) {
            const std::regex expression(pattern);
            if (std::regex_match(name, expression)) {
                const bool isLinear = std::any_of(graph.nodes.begin(), graph.nodes.end(), [&](const Node &node) {
                    return node.op == "MatMul" && node.inputs[1] == name;
                });
                result.emplace(std::regex_replace(name, expression, replacement), isLinear ? turned(tensor) : tensor);
                break;
            }
        }
    }
    return result;
}

// From the sources of transformers (modeling_bert.py, modeling_vit.py) and torchvision (resnet.py).
const Renamings kBert{
    {"embeddings\\.(word|token_type|position)\\.weight", "bert.embeddings.$1_embeddings.weight"},
    {"embeddings\\.norm\\.(.*)", "bert.embeddings.LayerNorm.$1"},
    {"(encoder\\.layer\\.\\d+)\\.attention\\.(query|key|value)\\.(weight|bias)", "bert.$1.attention.self.$2.$3"},
    {"(encoder\\.layer\\.\\d+\\.attention)\\.output\\.(weight|bias)", "bert.$1.output.dense.$2"},
    {"(encoder\\.layer\\.\\d+\\.attention)\\.norm\\.(.*)", "bert.$1.output.LayerNorm.$2"},
    {"(encoder\\.layer\\.\\d+\\.output)\\.norm\\.(.*)", "bert.$1.LayerNorm.$2"},
    {"(encoder\\.layer\\.\\d+\\.(?:intermediate|output))\\.(weight|bias)", "bert.$1.dense.$2"},
    {"pooler\\.(.*)", "bert.pooler.dense.$1"},
    {"classifier\\.(weight|bias)", "classifier.$1"}};
const Renamings kVit{{"patch_embed\\.(weight|bias)", "vit.embeddings.patch_embeddings.projection.$1"},
                     {"class_token\\.weight", "vit.embeddings.cls_token"},
                     {"positions\\.weight", "vit.embeddings.position_embeddings"},
                     {"blocks(\\.\\d+)\\.norm1\\.(.*)", "vit.encoder.layer$1.layernorm_before.$2"},
                     {"blocks(\\.\\d+)\\.norm2\\.(.*)", "vit.encoder.layer$1.layernorm_after.$2"},
                     {"blocks(\\.\\d+)\\.attn\\.q\\.(weight|bias)", "vit.encoder.layer$1.attention.attention.query.$2"},
                     {"blocks(\\.\\d+)\\.attn\\.k\\.(weight|bias)", "vit.encoder.layer$1.attention.attention.key.$2"},
                     {"blocks(\\.\\d+)\\.attn\\.v\\.(weight|bias)", "vit.encoder.layer$1.attention.attention.value.$2"},
                     {"blocks(\\.\\d+)\\.attn\\.proj\\.(weight|bias)", "vit.encoder.layer$1.attention.output.dense.$2"},
                     {"blocks(\\.\\d+)\\.mlp\\.fc1\\.(weight|bias)", "vit.encoder.layer$1.intermediate.dense.$2"},
                     {"blocks(\\.\\d+)\\.mlp\\.fc2\\.(weight|bias)", "vit.encoder.layer$1.output.dense.$2"},
                     {"norm\\.(.*)", "vit.layernorm.$1"},
                     {"head\\.(.*)", "classifier.$1"}};
const Renamings kResNet{{"stem\\.(conv|bn)\\.(.*)", "$011.$2"},
                        {"(layer\\d\\.\\d)\\.a\\.(conv|bn)\\.(.*)", "$1.$021.$3"},
                        {"(layer\\d\\.\\d)\\.b\\.(conv|bn)\\.(.*)", "$1.$022.$3"},
                        {"(layer\\d\\.\\d)\\.c\\.(conv|bn)\\.(.*)", "$1.$023.$3"},
                        {"(layer\\d\\.\\d)\\.shortcut\\.conv\\.(.*)", "$1.downsample.0.$2"},
                        {"(layer\\d\\.\\d)\\.shortcut\\.bn\\.(.*)", "$1.downsample.1.$2"},
                        {"(fc\\..*)", "$1"}};
const Renamings kMobileNet{{"(features\\..*|classifier\\..*)", "$1"}};

/// Vectors that are not all ones or zeros, so that swapped ones show.
void shake(Graph &graph)
{
    Random random(31);
    for (auto &[name, tensor] : graph.constants) {
        if (tensor.dtype() == DType::Float32 && tensor.rank() == 1) {
            for (float &value : tensor.mutableValues<float>()) {
                value += static_cast<float>(0.2 * random.uniform());
            }
        }
    }
}

TensorMap inputsOf(const Graph &graph)
{
    Random random(32);
    TensorMap inputs;
    for (const ValueInfo &input : graph.inputs) {
        Shape shape = input.shape;
        shape[0] = 1;
        if (input.type == DType::Float32) {
            inputs.emplace(input.name, randomTensor(random, shape));
            continue;
        }
        Tensor ids(input.type, shape);
        for (std::int64_t &id : ids.mutableValues<std::int64_t>()) {
            id = random.between(0, 1) * (input.name == "input_ids" ? random.between(1, 1000) : 1);
        }
        inputs.emplace(input.name, ids);
    }
    return inputs;
}

double difference(const Graph &a, const Graph &b)
{
    const TensorMap inputs = inputsOf(a);
    const auto run = [&](const Graph &graph) {
        return Executor(std::make_shared<const Graph>(graph)).run(inputs, *makeFloatBackend()).begin()->second;
    };
    const Tensor ours = run(a);
    const Tensor theirs = run(b);
    return ours.shape() == theirs.shape() ? largestError(theirs, ours) : 1e9;
}

} // namespace

class TestWeights : public QObject {
    Q_OBJECT
private slots:
    void bertWithClassifier();
    void visionTransformer();
    void convolutionalNetworks();
    void whatDoesNotFitIsNamed();
    void architectureIsFoundOrRefused();

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
        "bert-tiny, bert-base, bert-large, deit-tiny, deit-small, deit-base, vit-base, resnet50, mobilenet-v2");
    QCOMPARE(errorOf([&] { readArchitecture(file, {}); }), QString::fromStdString(file)
                                                               + QStringLiteral(": architecture: expected one of ") + names
                                                               + QStringLiteral(", found weights of none of these"));
    QCOMPARE(errorOf([&] { readArchitecture(file, "alexnet"); }), QString::fromStdString(file)
                                                                      + QStringLiteral(": architecture: expected one of ") + names
                                                                      + QStringLiteral(", found 'alexnet'"));
}

VSQ_TEST(TestWeights)
#include "weights.moc"
