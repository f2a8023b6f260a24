// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/weights/theirnames.h"

#include <algorithm>
#include <initializer_list>

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
