// SPDX-License-Identifier: GPL-3.0-or-later
// com.microsoft's Attention and MultiHeadAttention.
#include "core/network/operators/attentionparts.h"
#include "core/network/operators/operatortable.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

/// x, weights, bias, mask, past, what is added to the scores.
void projectedAttention(Expansion &e)
{
    std::array<std::int64_t, 3> sizes{};
    const std::vector<std::int64_t> given = e.node.integers("qkv_hidden_sizes");
    if (given.size() == 3) {
        std::copy(given.begin(), given.end(), sizes.begin());
    } else {
        sizes.fill(e.lastDimension(1, "weights") / 3);
    }
    if (e.has(6)) {
        throw e.error("input 6", "none: buffers that past and present share are not supported", "'" + e.in(6) + "'");
    }
    std::string projected = e.make("MatMul", {e.in(0), e.in(1)});
    e.rename(projected);
    if (e.has(2)) {
        projected = e.make("Add", {projected, e.in(2)});
    }
    attendProjected(e, {.projected = projected, .sizes = sizes, .mask = 3, .past = 4, .bias = 5});
}

/// Where Q, K and V of a MultiHeadAttention come from.
class HeadedInputs {
public:
    explicit HeadedInputs(Expansion &e) : m_e(e), m_heads(e.node.integer("num_heads", 1)) {}

    AttentionParts parts()
    {
        const std::size_t rank = m_e.rank(0);
        m_size = rank == 5 ? m_e.lastDimension(0, "head size") : wide(0) / m_heads;
        AttentionParts made;
        if (rank == 5) { // [B, S, N, 3, h]
            m_valueSize = m_size;
            made = {.q = piece(0, 0, bias(0)), .k = piece(0, 1, bias(1)), .v = piece(0, 2, bias(2))};
        } else if (!m_e.has(1)) {
            throw m_e.error("input 1", "the keys", "none");
        } else if (m_e.rank(1) == 5) { // [B, L, N, 2, h]
            m_valueSize = m_size;
            made = {
                .q = splitHeads(m_e, m_e.in(0), m_heads, m_size, bias(0)), .k = piece(1, 0, bias(1)), .v = piece(1, 1, bias(2))};
        } else {
            if (!m_e.has(2)) {
                throw m_e.error("input 2", "the values", "none");
            }
            const bool split = m_e.rank(1) == 4; // [B, N, L, h] already
            m_valueSize = split ? m_e.lastDimension(2, "head size") : wide(2) / m_heads;
            made = {.q = splitHeads(m_e, m_e.in(0), m_heads, m_size, bias(0)),
                    .k = split ? m_e.in(1) : splitHeads(m_e, m_e.in(1), m_heads, m_size, bias(1)),
                    .v = split ? m_e.in(2) : splitHeads(m_e, m_e.in(2), m_heads, m_valueSize, bias(2))};
        }
        return made;
    }

    [[nodiscard]] std::int64_t size() const { return m_size; }
    [[nodiscard]] std::int64_t valueSize() const { return m_valueSize; }

private:
    std::int64_t wide(std::size_t input)
    {
        const std::int64_t width = m_e.lastDimension(input, "width");
        if (width % m_heads != 0) {
            throw m_e.error(m_e.call.inputText(input), "a multiple of " + std::to_string(m_heads) + " heads",
                            std::to_string(width));
        }
        return width;
    }

    std::string piece(std::size_t input, std::int64_t at, const std::string &bias)
    {
        const std::string one = m_e.make("Gather", {m_e.in(input), m_e.integer(at)}, {{"axis", std::int64_t{3}}});
        return splitHeads(m_e, one, m_heads, m_size, bias);
    }

    /// Of Q, K or V: a part of input 3.
    std::string bias(std::size_t part)
    {
        if (!m_e.has(3)) {
            return {};
        }
        const std::int64_t width = m_heads * m_size;
        const auto from = static_cast<std::int64_t>(part) * width;
        return m_e.slice(m_e.in(3), from, part == 2 ? -1 : from + width, 0);
    }

    Expansion &m_e;
    std::int64_t m_heads;
    std::int64_t m_size = 0;
    std::int64_t m_valueSize = 0;
};

/// queries, keys, values, bias, mask of keys, what is added to the scores, past keys and values.
void multiHead(Expansion &e)
{
    for (const std::size_t input : {8, 9}) {
        if (e.has(input)) {
            throw e.error("input " + std::to_string(input), "none: shared buffers are not supported", "'" + e.in(input) + "'");
        }
    }
    if (e.wants(3)) {
        throw e.error("output 3", "none", "the scores, which are not supported");
    }
    HeadedInputs inputs(e);
    AttentionParts parts = inputs.parts();
    if (e.has(6)) {
        parts.k = e.concat({e.in(6), parts.k}, 2);
    }
    if (e.has(7)) {
        parts.v = e.concat({e.in(7), parts.v}, 2);
    }
    if (e.wants(1)) {
        e.finish(parts.k, 1);
    }
    if (e.wants(2)) {
        e.finish(parts.v, 2);
    }
    const float scale = e.node.real("scale", 0.0F);
    parts.scale = scale != 0.0F ? scale : 1.0F / std::sqrt(static_cast<float>(inputs.size()));
    if (e.has(4)) {
        parts.addends.push_back(maskAddend(e, 4, e.node.real("mask_filter_value", -10000.0F), parts.q, parts.k));
    }
    if (e.has(5)) {
        parts.addends.push_back(e.in(5));
    }
    if (e.node.integer("unidirectional", 0) != 0) {
        parts.hidden.push_back(behindQuery(e, parts.q, parts.k));
    }
    e.finish(joinHeads(e, attend(e, parts).context, e.node.integer("num_heads", 1), inputs.valueSize()));
}

} // namespace

void addAttention(OperatorTable &table)
{
    table.add({.name = "Attention",
               .domain = kMicrosoft,
               .inputs = {2, 7},
               .outputs = {1, 2},
               .attributes = {flag("do_rotary"), real("mask_filter_value"), required(integer("num_heads", 1)),
                              flag("past_present_share_buffer"), integers("qkv_hidden_sizes", 1), integer("rotary_embedding_dim"),
                              real("scale"), flag("unidirectional")},
               .expand = projectedAttention});
    table.add(
        {.name = "MultiHeadAttention",
         .domain = kMicrosoft,
         .inputs = {1, 10},
         .outputs = {1, 4},
         .attributes = {real("mask_filter_value"), required(integer("num_heads", 1)), real("scale"), flag("unidirectional")},
         .expand = multiHead});
}

} // namespace vsq
