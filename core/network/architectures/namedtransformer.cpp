// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/namedtransformer.h"

namespace vsq {

NamedNetwork namedTransformer(const std::string &name, const TransformerShape &shape)
{
    NamedNetwork network;
    network.name = name;
    network.tokens = shape.tokens;
    const auto add = [&network, &shape](const char *layerName, std::int64_t m, std::int64_t n, std::int64_t k,
                                        std::int64_t perBlock, OutputUse use, const char *consumer) {
        NamedLayer entry;
        entry.layer.name = layerName;
        entry.layer.op = "MatMul";
        entry.layer.m = m;
        entry.layer.n = n;
        entry.layer.k = k;
        entry.layer.count = perBlock * shape.blocks;
        entry.layer.macs = m * n * k * entry.layer.count;
        entry.layer.aIsConstant = use != OutputUse::Softmax && entry.layer.name != "context";
        entry.use = use;
        entry.consumer = consumer;
        network.layers.push_back(std::move(entry));
    };
    const std::int64_t head = shape.width / shape.heads;
    const std::int64_t tokens = shape.tokens;
    add("query", shape.width, tokens, shape.width, 1, OutputUse::NextLayer, "scores");
    add("key", shape.width, tokens, shape.width, 1, OutputUse::NextLayer, "scores");
    add("value", tokens, shape.width, shape.width, 1, OutputUse::NextLayer, "context");
    add("scores", tokens, tokens, head, shape.heads, OutputUse::Softmax, "");
    add("context", head, tokens, tokens, shape.heads, OutputUse::NextLayer, "attention_output");
    add("attention_output", shape.width, tokens, shape.width, 1, OutputUse::NextLayer, "feed_forward_1");
    add("feed_forward_1", shape.hidden, tokens, shape.width, 1, OutputUse::NextLayer, "feed_forward_2");
    add("feed_forward_2", shape.width, tokens, shape.hidden, 1, OutputUse::NextLayer, "query");
    return network;
}

} // namespace vsq
