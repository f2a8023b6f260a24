// SPDX-License-Identifier: GPL-3.0-or-later
// Names, sizes, wrappers and files that weights come with are found out without being told.
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
#include <functional>
#include <limits>
#include <regex>

using namespace vsq;
using namespace vsq::test;

namespace {

/// Query, key and value of each block in one tensor, as others keep them. name: of a part of a block's attention.
void joinThirds(Tensors &tensors, int blocks, const std::function<std::string(int, const std::string &)> &name,
                const std::string &joined)
{
    for (int i = 0; i < blocks; ++i) {
        for (const char *kind : {"weight", "bias"}) {
            std::vector<float> all;
            Shape shape;
            for (const char *part : {"q.", "k.", "v."}) {
                const auto found = tensors.find(name(i, std::string(part) + kind));
                const auto values = found->second.values<float>();
                all.insert(all.end(), values.begin(), values.end());
                shape = found->second.shape();
                tensors.erase(found);
            }
            shape[0] *= 3;
            tensors.emplace(name(i, joined + kind), Tensor::of<float>(shape, all));
        }
    }
}

} // namespace

class TestWeightNames : public QObject {
    Q_OBJECT
private slots:
    void sizesFollowFromShapes();
    void wrappersAreLeftOut();
    void huggingFacesResNet();
    void distilledTransformers();
    void timmsNames();
    void torchvisionsTransformers();
    void widerAndGroupedResNets();
    void numbersBeyondFloatAreNamed();
    void shardsMakeOneNetwork();
    void brokenShardsSaySo();

private:
    QTemporaryDir m_folder;
    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
};

void TestWeightNames::sizesFollowFromShapes()
{
    // BERT-mini (Turc et al.): four blocks of 256; its four heads are of 64 like all the published ones'.
    BertShape shape{.tokens = 12, .width = 256, .heads = 4, .blocks = 4, .hidden = 1024, .vocabulary = 1001, .positions = 40};
    Graph graph = buildBert(shape, 46);
    shake(graph);
    const std::string file = path("mini.safetensors");
    writeSafetensors(file, renamed(graph, kBert));
    const ArchitectureGraph read = readArchitecture(file, {}, {{"input_ids", {1, 12}}});
    QCOMPARE(read.graph.name, std::string("bert-mini"));
    QCOMPARE(difference(graph, read.graph), 0.0);
    QVERIFY(read.notes.empty());
    // A size that nobody published: heads are assumed, unless config.json says how many.
    shape.blocks = 3;
    shape.hidden = 512;
    shape.heads = 8;
    Graph odd = buildBert(shape, 47);
    shake(odd);
    writeSafetensors(file, renamed(odd, kBert));
    const ArchitectureGraph assumed = readArchitecture(file, {}, {{"input_ids", {1, 12}}});
    QCOMPARE(assumed.graph.name, std::string("bert-L3-H256"));
    QCOMPARE(assumed.notes,
             std::vector<std::string>{"4 heads of 64 are assumed: weights do not say how many; config.json beside them would."});
    writeFileAtomically(path("config.json"), "{\"hidden_size\": 256, \"num_attention_heads\": 8}");
    const ArchitectureGraph configured = readArchitecture(file, {}, {{"input_ids", {1, 12}}});
    std::filesystem::remove(path("config.json"));
    QVERIFY(configured.notes.empty());
    QCOMPARE(difference(odd, configured.graph), 0.0);
}

void TestWeightNames::wrappersAreLeftOut()
{
    BertShape shape = bertTinyShape(16);
    shape.vocabulary = 1001; // as large as the ids of the inputs
    Graph graph = buildBert(shape, 48);
    shake(graph);
    for (const char *prefix : {"module.", "model.", "_orig_mod.module."}) {
        Tensors tensors;
        for (auto &[name, tensor] : renamed(graph, kBert)) {
            tensors.emplace(prefix + name, tensor);
        }
        writeSafetensors(path("wrapped.safetensors"), tensors);
        QCOMPARE(difference(graph, readArchitecture(path("wrapped.safetensors"), {}, {{"input_ids", {1, 16}}}).graph), 0.0);
    }
}

void TestWeightNames::huggingFacesResNet()
{
    // From the source of transformers (modeling_resnet.py).
    const Renamings names{{"stem\\.conv\\.(.*)", "resnet.embedder.embedder.convolution.$1"},
                          {"stem\\.bn\\.(.*)", "resnet.embedder.embedder.normalization.$1"},
                          {"layer1\\.(\\d)\\.(.*)", "resnet.encoder.stages.0.layers.$1.$2"},
                          {"layer2\\.(\\d)\\.(.*)", "resnet.encoder.stages.1.layers.$1.$2"},
                          {"layer3\\.(\\d)\\.(.*)", "resnet.encoder.stages.2.layers.$1.$2"},
                          {"layer4\\.(\\d)\\.(.*)", "resnet.encoder.stages.3.layers.$1.$2"},
                          {"fc\\.(.*)", "classifier.1.$1"}};
    const std::vector<std::pair<std::string, std::string>> parts{{".a.", ".layer.0."},
                                                                 {".b.", ".layer.1."},
                                                                 {".c.", ".layer.2."},
                                                                 {".conv.", ".convolution."},
                                                                 {".bn.", ".normalization."}};
    Graph graph = buildBottleneckNetwork({.imageSize = 224, .classes = 5}, 49);
    shake(graph);
    Tensors tensors;
    for (auto &[name, tensor] : renamed(graph, names)) {
        std::string theirs = name;
        for (const auto &[from, to] : parts) {
            if (const std::size_t at = theirs.find(from); at != std::string::npos) {
                theirs.replace(at, from.size(), to);
            }
        }
        tensors.emplace(theirs, tensor);
    }
    tensors.emplace("resnet.embedder.embedder.normalization.num_batches_tracked", Tensor::scalar<std::int64_t>(7));
    QVERIFY(tensors.contains("resnet.encoder.stages.3.layers.2.layer.2.normalization.running_var"));
    QVERIFY(tensors.contains("resnet.encoder.stages.1.layers.0.shortcut.convolution.weight"));
    writeSafetensors(path("hfresnet.safetensors"), tensors);
    const ArchitectureGraph read = readArchitecture(path("hfresnet.safetensors"), {});
    QCOMPARE(read.graph.name, std::string("resnet50"));
    QCOMPARE(difference(graph, read.graph), 0.0);
}

void TestWeightNames::distilledTransformers()
{
    using Distillation = VisionTransformerShape::Distillation;
    for (const auto distillation : {Distillation::Token, Distillation::TokenAndHead}) {
        VisionTransformerShape shape{.imageSize = 32,
                                     .channels = 3,
                                     .patch = 16,
                                     .width = 192,
                                     .heads = 3,
                                     .blocks = 2,
                                     .hidden = 768,
                                     .classes = 7,
                                     .epsilon = 1e-12F,
                                     .distillation = distillation};
        Graph graph = buildVisionTransformer(shape, 50);
        shake(graph);
        const bool both = distillation == Distillation::TokenAndHead;
        Renamings names{{"distillation_token\\.weight", "vit.embeddings.distillation_token"},
                        {"head_dist\\.(.*)", "distillation_classifier.$1"}};
        names.insert(names.end(), kVit.begin(), kVit.end());
        Tensors tensors;
        for (auto &[name, tensor] : renamed(graph, names)) {
            std::string theirs = name.starts_with("vit.") ? "deit." + name.substr(4) : name;
            theirs = both && theirs.starts_with("classifier.") ? "cls_" + theirs : theirs;
            tensors.emplace(theirs, tensor);
        }
        QCOMPARE(tensors.contains("cls_classifier.weight"), both);
        writeSafetensors(path("deit.safetensors"), tensors);
        const ArchitectureGraph read = readArchitecture(path("deit.safetensors"), {});
        QCOMPARE(difference(graph, read.graph), 0.0);
        QCOMPARE(read.graph.constants.at("positions.weight").dim(1), 4 + 2);
    }
}

void TestWeightNames::timmsNames()
{
    VisionTransformerShape shape = deitShape(192);
    shape.classes = 9;
    Graph graph = buildVisionTransformer(shape, 51);
    shake(graph);
    const Renamings names{{"patch_embed\\.(weight|bias)", "patch_embed.proj.$1"},
                          {"class_token\\.weight", "cls_token"},
                          {"positions\\.weight", "pos_embed"},
                          {"((?:blocks\\..*|norm|head)\\.(?:weight|bias))", "$1"}};
    Tensors tensors = renamed(graph, names);
    joinThirds(
        tensors, 12, [](int i, const std::string &part) { return "blocks." + std::to_string(i) + ".attn." + part; }, "qkv.");
    writeSafetensors(path("timm.safetensors"), tensors);
    const ArchitectureGraph read = readArchitecture(path("timm.safetensors"), {});
    QCOMPARE(read.graph.name, std::string("deit-tiny"));
    QCOMPARE(difference(graph, read.graph), 0.0);
}

void TestWeightNames::torchvisionsTransformers()
{
    // From the source of torchvision (vision_transformer.py); its published files have the perceptrons' older names.
    const std::string block = "encoder.layers.encoder_layer_";
    for (const bool older : {false, true}) {
        const VisionTransformerShape shape{
            .imageSize = 32, .channels = 3, .patch = 16, .width = 192, .heads = 3, .blocks = 2, .hidden = 768, .classes = 7};
        Graph graph = buildVisionTransformer(shape, 53);
        shake(graph);
        const Renamings names{
            {"patch_embed\\.(weight|bias)", "conv_proj.$1"},
            {"class_token\\.weight", "class_token"},
            {"positions\\.weight", "encoder.pos_embedding"},
            {"blocks\\.(\\d+)\\.norm(\\d)\\.(.*)", block + "$1.ln_$2.$3"},
            {"blocks\\.(\\d+)\\.attn\\.(q|k|v)\\.(weight|bias)", block + "$1.self_attention.$2.$3"},
            {"blocks\\.(\\d+)\\.attn\\.proj\\.(weight|bias)", block + "$1.self_attention.out_proj.$2"},
            {"blocks\\.(\\d+)\\.mlp\\.fc1\\.(weight|bias)", block + (older ? "$1.mlp.linear_1.$2" : "$1.mlp.0.$2")},
            {"blocks\\.(\\d+)\\.mlp\\.fc2\\.(weight|bias)", block + (older ? "$1.mlp.linear_2.$2" : "$1.mlp.3.$2")},
            {"norm\\.(.*)", "encoder.ln.$1"},
            {"head\\.(.*)", "heads.head.$1"}};
        Tensors tensors = renamed(graph, names);
        joinThirds(
            tensors, 2, [&](int i, const std::string &part) { return block + std::to_string(i) + ".self_attention." + part; },
            "in_proj_");
        QVERIFY(tensors.contains("encoder.layers.encoder_layer_1.self_attention.in_proj_weight"));
        QCOMPARE(tensors.size(), std::size_t{4 + 2 * 12 + 4});
        const std::string file = path("torchvision.safetensors");
        writeSafetensors(file, tensors);
        const ArchitectureGraph read = readArchitecture(file, {});
        QCOMPARE(read.graph.name, std::string("vit-L2-H192"));
        QCOMPARE(difference(graph, read.graph), 0.0);
    }
}

void TestWeightNames::widerAndGroupedResNets()
{
    const std::string file = path("wider.safetensors");
    // As torchvision's wide_resnet and resnext are made of one class, in sizes that nobody published, and one that somebody did.
    const BottleneckNetworkShape odd{.imageSize = 224,
                                     .stemChannels = 24,
                                     .stageBlocks = {1, 2, 1, 1},
                                     .classes = 5,
                                     .outerChannels = {32, 64, 96, 128},
                                     .innerChannels = {16, 32, 48, 64},
                                     .groups = 8};
    const BottleneckNetworkShape narrow{.imageSize = 224,
                                        .stemChannels = 12,
                                        .stageBlocks = {1, 1, 2, 1},
                                        .classes = 5,
                                        .isBasic = true,
                                        .outerChannels = {12, 20, 28, 36},
                                        .innerChannels = {12, 20, 28, 36}};
    const BottleneckNetworkShape published{.imageSize = 224,
                                           .classes = 5,
                                           .outerChannels = {256, 512, 1024, 2048},
                                           .innerChannels = {128, 256, 512, 1024},
                                           .groups = 32};
    for (const auto &[shape, name] :
         {std::pair(odd, "resnet-1-2-1-1"), std::pair(narrow, "resnet-1-1-2-1"), std::pair(published, "resnext50-32x4d")}) {
        Graph graph = buildBottleneckNetwork(shape, 54);
        shake(graph);
        writeSafetensors(file, renamed(graph, kResNet));
        const ArchitectureGraph read = readArchitecture(file, {});
        QCOMPARE(read.graph.name, std::string(name));
        QCOMPARE(difference(graph, read.graph), 0.0);
    }
}

void TestWeightNames::numbersBeyondFloatAreNamed()
{
    // They would be infinite in float32; infinity itself, and what rounds to float32's largest number, is not beyond.
    const std::string file = path("doubles.npz");
    const auto said = [&](double value) {
        writeNpz(file, {{"x", Tensor::of<double>({2, 3}, std::vector<double>{0, 0, 0, 0, value, 0})}});
        return errorOf([&] { readArchitecture(file, {}); });
    };
    const QString beyond = QString::fromStdString(file)
                           + ": tensor 'x': value of float64: expected at most 3.4e+38: networks are computed in float32, found ";
    QCOMPARE(said(-1e300), beyond + "-1e+300 at [1,1]");
    QCOMPARE(said(3.402823568e38), beyond + "3.402823568e+38 at [1,1]");
    QVERIFY(!said(3.4028235e38).contains("float64"));
    QVERIFY(!said(std::numeric_limits<double>::infinity()).contains("float64"));
}

void TestWeightNames::shardsMakeOneNetwork()
{
    BertShape shape = bertTinyShape(16);
    shape.vocabulary = 1001; // as large as the ids of the inputs
    Graph graph = buildBert(shape, 52);
    shake(graph);
    Tensors parts[2];
    nlohmann::json map;
    int number = 0;
    for (auto &[name, tensor] : renamed(graph, kBert)) {
        const int part = number++ % 2;
        parts[part].emplace(name, tensor);
        map[name] = part == 0 ? "model-00001-of-00002.safetensors" : "model-00002-of-00002.safetensors";
    }
    writeSafetensors(path("model-00001-of-00002.safetensors"), parts[0]);
    writeSafetensors(path("model-00002-of-00002.safetensors"), parts[1]);
    const std::string index = path("model.safetensors.index.json");
    writeFileAtomically(index, nlohmann::json{{"metadata", {{"total_size", 1}}}, {"weight_map", map}}.dump());
    QVERIFY(isWeightsFile(index));
    const ArchitectureGraph read = readArchitecture(index, {}, {{"input_ids", {1, 16}}});
    QCOMPARE(difference(graph, read.graph), 0.0);
    QCOMPARE(read.graph.otherFiles.size(), std::size_t{2});
    // One of them stands for all.
    const ArchitectureGraph same = readArchitecture(path("model-00002-of-00002.safetensors"), {}, {{"input_ids", {1, 16}}});
    QCOMPARE(difference(graph, same.graph), 0.0);
    QCOMPARE(same.notes.size(), std::size_t{1});
    QCOMPARE(same.graph.otherFiles.size(), std::size_t{2});
}

void TestWeightNames::brokenShardsSaySo()
{
    const std::string index = path("broken.safetensors.index.json");
    const auto said = [&](const std::string &json) {
        writeFileAtomically(index, json);
        const QString error = errorOf([&] { readArchitecture(index, {}); });
        return error.startsWith(QString::fromStdString(index)) ? error.mid(static_cast<qsizetype>(index.size())) : error;
    };
    QCOMPARE(said("{}"), QStringLiteral(": 'weight_map': field: expected one of that name, found none"));
    QCOMPARE(said(R"({"weight_map": {}})"),
             QStringLiteral(": 'weight_map': kind: expected an object of tensors and files, found {}"));
    QCOMPARE(said(R"({"weight_map": {"w": "../secret.safetensors"}})"),
             QStringLiteral(": tensor 'w': file: expected a name in the index's folder, found \"../secret.safetensors\""));
    writeSafetensors(path("part.safetensors"), {{"v", Tensor(DType::Float32, {2})}});
    QCOMPARE(said(R"({"weight_map": {"w": "part.safetensors"}})"), QString::fromStdString(path("part.safetensors"))
                                                                       + ": tensor 'w': missing: expected one of that name, as "
                                                                       + QString::fromStdString(index) + " says, found 1 others");
}

VSQ_TEST(TestWeightNames)
#include "weightnames.moc"
