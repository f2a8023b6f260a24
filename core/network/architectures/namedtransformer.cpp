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
        Layer entry;
        entry.name = layerName;
        entry.op = "MatMul";
        entry.m = m;
        entry.n = n;
        entry.k = k;
        entry.count = perBlock * shape.blocks;
        entry.macs = m * n * k * entry.count;
        entry.aIsConstant = use != OutputUse::Softmax && entry.name != "context";
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
