// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/weights/theirnames.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace vsq {

namespace {

struct Part {
    std::string_view ours;
    std::string_view theirs;
    bool isLinear = false;
};

/// "blocks.3." of a name that begins with stem and a number, else empty.
std::string_view blockOf(std::string_view name, std::string_view stem)
{
    if (!name.starts_with(stem)) {
        return {};
    }
    const std::size_t end = name.find('.', stem.size());
    return end == std::string_view::npos ? std::string_view() : name.substr(0, end + 1);
}

const Part *find(const std::initializer_list<Part> &parts, std::string_view ours)
{
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part &part) { return part.ours == ours; });
    return found == parts.end() ? nullptr : &*found;
}

/// theirBlock and the part before ".weight" or the like, looked up without the block; the name itself where it is not listed.
TheirName translated(std::string_view ours, std::string_view block, const std::string &theirBlock,
                     const std::initializer_list<Part> &parts)
{
    const std::size_t dot = ours.rfind('.');
    const std::string kind(ours.substr(dot));
    const Part *part = find(parts, ours.substr(block.size(), dot - block.size()));
    if (part == nullptr) {
        return {std::string(ours), false};
    }
    return {theirBlock + std::string(part->theirs) + kind, part->isLinear && kind == ".weight"};
}

} // namespace

TheirName bertWeightName(std::string_view ours)
{
    static const std::initializer_list<Part> parts{{"embeddings.word", "embeddings.word_embeddings"},
                                                   {"embeddings.token_type", "embeddings.token_type_embeddings"},
                                                   {"embeddings.position", "embeddings.position_embeddings"},
                                                   {"embeddings.norm", "embeddings.LayerNorm"},
                                                   {"pooler", "pooler.dense"},
                                                   {"attention.query", "attention.self.query", true},
                                                   {"attention.key", "attention.self.key", true},
                                                   {"attention.value", "attention.self.value", true},
                                                   {"attention.output", "attention.output.dense", true},
                                                   {"attention.norm", "attention.output.LayerNorm"},
                                                   {"intermediate", "intermediate.dense", true},
                                                   {"output", "output.dense", true},
                                                   {"output.norm", "output.LayerNorm"}};
    const std::string_view block = blockOf(ours, "encoder.layer.");
    return translated(ours, block, std::string(block), parts);
}

TheirName visionTransformerWeightName(std::string_view ours)
{
    if (ours == "class_token.weight") {
        return {"embeddings.cls_token", false};
    }
    if (ours == "distillation_token.weight") {
        return {"embeddings.distillation_token", false};
    }
    if (ours == "positions.weight") {
        return {"embeddings.position_embeddings", false};
    }
    static const std::initializer_list<Part> parts{{"patch_embed", "embeddings.patch_embeddings.projection"},
                                                   {"norm", "layernorm"},
                                                   {"head", "classifier"},
                                                   {"norm1", "layernorm_before"},
                                                   {"norm2", "layernorm_after"},
                                                   {"attn.q", "attention.attention.query", true},
                                                   {"attn.k", "attention.attention.key", true},
                                                   {"attn.v", "attention.attention.value", true},
                                                   {"attn.proj", "attention.output.dense", true},
                                                   {"mlp.fc1", "intermediate.dense", true},
                                                   {"mlp.fc2", "output.dense", true}};
    constexpr std::string_view kStem = "blocks.";
    const std::string_view block = blockOf(ours, kStem);
    return translated(ours, block, block.empty() ? std::string() : "encoder.layer." + std::string(block.substr(kStem.size())),
                      parts);
}

TheirName distilledWeightName(std::string_view ours)
{
    TheirName name = visionTransformerWeightName(ours);
    if (ours.starts_with("head.")) {
        name.name.insert(0, "cls_");
    } else if (ours.starts_with("head_dist.")) {
        name.name = "distillation_classifier" + std::string(ours.substr(ours.find('.')));
    }
    return name;
}

TheirName timmTransformerWeightName(std::string_view ours)
{
    constexpr std::array<std::string_view, 3> kThirds{".attn.q.", ".attn.k.", ".attn.v."};
    for (std::size_t i = 0; i < kThirds.size(); ++i) {
        if (const std::size_t at = ours.find(kThirds[i]); at != std::string_view::npos) {
            const std::string kind(ours.substr(at + kThirds[i].size()));
            return {std::string(ours.substr(0, at)) + ".attn.qkv." + kind, kind == "weight", static_cast<int>(i)};
        }
    }
    static const std::initializer_list<std::pair<std::string_view, std::string_view>> whole{
        {"class_token.weight", "cls_token"},
        {"distillation_token.weight", "dist_token"},
        {"positions.weight", "pos_embed"},
        {"patch_embed.weight", "patch_embed.proj.weight"},
        {"patch_embed.bias", "patch_embed.proj.bias"}};
    for (const auto &[name, theirs] : whole) {
        if (ours == name) {
            return {std::string(theirs), false};
        }
    }
    const bool isLinear = ours.ends_with(".attn.proj.weight") || ours.ends_with(".mlp.fc1.weight")
                          || ours.ends_with(".mlp.fc2.weight");
    return {std::string(ours), isLinear};
}

TheirName torchvisionTransformerWeightName(std::string_view ours)
{
    constexpr std::string_view kStem = "blocks.";
    const std::string_view block = blockOf(ours, kStem);
    const std::string number(block.empty() ? block : block.substr(kStem.size()));
    const std::string theirBlock = block.empty() ? std::string() : "encoder.layers.encoder_layer_" + number;
    constexpr std::array<std::string_view, 3> kProjections{"attn.q.", "attn.k.", "attn.v."};
    for (std::size_t i = 0; i < kProjections.size(); ++i) {
        if (const std::string_view rest = ours.substr(block.size()); rest.starts_with(kProjections[i])) {
            const std::string kind(rest.substr(kProjections[i].size()));
            return {fmt::format("{}self_attention.in_proj_{}", theirBlock, kind), kind == "weight", static_cast<int>(i)};
        }
    }
    static const std::initializer_list<std::pair<std::string_view, std::string_view>> whole{
        {"class_token.weight", "class_token"}, {"positions.weight", "encoder.pos_embedding"}};
    for (const auto &[name, theirs] : whole) {
        if (ours == name) {
            return {std::string(theirs), false};
        }
    }
    static const std::initializer_list<Part> parts{{"patch_embed", "conv_proj"},
                                                   {"norm", "encoder.ln"},
                                                   {"head", "heads.head"},
                                                   {"norm1", "ln_1"},
                                                   {"norm2", "ln_2"},
                                                   {"attn.proj", "self_attention.out_proj", true},
                                                   {"mlp.fc1", "mlp.0", true},
                                                   {"mlp.fc2", "mlp.3", true}};
    return translated(ours, block, theirBlock, parts);
}

TheirName olderTorchvisionTransformerWeightName(std::string_view ours)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kLayers{
        {{".mlp.0.", ".mlp.linear_1."}, {".mlp.3.", ".mlp.linear_2."}}};
    TheirName name = torchvisionTransformerWeightName(ours);
    for (const auto &[now, before] : kLayers) {
        if (const std::size_t at = name.name.find(now); at != std::string::npos) {
            name.name.replace(at, now.size(), before);
        }
    }
    return name;
}

TheirName huggingFaceResnetWeightName(std::string_view ours)
{
    const std::size_t dot = ours.rfind('.');
    const std::string kind(ours.substr(dot));
    if (ours.starts_with("fc.")) {
        return {"classifier.1" + kind, false};
    }
    const auto module = [&](std::string_view part) { return part.ends_with(".conv") ? "convolution" : "normalization"; };
    const std::string_view part = ours.substr(0, dot);
    if (part.starts_with("stem.")) {
        return {std::string("embedder.embedder.") + module(part) + kind, false};
    }
    // "layer1.0.a.conv": stage, block, one of a, b, c and shortcut.
    const std::size_t first = part.find('.');
    const std::size_t second = part.find('.', first + 1);
    const std::string_view stage = part.substr(5, first - 5);
    const std::string_view which = part.substr(second + 1, part.rfind('.') - second - 1);
    std::string name = "encoder.stages." + std::to_string(std::stoi(std::string(stage)) - 1) + ".layers."
                       + std::string(part.substr(first + 1, second - first - 1)) + ".";
    name += which == "shortcut" ? "shortcut." : "layer." + std::to_string(which[0] - 'a') + ".";
    return {name + module(part) + kind, false};
}

TheirName resnetWeightName(std::string_view ours)
{
    static const std::initializer_list<Part> parts{{"stem.conv", "conv1"},
                                                   {"stem.bn", "bn1"},
                                                   {"a.conv", "conv1"},
                                                   {"a.bn", "bn1"},
                                                   {"b.conv", "conv2"},
                                                   {"b.bn", "bn2"},
                                                   {"c.conv", "conv3"},
                                                   {"c.bn", "bn3"},
                                                   {"shortcut.conv", "downsample.0"},
                                                   {"shortcut.bn", "downsample.1"}};
    std::string_view block;
    if (ours.starts_with("layer")) { // "layer1.0."
        block = ours.substr(0, ours.find('.', ours.find('.') + 1) + 1);
    }
    return translated(ours, block, std::string(block), parts);
}

} // namespace vsq
