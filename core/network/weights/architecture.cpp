// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/weights/architecture.h"

#include "core/network/architectures/bottlenecknetwork.h"
#include "core/network/architectures/mobilenetwork.h"
#include "core/network/architectures/publishedshapes.h"
#include "core/network/shapeinference.h"
#include "core/network/weights/namedweights.h"
#include "core/network/weights/theirnames.h"
#include "core/tensor/npz.h"
#include "core/tensor/safetensors.h"

#include <algorithm>
#include <functional>

namespace vsq {

namespace {

constexpr std::int64_t kTokens = 128;         // of BERT where nobody says
constexpr float kHuggingFaceEpsilon = 1e-12F; // of ViT's layer norms (its configuration's layer_norm_eps)

using Shapes = std::map<std::string, Shape>;

/// Dimension 0 of a tensor that says how large a part of the network is, else otherwise.
std::int64_t rowsOf(const NamedWeights &weights, std::string_view name, std::int64_t otherwise)
{
    const Tensor *tensor = weights.find(name);
    return tensor != nullptr && tensor->rank() > 0 && tensor->dim(0) > 0 ? tensor->dim(0) : otherwise;
}

WeightSource source(NamedWeights &weights, TheirName (*translate)(std::string_view))
{
    return WeightSource([&weights, translate](const std::string &ours, const Shape &shape) {
        const TheirName theirs = translate(ours);
        return weights.take(theirs.name, shape, theirs.transposed);
    });
}

Graph bert(BertShape shape, NamedWeights &weights, const Shapes &shapes)
{
    shape.vocabulary = rowsOf(weights, "embeddings.word_embeddings.weight", shape.vocabulary);
    shape.positions = rowsOf(weights, "embeddings.position_embeddings.weight", shape.positions);
    shape.tokenTypes = rowsOf(weights, "embeddings.token_type_embeddings.weight", shape.tokenTypes);
    shape.classes = rowsOf(weights, "classifier.weight", 0);
    const auto asked = shapes.find("input_ids");
    shape.tokens = asked != shapes.end() && asked->second.size() == 2 ? asked->second[1] : std::min(kTokens, shape.positions);
    if (shape.tokens > shape.positions) {
        throw Error({.file = {}, .item = "input 'input_ids'"}, "tokens",
                    "at most the " + std::to_string(shape.positions) + " positions of the weights", std::to_string(shape.tokens));
    }
    return buildBert(shape, source(weights, bertWeightName));
}

Graph visionTransformer(VisionTransformerShape shape, NamedWeights &weights)
{
    shape.classes = rowsOf(weights, "classifier.weight", shape.classes);
    shape.epsilon = kHuggingFaceEpsilon;
    return buildVisionTransformer(shape, source(weights, visionTransformerWeightName));
}

Graph resnet50(NamedWeights &weights)
{
    BottleneckNetworkShape shape;
    shape.classes = rowsOf(weights, "fc.weight", shape.classes);
    return buildBottleneckNetwork(shape, source(weights, resnetWeightName));
}

Graph mobileNet(NamedWeights &weights)
{
    MobileNetworkShape shape;
    shape.classes = rowsOf(weights, "classifier.1.weight", shape.classes);
    return buildMobileNetwork(shape, source(weights, [](std::string_view ours) { return TheirName{std::string(ours), false}; }));
}

struct Family {
    std::string prefix;
    std::string mark;                   ///< a tensor that only this family has
    std::vector<std::string> tolerated; ///< pieces of names that are of no use here
};

const Family kBert{"bert.", "embeddings.word_embeddings.weight", {"position_ids", "pooler.", "cls."}};
const Family kVit{"vit.", "embeddings.patch_embeddings.projection.weight", {"pooler.", "mask_token"}};
const Family kResNet{"", "layer1.0.conv3.weight", {"num_batches_tracked"}};
const Family kMobileNet{"", "features.18.0.weight", {"num_batches_tracked"}};

struct Architecture {
    std::string name;
    const Family &family;
    std::int64_t width = 0; ///< last dimension of the mark's first axes, to tell sizes apart; 0: one size
    std::function<Graph(NamedWeights &, const Shapes &)> build;
};

const std::vector<Architecture> &architectures()
{
    const auto berts = [](BertShape shape) { return [shape](NamedWeights &w, const Shapes &s) { return bert(shape, w, s); }; };
    const auto vits = [](std::int64_t width) {
        return [width](NamedWeights &w, const Shapes &) { return visionTransformer(deitShape(width), w); };
    };
    static const std::vector<Architecture> list{
        {"bert-tiny", kBert, 128, berts(bertTinyShape(kTokens))},
        {"bert-base", kBert, 768, berts(bertBaseShape(kTokens))},
        {"bert-large", kBert, 1024, berts(bertLargeShape(kTokens))},
        {"deit-tiny", kVit, 192, vits(192)},
        {"deit-small", kVit, 384, vits(384)},
        {"deit-base", kVit, 768, vits(768)},
        {"vit-base", kVit, 768, vits(768)},
        {"resnet50", kResNet, 0, [](NamedWeights &w, const Shapes &) { return resnet50(w); }},
        {"mobilenet-v2", kMobileNet, 0, [](NamedWeights &w, const Shapes &) { return mobileNet(w); }},
    };
    return list;
}

std::string namesText()
{
    std::string text;
    for (const Architecture &each : architectures()) {
        text += (text.empty() ? "" : ", ") + each.name;
    }
    return text;
}

/// BERT's mark is [vocabulary, width], ViT's [width, 3, 16, 16].
bool hasWidth(const Tensor &mark, std::int64_t width)
{
    return width == 0 || (mark.rank() == 2 ? mark.dim(1) == width : mark.rank() > 0 && mark.dim(0) == width);
}

const Architecture &chosen(const std::string &path, const std::string &name, const std::map<std::string, Tensor> &tensors)
{
    for (const Architecture &each : architectures()) {
        if (!name.empty() && each.name == name) {
            return each;
        }
        if (name.empty()) {
            const NamedWeights weights(tensors, each.family.prefix);
            const Tensor *mark = weights.find(each.family.mark);
            if (mark != nullptr && hasWidth(*mark, each.width)) {
                return each;
            }
        }
    }
    throw Error({.file = path, .item = {}}, "architecture", "one of " + namesText(),
                name.empty() ? "weights of none of these" : "'" + name + "'");
}

/// Before 2020 Hugging Face wrote gamma and beta, as TensorFlow had it.
std::map<std::string, Tensor> withModernNames(std::map<std::string, Tensor> tensors)
{
    std::map<std::string, Tensor> renamed;
    for (auto &[name, tensor] : tensors) {
        std::string key = name;
        if (key.ends_with(".LayerNorm.gamma")) {
            key.replace(key.size() - 5, 5, "weight");
        } else if (key.ends_with(".LayerNorm.beta")) {
            key.replace(key.size() - 4, 4, "bias");
        }
        renamed.emplace(std::move(key), std::move(tensor));
    }
    return renamed;
}

} // namespace

bool isWeightsFile(std::string_view path)
{
    return path.ends_with(".safetensors") || path.ends_with(".npz");
}

std::vector<std::string> architectureNames()
{
    std::vector<std::string> names;
    for (const Architecture &each : architectures()) {
        names.push_back(each.name);
    }
    return names;
}

ArchitectureGraph readArchitecture(const std::string &path, const std::string &architecture, const Shapes &shapes)
{
    const auto file = path.ends_with(".npz") ? nullptr : MappedFile::open(path, "a safetensors file");
    std::map<std::string, Tensor> tensors = withModernNames(file ? readSafetensors(file) : readNpz(path));
    const Architecture &kind = chosen(path, architecture, tensors);
    NamedWeights weights(std::move(tensors), kind.family.prefix, [&file] {
        if (file) {
            file->release();
        }
    });
    ArchitectureGraph result;
    try {
        result.graph = kind.build(weights, shapes);
    } catch (const Error &error) {
        throw Error({.file = path, .item = error.place().item}, error.problem(), error.expected(), error.found());
    }
    std::vector<std::string> strangers;
    std::vector<std::string> left;
    for (const std::string &name : weights.unused()) {
        const auto &pieces = kind.family.tolerated;
        const bool tolerated = std::any_of(pieces.begin(), pieces.end(),
                                           [&](const std::string &piece) { return name.find(piece) != std::string::npos; });
        (tolerated ? left : strangers).push_back(name);
    }
    std::string troubles = weights.troubles();
    if (!strangers.empty()) {
        troubles += (troubles.empty() ? "" : "; ") + ("not part of it " + listed(strangers));
    }
    if (!troubles.empty()) {
        throw Error({.file = path, .item = "weights of " + kind.name}, troubles);
    }
    if (!left.empty()) {
        result.notes.push_back("Not used: " + listed(left) + ".");
    }
    result.graph.name = kind.name;
    result.graph.sourceFile = path;
    result.graph.values = inferShapes(result.graph);
    return result;
}

} // namespace vsq
