// SPDX-License-Identifier: GPL-3.0-or-later
// com.microsoft.GroupQueryAttention: causal attention with a cache of keys and values, in which several heads of queries share
// one of keys (arXiv 2305.13245).
#include "core/network/operators/attentionparts.h"
#include "core/network/operators/operatortable.h"
#include "core/network/operators/rotation.h"

#include <cmath>

namespace vsq {

namespace {

constexpr std::size_t kPastKey = 3;
constexpr std::size_t kLengths = 5;
constexpr std::size_t kCosines = 7;
constexpr std::size_t kPositions = 9;
constexpr std::size_t kBias = 10;
constexpr std::size_t kSinks = 11;

/// Numbers of the new tokens, [S]: behind those of the cache. x: [B, N, S, h].
std::string newPositions(Expansion &e, const std::string &x)
{
    const std::string first = e.has(kPastKey) ? e.scalarSize(e.in(kPastKey), 2) : e.integer(0);
    return e.make("Range", {first, e.make("Add", {first, e.scalarSize(x, 2)}), e.integer(1)});
}

/// queries (or queries, keys and values side by side), keys, values, their cache, last token of each text, number of tokens,
/// cosines, sines, positions, what is added to the scores.
void groupedQuery(Expansion &e)
{
    const std::int64_t heads = e.node.integer("num_heads", 1);
    const std::int64_t keyHeads = e.node.integer("kv_num_heads", 1);
    if (heads % keyHeads != 0) {
        throw e.error("attribute 'num_heads'", "a multiple of the keys' " + std::to_string(keyHeads), std::to_string(heads));
    }
    if (e.wants(3)) {
        throw e.error("output 3", "none", "the scores, which is not supported");
    }
    const std::int64_t width = e.lastDimension(0, "width");
    const std::int64_t divisor = e.has(1) ? heads : heads + 2 * keyHeads;
    if (width % divisor != 0) {
        throw e.error("width", "a multiple of " + std::to_string(divisor), std::to_string(width));
    }
    const std::int64_t size = width / divisor;
    std::vector<std::string> qkv{e.in(0), e.in(1), e.in(2)};
    if (!e.has(1)) {
        qkv = e.makeMany("Split", {e.in(0), e.integers({heads * size, keyHeads * size, keyHeads * size})}, 3,
                         {{"axis", std::int64_t{-1}}});
    }
    AttentionParts parts{.q = splitHeads(e, qkv[0], heads, size),
                         .k = splitHeads(e, qkv[1], keyHeads, size),
                         .v = splitHeads(e, qkv[2], keyHeads, size)};
    if (e.node.integer("do_rotary", 0) != 0) {
        if (!e.has(kCosines) || !e.has(kCosines + 1)) {
            throw e.error("inputs 7 and 8", "cosines and sines", "none");
        }
        const bool given = e.has(kPositions);
        const std::string positions = given ? e.in(kPositions) : newPositions(e, parts.q);
        const Rotation rotation{.cosines = rowsAt(e, e.in(kCosines), positions, given),
                                .sines = rowsAt(e, e.in(kCosines + 1), positions, given),
                                .width = 2 * e.lastDimension(kCosines, "cosines"),
                                .size = size,
                                .interleaved = e.node.integer("rotary_interleaved", 0) != 0};
        parts.q = rotated(e, parts.q, rotation);
        parts.k = rotated(e, parts.k, rotation);
    }
    if (e.has(kPastKey)) {
        parts.k = e.concat({e.in(kPastKey), parts.k}, 2);
    }
    if (e.has(kPastKey + 1)) {
        parts.v = e.concat({e.in(kPastKey + 1), parts.v}, 2);
    }
    e.finish(parts.k, 1);
    e.finish(parts.v, 2);
    parts.k = repeatHeads(e, parts.k, keyHeads, heads / keyHeads, size);
    parts.v = repeatHeads(e, parts.v, keyHeads, heads / keyHeads, size);
    const float scale = e.node.real("scale", 0.0F);
    parts.scale = scale != 0.0F ? scale : 1.0F / std::sqrt(static_cast<float>(size));
    parts.softcap = e.node.real("softcap", 0.0F);
    if (e.has(kBias)) {
        parts.addends.push_back(e.in(kBias));
    }
    parts.hidden.push_back(behindQuery(e, parts.q, parts.k));
    if (e.has(kSinks)) {
        const auto &sinks = e.call.shape(kSinks);
        if (sinks && (sinks->size() != 1 || (sinks->front() >= 0 && sinks->front() != heads))) {
            throw e.error(e.call.inputText(kSinks), "a number for each of " + std::to_string(heads) + " heads", toString(*sinks));
        }
        parts.sinks = e.in(kSinks);
    } else if (e.node.integer("smooth_softmax", 0) > 0) { // one more in the denominator: a sink of score 0
        parts.sinks = e.add(Tensor(DType::Float32, {heads}));
    }
    if (const std::int64_t window = e.node.integer("local_window_size", -1); window > 0) {
        parts.hidden.push_back(beyondWindow(e, parts.q, parts.k, window));
    }
    if (e.has(kLengths)) { // shorter texts of a batch end earlier
        const std::string keys = e.make("Range", {e.integer(0), e.scalarSize(parts.k, 2), e.integer(1)});
        const std::string last = e.reshape(e.cast(e.in(kLengths), DType::Int64), {-1, 1, 1, 1});
        parts.hidden.push_back(e.make("Greater", {keys, last}));
    }
    e.finish(joinHeads(e, attend(e, parts).context, heads, size));
}

} // namespace

void addGroupedAttention(OperatorTable &table)
{
    table.add({.name = "GroupQueryAttention",
               .domain = "com.microsoft",
               .inputs = {1, 12},
               .outputs = {1, 4},
               .attributes = {flag("do_rotary"), integer("kv_num_heads", 1), integer("local_window_size"),
                              required(integer("num_heads", 1)), flag("rotary_interleaved"), real("scale"),
                              integer("smooth_softmax", -1, 1), real("softcap")},
               .expand = groupedQuery});
}

} // namespace vsq
