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
#include <regex>

using namespace vsq;
using namespace vsq::test;

class TestWeightNames : public QObject {
    Q_OBJECT
private slots:
    void sizesFollowFromShapes();
    void wrappersAreLeftOut();
    void huggingFacesResNet();
    void distilledTransformers();
    void timmsNames();
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
    for (int i = 0; i < 12; ++i) { // query, key and value are one layer
        const std::string block = "blocks." + std::to_string(i) + ".attn.";
        for (const char *kind : {"weight", "bias"}) {
            std::vector<float> all;
            for (const char *part : {"q.", "k.", "v."}) {
                const auto values = tensors.at(block + part + kind).values<float>();
                all.insert(all.end(), values.begin(), values.end());
                tensors.erase(block + part + kind);
            }
            tensors.emplace(block + "qkv." + kind,
                            Tensor::of<float>(std::string(kind) == "bias" ? Shape{3 * 192} : Shape{3 * 192, 192}, all));
        }
    }
    writeSafetensors(path("timm.safetensors"), tensors);
    const ArchitectureGraph read = readArchitecture(path("timm.safetensors"), {});
    QCOMPARE(read.graph.name, std::string("deit-tiny"));
    QCOMPARE(difference(graph, read.graph), 0.0);
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
