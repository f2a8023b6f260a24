// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/attentionparts.h"

#include <cmath>

namespace vsq {

namespace {

/// Keys [from, to) hidden, of [B] numbers each.
std::string outside(Expansion &e, const std::string &k, const std::string &ends, const std::string &starts)
{
    const std::string keys = keyNumbers(e, k);
    const auto column = [&](const std::string &numbers) { return e.unsqueeze(e.cast(numbers, DType::Int64), {1}); };
    std::string hidden = e.make("GreaterOrEqual", {keys, column(ends)});
    if (!starts.empty()) {
        hidden = e.make("Or", {hidden, e.make("Less", {keys, column(starts)})});
    }
    return e.unsqueeze(hidden, {1, 2});
}

/// [B, N, S, T] scores with one more column, the same in all rows of a head.
std::string withSinks(Expansion &e, const std::string &scores, const std::string &sinks)
{
    const std::string shape = e.concat({e.size(scores, 0), e.size(scores, 1), e.size(scores, 2), e.integers({1})}, 0);
    return e.concat({scores, e.make("Expand", {e.reshape(sinks, {1, -1, 1, 1}), shape})}, 3);
}

} // namespace

std::string keyNumbers(Expansion &e, const std::string &k)
{
    return e.unsqueeze(e.make("Range", {e.integer(0), e.scalarSize(k, 2), e.integer(1)}), {0});
}

std::string queryNumbers(Expansion &e, const std::string &q, const std::string &k, const std::string &offset)
{
    const std::string length = e.scalarSize(q, 2);
    const std::string first = offset.empty() ? e.make("Sub", {e.scalarSize(k, 2), length}) : offset;
    return e.unsqueeze(e.make("Range", {first, e.make("Add", {first, length}), e.integer(1)}), {1});
}

std::string splitHeads(Expansion &e, const std::string &x, std::int64_t heads, std::int64_t size, const std::string &bias)
{
    std::string split = e.reshape(x, {0, 0, heads, size});
    if (!bias.empty()) {
        split = e.make("Add", {split, e.reshape(bias, {heads, size})});
    }
    return e.transpose(split, {0, 2, 1, 3});
}

std::string joinHeads(Expansion &e, const std::string &x, std::int64_t heads, std::int64_t size)
{
    return e.reshape(e.transpose(x, {0, 2, 1, 3}), {0, 0, heads * size});
}

std::string repeatHeads(Expansion &e, const std::string &x, std::int64_t heads, std::int64_t times, std::int64_t size)
{
    if (times == 1) {
        return x;
    }
    const std::string each = e.make("Expand", {e.unsqueeze(x, {2}), e.integers({1, 1, times, 1, 1})});
    // Dimensions by their sizes: 0 and -1 cannot say them where the keys are none.
    const std::string shape = e.concat({e.size(x, 0), e.integers({heads * times}), e.size(x, 2), e.integers({size})}, 0);
    return e.make("Reshape", {each, shape});
}

AttentionResult attend(Expansion &e, const AttentionParts &parts)
{
    AttentionResult result;
    std::string scores = e.make("MatMul", {parts.q, e.transpose(parts.k, {0, 1, 3, 2})});
    e.rename(scores, "/scores");
    scores = e.make("Mul", {scores, e.number(parts.scale)});
    result.scaled = scores;
    const auto cap = [&] {
        if (parts.softcap != 0.0F) {
            scores = e.make("Mul", {e.make("Tanh", {e.make("Div", {scores, e.number(parts.softcap)})}), e.number(parts.softcap)});
        }
        result.capped = scores;
    };
    const auto mask = [&] {
        for (const std::string &addend : parts.addends) {
            scores = e.make("Add", {scores, addend});
        }
        for (const std::string &hidden : parts.hidden) {
            scores = e.make("Where", {hidden, e.number(parts.hiddenScore), scores});
        }
        result.masked = scores;
    };
    cap(); // before masks: what is hidden must stay so
    mask();
    if (!parts.sinks.empty()) {
        scores = withSinks(e, scores, parts.sinks);
    }
    result.probabilities = e.make("Softmax", {scores}, {{"axis", std::int64_t{-1}}});
    e.rename(result.probabilities, "/softmax");
    if (!parts.sinks.empty()) { // the last column's share is lost
        result.probabilities = e.make("Slice", {result.probabilities, e.integers({0}), e.integers({-1}), e.integers({3})});
    }
    for (const std::string &hidden : parts.hidden) {
        if (parts.seesNothingAsZero) {
            result.probabilities = e.make("Where", {hidden, e.number(0.0F), result.probabilities});
        }
    }
    result.context = e.make("MatMul", {result.probabilities, parts.v});
    e.rename(result.context, "/context");
    return result;
}

std::string behindQuery(Expansion &e, const std::string &q, const std::string &k, const std::string &offset)
{
    return e.make("Greater", {keyNumbers(e, k), queryNumbers(e, q, k, offset)});
}

std::string beyondWindow(Expansion &e, const std::string &q, const std::string &k, std::int64_t window)
{
    const std::string last = e.make("Sub", {queryNumbers(e, q, k, {}), e.integer(window)});
    return e.make("LessOrEqual", {keyNumbers(e, k), last});
}

std::string maskAddend(Expansion &e, std::size_t input, float filter, const std::string &q, const std::string &k)
{
    const std::size_t rank = e.rank(input);
    const std::string mask = e.in(input);
    std::string hidden;
    if (rank == 1) {
        const std::int64_t length = e.call.shape(input)->front();
        const auto &x = e.call.shape(0);
        const std::int64_t batch = x && !x->empty() ? x->front() : -1;
        if (length >= 0 && batch >= 0 && length != batch && length != 2 * batch) {
            throw e.error(e.call.inputText(input), "a length for each of " + std::to_string(batch) + " texts, or ends and starts",
                          std::to_string(length) + " numbers");
        }
        if (length >= 0 && batch >= 0 && length == 2 * batch) {
            hidden = outside(e, k, e.slice(mask, 0, batch, 0), e.slice(mask, batch, -1, 0));
        } else {
            hidden = outside(e, k, mask, {});
        }
    } else {
        std::string seen = e.cast(mask, DType::Int32);
        if (rank == 4) {
            const std::string keys = e.size(k, 2);
            const std::string first = e.make("Sub", {keys, e.size(q, 2)});
            seen = e.make("Slice", {seen, first, keys, e.integers({2})});
            seen = e.make("Slice", {seen, e.integers({0}), keys, e.integers({3})});
        } else if (rank == 2 || rank == 3) {
            seen = e.unsqueeze(seen, rank == 2 ? std::vector<std::int64_t>{1, 2} : std::vector<std::int64_t>{1});
        } else {
            throw e.error(e.call.inputText(input), "one to four dimensions", toString(*e.call.shape(input)));
        }
        hidden = e.make("LessOrEqual", {seen, e.add(Tensor::scalar(std::int32_t{0}))});
    }
    return e.make("Where", {hidden, e.number(filter), e.number(0.0F)});
}

void attendProjected(Expansion &e, const ProjectedAttention &attention)
{
    for (const char *name : {"do_rotary", "past_present_share_buffer"}) {
        if (e.node.integer(name, 0) != 0) {
            throw e.error(std::string("attribute '") + name + "'", "0", "1, which is not supported");
        }
    }
    const std::int64_t heads = e.node.integer("num_heads", 1);
    for (const std::int64_t size : attention.sizes) {
        if (size <= 0 || size % heads != 0) {
            throw e.error("weights", "a multiple of " + std::to_string(heads) + " heads for each of Q, K and V",
                          std::to_string(size));
        }
    }
    const std::int64_t size = attention.sizes[0] / heads;
    std::vector<std::int64_t> lengths(attention.sizes.begin(), attention.sizes.end());
    const auto parts = e.makeMany("Split", {attention.projected, e.integers(lengths)}, 3, {{"axis", std::int64_t{-1}}});
    AttentionParts whole{.q = splitHeads(e, parts[0], heads, size),
                         .k = splitHeads(e, parts[1], heads, attention.sizes[1] / heads),
                         .v = splitHeads(e, parts[2], heads, attention.sizes[2] / heads)};
    if (e.has(attention.past)) {
        const auto before = [&](std::int64_t at) {
            return e.make("Gather", {e.in(attention.past), e.integer(at)}, {{"axis", std::int64_t{0}}});
        };
        whole.k = e.concat({before(0), whole.k}, 2);
        whole.v = e.concat({before(1), whole.v}, 2);
    }
    if (e.wants(1)) {
        e.finish(e.concat({e.unsqueeze(whole.k, {0}), e.unsqueeze(whole.v, {0})}, 0), 1);
    }
    const float scale = e.node.real("scale", 0.0F);
    whole.scale = scale != 0.0F ? scale : 1.0F / std::sqrt(static_cast<float>(size));
    if (e.has(attention.mask)) {
        whole.addends.push_back(maskAddend(e, attention.mask, e.node.real("mask_filter_value", -10000.0F), whole.q, whole.k));
    }
    if (attention.bias != 0 && e.has(attention.bias)) {
        whole.addends.push_back(e.in(attention.bias));
    }
    if (e.node.integer("unidirectional", 0) != 0) {
        whole.hidden.push_back(behindQuery(e, whole.q, whole.k));
    }
    e.finish(joinHeads(e, attend(e, whole).context, heads, attention.sizes[2] / heads));
}

} // namespace vsq
