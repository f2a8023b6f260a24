// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/weights/families.h"

#include "core/network/architectures/bottlenecknetwork.h"
#include "core/network/architectures/mobilenetwork.h"
#include "core/network/architectures/publishedshapes.h"
#include "core/network/weights/theirnames.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace vsq {

namespace {

using Notes = std::vector<std::string>;
using Translate = TheirName (*)(std::string_view);

constexpr std::int64_t kTokens = 128;         // of BERT where nobody says
constexpr std::int64_t kHeadWidth = 64;       // of every published size of these networks but ViT-Huge
constexpr float kHuggingFaceEpsilon = 1e-12F; // of ViT's layer norms (its configuration's layer_norm_eps)

/// A dimension of a tensor that says how large a part of the network is, else otherwise.
std::int64_t sizeIn(const NamedWeights &weights, std::string_view name, std::size_t axis, std::int64_t otherwise)
{
    const Tensor *tensor = weights.find(name);
    return tensor != nullptr && tensor->rank() > axis && tensor->dim(axis) > 0 ? tensor->dim(axis) : otherwise;
}

WeightSource source(NamedWeights &weights, Translate translate)
{
    return WeightSource([&weights, translate](const std::string &ours, const Shape &shape) {
        const TheirName theirs = translate(ours);
        return weights.take(theirs.name, shape, theirs.transposed, theirs.third);
    });
}

/// Weights do not say how many heads share them. published: those of the network that has these sizes; 0: none has.
std::int64_t headsOf(std::int64_t width, std::int64_t published, const WeightsContext &context, Notes &notes)
{
    if (context.configuredWidth == width && context.configuredHeads > 0 && width % context.configuredHeads == 0) {
        return context.configuredHeads;
    }
    if (published > 0) {
        return published;
    }
    const std::int64_t heads = std::max<std::int64_t>(1, width % kHeadWidth == 0 ? width / kHeadWidth : 1);
    notes.push_back(fmt::format("{} heads of {} are assumed: weights do not say how many; config.json beside them would.", heads,
                                width / heads));
    return heads;
}

struct PublishedBert {
    const char *name;
    std::int64_t width;
    std::int64_t blocks;
};

// Devlin et al., NAACL 2019; the compact ones: Turc et al., arXiv 1908.08962.
constexpr std::array<PublishedBert, 6> kBerts{{{"bert-tiny", 128, 2},
                                               {"bert-mini", 256, 4},
                                               {"bert-small", 512, 4},
                                               {"bert-medium", 512, 8},
                                               {"bert-base", 768, 12},
                                               {"bert-large", 1024, 24}}};

Graph bert(NamedWeights &weights, const std::string &published, const WeightsContext &context, Notes &notes)
{
    BertShape shape;
    const auto named = std::find_if(kBerts.begin(), kBerts.end(),
                                    [&](const PublishedBert &each) { return published == each.name; });
    const bool isNamed = named != kBerts.end();
    shape.width = isNamed ? named->width : sizeIn(weights, "embeddings.word_embeddings.weight", 1, shape.width);
    shape.blocks = isNamed ? named->blocks : std::max<std::int64_t>(1, weights.countOf("encoder.layer."));
    shape.hidden = isNamed ? 4 * shape.width : sizeIn(weights, "encoder.layer.0.intermediate.dense.weight", 0, 4 * shape.width);
    const auto size = std::find_if(kBerts.begin(), kBerts.end(), [&](const PublishedBert &each) {
        return shape.width == each.width && shape.blocks == each.blocks && shape.hidden == 4 * each.width;
    });
    shape.heads = headsOf(shape.width, size != kBerts.end() ? shape.width / kHeadWidth : 0, context, notes);
    shape.vocabulary = sizeIn(weights, "embeddings.word_embeddings.weight", 0, shape.vocabulary);
    shape.positions = sizeIn(weights, "embeddings.position_embeddings.weight", 0, shape.positions);
    shape.tokenTypes = sizeIn(weights, "embeddings.token_type_embeddings.weight", 0, shape.tokenTypes);
    shape.classes = sizeIn(weights, "classifier.weight", 0, 0);
    const auto asked = context.shapes.find("input_ids");
    const bool isAsked = asked != context.shapes.end() && asked->second.size() == 2;
    shape.tokens = isAsked ? asked->second[1] : std::min(kTokens, shape.positions);
    if (shape.tokens > shape.positions) {
        throw Error({.file = {}, .item = "input 'input_ids'"}, "tokens",
                    "at most the " + std::to_string(shape.positions) + " positions of the weights", std::to_string(shape.tokens));
    }
    Graph graph = buildBert(shape, source(weights, bertWeightName));
    graph.name = size != kBerts.end() ? size->name : fmt::format("bert-L{}-H{}", shape.blocks, shape.width);
    return graph;
}

struct PublishedTransformer {
    const char *name;
    std::int64_t width;
    std::int64_t blocks;
    std::int64_t heads;
};

// Touvron et al., ICML 2021; Dosovitskiy et al., ICLR 2021. The first of equal sizes names a network that nobody named.
constexpr std::array<PublishedTransformer, 6> kTransformers{{{"deit-tiny", 192, 12, 3},
                                                             {"deit-small", 384, 12, 6},
                                                             {"deit-base", 768, 12, 12},
                                                             {"vit-base", 768, 12, 12},
                                                             {"vit-large", 1024, 24, 16},
                                                             {"vit-huge", 1280, 32, 16}}};

/// Names of what sizes are read from, and how the rest translates.
struct TransformerNames {
    std::string patches;
    std::string positions;
    std::string distillation;
    std::string block;
    std::string hidden; ///< after the block
    std::string head;
    std::string distilledHead;
    Translate translate;
    Translate translateDistilled; ///< with both classifiers
    float epsilon;
};

Graph visionTransformer(const TransformerNames &names, NamedWeights &weights, const std::string &published,
                        const WeightsContext &context, Notes &notes)
{
    using Distillation = VisionTransformerShape::Distillation;
    const auto named = std::find_if(kTransformers.begin(), kTransformers.end(),
                                    [&](const PublishedTransformer &each) { return published == each.name; });
    const bool isNamed = named != kTransformers.end();
    VisionTransformerShape shape = deitShape(isNamed ? named->width : sizeIn(weights, names.patches, 0, 192));
    shape.distillation = weights.find(names.distillation) == nullptr                ? Distillation::None
                         : weights.find(names.distilledHead + ".weight") == nullptr ? Distillation::Token
                                                                                    : Distillation::TokenAndHead;
    if (isNamed) {
        shape.blocks = named->blocks;
    } else {
        shape.channels = sizeIn(weights, names.patches, 1, shape.channels);
        shape.patch = sizeIn(weights, names.patches, 2, shape.patch);
        const std::int64_t extra = shape.distillation == Distillation::None ? 1 : 2;
        const double patches = static_cast<double>(sizeIn(weights, names.positions, 1, 196 + extra) - extra);
        shape.imageSize = std::max<std::int64_t>(1, std::llround(std::sqrt(std::max(patches, 1.0)))) * shape.patch;
        shape.blocks = std::max<std::int64_t>(1, weights.countOf(names.block));
        shape.hidden = sizeIn(weights, names.block + "0." + names.hidden, 0, shape.hidden);
    }
    const auto size = std::find_if(kTransformers.begin(), kTransformers.end(), [&](const PublishedTransformer &each) {
        return (published.empty() || published == each.name) && shape.width == each.width && shape.blocks == each.blocks
               && shape.hidden == 4 * each.width;
    });
    shape.heads = headsOf(shape.width, size != kTransformers.end() ? size->heads : 0, context, notes);
    const bool both = shape.distillation == Distillation::TokenAndHead;
    const std::string head = both && names.head == "classifier" ? "cls_classifier" : names.head;
    shape.classes = sizeIn(weights, head + ".weight", 0, shape.classes);
    shape.epsilon = names.epsilon;
    Graph graph = buildVisionTransformer(shape, source(weights, both ? names.translateDistilled : names.translate));
    graph.name = size != kTransformers.end() ? size->name : fmt::format("vit-L{}-H{}", shape.blocks, shape.width);
    return graph;
}

Graph huggingFaceTransformer(NamedWeights &weights, const std::string &published, const WeightsContext &context, Notes &notes)
{
    static const TransformerNames names{"embeddings.patch_embeddings.projection.weight",
                                        "embeddings.position_embeddings",
                                        "embeddings.distillation_token",
                                        "encoder.layer.",
                                        "intermediate.dense.weight",
                                        "classifier",
                                        "distillation_classifier",
                                        visionTransformerWeightName,
                                        distilledWeightName,
                                        kHuggingFaceEpsilon};
    return visionTransformer(names, weights, published, context, notes);
}

Graph timmTransformer(NamedWeights &weights, const std::string &published, const WeightsContext &context, Notes &notes)
{
    static const TransformerNames names{"patch_embed.proj.weight", "pos_embed", "dist_token", "blocks.",
                                        "mlp.fc1.weight",          "head",      "head_dist",  timmTransformerWeightName,
                                        timmTransformerWeightName, 1e-6F};
    return visionTransformer(names, weights, published, context, notes);
}

Graph torchvisionTransformer(NamedWeights &weights, const std::string &published, const WeightsContext &context, Notes &notes)
{
    static const TransformerNames names{"conv_proj.weight",
                                        "encoder.pos_embedding",
                                        "", // none is distilled
                                        "encoder.layers.encoder_layer_",
                                        "mlp.0.weight",
                                        "heads.head",
                                        "",
                                        torchvisionTransformerWeightName,
                                        torchvisionTransformerWeightName,
                                        1e-6F};
    static const TransformerNames olderNames = [] {
        TransformerNames older = names;
        older.hidden = "mlp.linear_1.weight";
        older.translate = olderTorchvisionTransformerWeightName;
        return older;
    }();
    const bool isOlder = weights.find(olderNames.block + "0." + olderNames.hidden) != nullptr;
    return visionTransformer(isOlder ? olderNames : names, weights, published, context, notes);
}

struct PublishedResNet {
    const char *name;
    std::array<std::int64_t, 4> blocks;
    bool isBasic;
    std::int64_t inner = 64; ///< channels inside the first stage's bottlenecks
    std::int64_t groups = 1;
};

// He et al., CVPR 2016, table 1; Xie et al., CVPR 2017; Zagoruyko and Komodakis, BMVC 2016.
constexpr std::array<PublishedResNet, 10> kResNets{{{"resnet18", {2, 2, 2, 2}, true},
                                                    {"resnet34", {3, 4, 6, 3}, true},
                                                    {"resnet50", {3, 4, 6, 3}, false},
                                                    {"resnet101", {3, 4, 23, 3}, false},
                                                    {"resnet152", {3, 8, 36, 3}, false},
                                                    {"resnext50-32x4d", {3, 4, 6, 3}, false, 128, 32},
                                                    {"resnext101-32x8d", {3, 4, 23, 3}, false, 256, 32},
                                                    {"resnext101-64x4d", {3, 4, 23, 3}, false, 256, 64},
                                                    {"wide-resnet50-2", {3, 4, 6, 3}, false, 128},
                                                    {"wide-resnet101-2", {3, 4, 23, 3}, false, 128}}};

/// What a ResNet's weights are called.
struct ResNetNames {
    std::string stem;
    std::function<std::string(int)> stage;   ///< what the names of a stage's blocks begin with
    std::array<std::string, 3> convolutions; ///< of a block, behind that; the third: of bottlenecks
    std::string head;
    Translate translate;
};

constexpr int kStages = 4;

BottleneckNetworkShape shapeOf(const PublishedResNet &network)
{
    BottleneckNetworkShape shape;
    shape.stageBlocks.assign(network.blocks.begin(), network.blocks.end());
    shape.isBasic = network.isBasic;
    shape.groups = network.groups;
    for (int i = 0; i < kStages; ++i) {
        shape.innerChannels.push_back(network.inner << i);
        shape.outerChannels.push_back((network.isBasic ? 64 : 256) << i);
    }
    return shape;
}

/// Sizes that the weights have, those of ResNet-18 or -50 where they have none.
BottleneckNetworkShape shapeOf(const NamedWeights &weights, const ResNetNames &names)
{
    const bool isBasic = weights.find(names.stage(0) + "0." + names.convolutions[2]) == nullptr;
    BottleneckNetworkShape shape = shapeOf(kResNets[isBasic ? 0 : 2]);
    shape.channels = sizeIn(weights, names.stem, 1, shape.channels);
    shape.stemChannels = sizeIn(weights, names.stem, 0, shape.stemChannels);
    for (int i = 0; i < kStages; ++i) {
        const auto stage = static_cast<std::size_t>(i);
        const std::string block = names.stage(i) + "0.";
        shape.stageBlocks[stage] = std::max<std::int64_t>(1, weights.countOf(names.stage(i)));
        shape.innerChannels[stage] = sizeIn(weights, block + names.convolutions[0], 0, shape.innerChannels[stage]);
        shape.outerChannels[stage] = sizeIn(weights, block + names.convolutions[isBasic ? 1 : 2], 0, shape.outerChannels[stage]);
    }
    if (!isBasic) {
        const std::int64_t inner = shape.innerChannels.front();
        shape.groups = std::max<std::int64_t>(1,
                                              inner / sizeIn(weights, names.stage(0) + "0." + names.convolutions[1], 1, inner));
    }
    return shape;
}

bool hasSizesOf(const PublishedResNet &network, const BottleneckNetworkShape &shape)
{
    const BottleneckNetworkShape own = shapeOf(network);
    return own.isBasic == shape.isBasic && own.stageBlocks == shape.stageBlocks && own.innerChannels == shape.innerChannels
           && own.outerChannels == shape.outerChannels && own.groups == shape.groups;
}

Graph resNet(const ResNetNames &names, NamedWeights &weights, const std::string &published)
{
    const auto named = std::find_if(kResNets.begin(), kResNets.end(),
                                    [&](const PublishedResNet &each) { return published == each.name; });
    BottleneckNetworkShape shape = named != kResNets.end() ? shapeOf(*named) : shapeOf(weights, names);
    shape.classes = sizeIn(weights, names.head, 0, shape.classes);
    Graph graph = buildBottleneckNetwork(shape, source(weights, names.translate));
    const auto size = std::find_if(kResNets.begin(), kResNets.end(),
                                   [&](const PublishedResNet &each) { return hasSizesOf(each, shape); });
    graph.name = size != kResNets.end() ? size->name : fmt::format("resnet-{}", fmt::join(shape.stageBlocks, "-"));
    return graph;
}

Graph torchvisionResNet(NamedWeights &weights, const std::string &published, const WeightsContext &, Notes &)
{
    static const ResNetNames names{"conv1.weight",
                                   [](int i) { return fmt::format("layer{}.", i + 1); },
                                   {"conv1.weight", "conv2.weight", "conv3.weight"},
                                   "fc.weight",
                                   resnetWeightName};
    return resNet(names, weights, published);
}

Graph huggingFaceResNet(NamedWeights &weights, const std::string &published, const WeightsContext &, Notes &)
{
    static const ResNetNames names{"embedder.embedder.convolution.weight",
                                   [](int i) { return fmt::format("encoder.stages.{}.layers.", i); },
                                   {"layer.0.convolution.weight", "layer.1.convolution.weight", "layer.2.convolution.weight"},
                                   "classifier.1.weight",
                                   huggingFaceResnetWeightName};
    return resNet(names, weights, published);
}

Graph mobileNet(NamedWeights &weights, const std::string &, const WeightsContext &, Notes &)
{
    MobileNetworkShape shape;
    shape.classes = sizeIn(weights, "classifier.1.weight", 0, shape.classes);
    Graph graph = buildMobileNetwork(shape, source(weights, [](std::string_view ours) { return TheirName{std::string(ours)}; }));
    graph.name = "mobilenet-v2";
    return graph;
}

template <typename List>
std::vector<std::string> namesOf(const List &list)
{
    std::vector<std::string> names;
    for (const auto &each : list) {
        names.emplace_back(each.name);
    }
    return names;
}

} // namespace

const std::vector<Family> &families()
{
    static const std::vector<Family> list{
        {"BERT (Hugging Face's names)",
         {"bert."},
         "embeddings.word_embeddings.weight",
         {"position_ids", "pooler.", "cls."},
         bert,
         namesOf(kBerts)},
        {"ViT (Hugging Face's names)",
         {"vit.", "deit."},
         "embeddings.patch_embeddings.projection.weight",
         {"pooler.", "mask_token"},
         huggingFaceTransformer,
         namesOf(kTransformers)},
        {"ViT (timm's names)", {}, "patch_embed.proj.weight", {"fc_norm."}, timmTransformer, namesOf(kTransformers)},
        {"ViT (torchvision's names)", {}, "conv_proj.weight", {}, torchvisionTransformer, namesOf(kTransformers)},
        {"ResNet (torchvision's names)",
         {},
         "layer4.0.conv2.weight",
         {"num_batches_tracked"},
         torchvisionResNet,
         namesOf(kResNets)},
        {"ResNet (Hugging Face's names)",
         {"resnet."},
         "encoder.stages.3.layers.0.layer.1.convolution.weight",
         {"num_batches_tracked"},
         huggingFaceResNet,
         namesOf(kResNets)},
        {"MobileNet-V2 (torchvision's names)", {}, "features.18.0.weight", {"num_batches_tracked"}, mobileNet, {"mobilenet-v2"}},
    };
    return list;
}

} // namespace vsq
