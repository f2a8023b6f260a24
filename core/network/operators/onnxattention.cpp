// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX's Attention of opsets 23 to 25.
#include "core/network/operators/attentionparts.h"
#include "core/network/operators/operatortable.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

constexpr float kMinusInfinity = -std::numeric_limits<float>::infinity();

/// Numbers of heads and sizes of one, as operands of four dimensions have them, or of three with attributes.
class Heads {
public:
    explicit Heads(Expansion &e) : m_e(e), m_joined(e.rank(0) == 3)
    {
        for (const std::size_t input : {1, 2}) {
            if (e.rank(input) != e.rank(0) || (e.rank(input) != 3 && e.rank(input) != 4)) {
                throw e.error("operands", "three dimensions each, or four", toString(*e.call.shape(input)));
            }
        }
        m_queries = count(0, "q_num_heads");
        m_keys = count(1, "kv_num_heads");
        if (m_queries % m_keys != 0) {
            throw e.error("heads", "a multiple of the keys' " + std::to_string(m_keys), std::to_string(m_queries));
        }
        m_size = e.lastDimension(0, "head size") / (m_joined ? m_queries : 1);
        m_valueSize = e.lastDimension(2, "head size") / (m_joined ? m_keys : 1);
    }

    AttentionParts parts()
    {
        return {.q = m_joined ? splitHeads(m_e, m_e.in(0), m_queries, m_size) : m_e.in(0),
                .k = m_joined ? splitHeads(m_e, m_e.in(1), m_keys, m_size) : m_e.in(1),
                .v = m_joined ? splitHeads(m_e, m_e.in(2), m_keys, m_valueSize) : m_e.in(2)};
    }
    /// Each head of keys and values as often as queries share it.
    void repeat(AttentionParts &parts)
    {
        parts.k = repeatHeads(m_e, parts.k, m_keys, m_queries / m_keys, m_size);
        parts.v = repeatHeads(m_e, parts.v, m_keys, m_queries / m_keys, m_valueSize);
    }
    /// In the form of the operands.
    std::string joined(const std::string &context)
    {
        return m_joined ? joinHeads(m_e, context, m_queries, m_valueSize) : context;
    }
    [[nodiscard]] std::int64_t size() const { return m_size; }

private:
    [[nodiscard]] std::int64_t count(std::size_t input, const char *name) const
    {
        const std::int64_t heads = m_joined ? m_e.node.integer(name, 0) : (*m_e.call.shape(input))[1];
        if (heads < 1 && !m_joined) {
            throw m_e.error(m_e.call.inputText(input), "a known number of heads (--shape gives the inputs' sizes)",
                            "an open one");
        }
        if (heads < 1) {
            throw m_e.error(std::string("attribute '") + name + "'", "a number of heads, for operands of three dimensions",
                            std::to_string(heads));
        }
        return heads;
    }

    Expansion &m_e;
    bool m_joined;
    std::int64_t m_queries = 0;
    std::int64_t m_keys = 0;
    std::int64_t m_size = 0;
    std::int64_t m_valueSize = 0;
};

/// Which keys a query does not see: by the mask, behind the valid ones, in the future, outside of a window.
class Sight {
public:
    Sight(Expansion &e, AttentionParts &parts) : m_e(e), m_parts(parts) {}

    void limit()
    {
        mask();
        if (m_e.has(6)) { // keys from that number on are padding
            hide(m_e.make("GreaterOrEqual", {keys(), m_e.reshape(m_e.in(6), {-1, 1, 1, 1})}));
        }
        if (m_e.node.integer("is_causal", 0) != 0) {
            m_parts.hidden.push_back(m_e.make("Greater", {keys(), queries()}));
        }
        if (const std::int64_t left = m_e.node.integer("left_window_size", -1); left >= 0) {
            hide(m_e.make("Less", {keys(), m_e.make("Sub", {queries(), m_e.integer(left)})}));
        }
        if (const std::int64_t right = m_e.node.integer("right_window_size", -1); right >= 0) {
            hide(m_e.make("Greater", {keys(), m_e.make("Add", {queries(), m_e.integer(right)})}));
        }
    }

private:
    /// Rows that see nothing at all are possible then.
    void hide(std::string hidden)
    {
        m_parts.hidden.push_back(std::move(hidden));
        m_parts.seesNothingAsZero = true;
    }

    void mask()
    {
        if (!m_e.has(3)) {
            return;
        }
        const auto type = m_e.call.type(3);
        if (type == DType::Bool) {
            hide(padded(m_e.make("Not", {m_e.in(3)}), m_e.add(Tensor::scalar(true))));
            return;
        }
        const bool isReal = !type || isFloating(*type); // integers are added as well
        const std::string addend = padded(isReal ? m_e.in(3) : m_e.cast(m_e.in(3), DType::Float32), m_e.number(kMinusInfinity));
        m_parts.addends.push_back(addend);
        if (missingKeys() > 0 || (isReal && mayBeInfinite())) {
            hide(m_e.make("IsInf", {addend}, {{"detect_positive", std::int64_t{0}}}));
        }
    }

    [[nodiscard]] bool mayBeInfinite() const
    {
        const Tensor *fixed = m_e.call.constant(3);
        if (fixed == nullptr) {
            return true;
        }
        const Tensor real = fixed->toFloat();
        for (const float value : real.values<float>()) {
            if (value == kMinusInfinity) {
                return true;
            }
        }
        return false;
    }

    /// How many keys the mask says nothing of: its last dimension may be shorter than theirs. 0 where one of them is open.
    [[nodiscard]] std::int64_t missingKeys() const
    {
        const auto &mask = m_e.call.shape(3);
        const std::int64_t now = (*m_e.call.shape(1))[m_e.rank(1) - 2];
        const auto &past = m_e.call.shape(4);
        const std::int64_t before = !m_e.has(4) ? 0 : past && past->size() == 4 ? (*past)[2] : -1;
        if (!mask || mask->empty() || mask->back() <= 1 || now < 0 || before < 0) {
            return 0; // a dimension of 1 is as long as it must be
        }
        return std::max<std::int64_t>(0, before + now - mask->back());
    }

    std::string padded(const std::string &mask, const std::string &with)
    {
        const std::int64_t missing = missingKeys();
        if (missing == 0) {
            return mask;
        }
        std::vector<std::int64_t> pads(2 * m_e.call.shape(3)->size(), 0);
        pads.back() = missing;
        return m_e.make("Pad", {mask, m_e.integers(pads), with});
    }

    const std::string &keys()
    {
        m_keys = m_keys.empty() ? keyNumbers(m_e, m_parts.k) : m_keys;
        return m_keys;
    }

    /// Numbers of the queries among the keys, [S, 1] or [B, 1, S, 1]: behind the past, or the last of the valid keys.
    const std::string &queries()
    {
        if (m_queries.empty()) {
            const std::string first = m_e.has(4) ? m_e.scalarSize(m_e.in(4), 2) : m_e.integer(0);
            m_queries = queryNumbers(m_e, m_parts.q, m_parts.k, first);
            if (m_e.has(6)) {
                const std::string valid = m_e.reshape(m_e.in(6), {-1, 1, 1, 1});
                m_queries = m_e.make("Add", {m_queries, m_e.make("Sub", {valid, m_e.scalarSize(m_parts.q, 2)})});
            }
        }
        return m_queries;
    }

    Expansion &m_e;
    AttentionParts &m_parts;
    std::string m_keys;
    std::string m_queries;
};

/// Q, K, V; mask, past keys and values, numbers of keys that are valid.
void attention(Expansion &e)
{
    if (e.has(4) != e.has(5)) {
        throw e.error("past keys and values", "both or neither", "one of them");
    }
    if (e.has(6) && e.has(4)) {
        throw e.error("input 'nonpad_kv_seqlen'", "none where past keys are given", "'" + e.in(6) + "'");
    }
    Heads heads(e);
    AttentionParts parts = heads.parts();
    if (e.has(4)) {
        parts.k = e.concat({e.in(4), parts.k}, 2);
        parts.v = e.concat({e.in(5), parts.v}, 2);
    }
    e.finish(parts.k, 1);
    e.finish(parts.v, 2);
    heads.repeat(parts);
    const float scale = e.node.real("scale", 0.0F);
    parts.scale = scale != 0.0F ? scale : 1.0F / std::sqrt(static_cast<float>(heads.size()));
    parts.softcap = e.node.real("softcap", 0.0F);
    Sight(e, parts).limit();
    constexpr std::int64_t kMasked = 2;
    const std::int64_t mode = e.node.integer("qk_matmul_output_mode", 0);
    if (e.wants(3) && mode == kMasked) { // somebody looks at them: what is hidden is minus infinity
        parts.hiddenScore = kMinusInfinity;
    }
    const AttentionResult result = attend(e, parts);
    e.finish(heads.joined(result.context));
    const std::array<std::string, 4> modes{result.scaled, result.capped, result.masked, result.probabilities};
    e.finish(modes.at(static_cast<std::size_t>(mode)), 3);
}

} // namespace

void addOnnxAttention(OperatorTable &table)
{
    table.add({.name = "Attention",
               .since = 23,
               .inputs = {3, 7},
               .outputs = {1, 4},
               .attributes = {flag("is_causal"), integer("kv_num_heads", 1), integer("left_window_size", -1),
                              integer("q_num_heads", 1), integer("qk_matmul_output_mode", 0, 3), integer("right_window_size", -1),
                              real("scale"), real("softcap"), integer("softmax_precision")},
               .expand = attention});
}

} // namespace vsq
