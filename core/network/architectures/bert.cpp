// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/bert.h"

#include <cmath>
#include <numeric>

namespace vsq {

namespace {

constexpr double kInit = 0.02; // standard deviation of every weight (BERT)

class BertWriter {
public:
    BertWriter(const BertShape &shape, const WeightSource &weights) : m_s(shape), m_g("bert", weights) {}

    Graph write()
    {
        const Shape ids{-1, m_s.tokens};
        const std::string words = m_g.input("input_ids", DType::Int64, ids, {"batch"});
        const std::string mask = m_g.input("attention_mask", DType::Int64, ids, {"batch"});
        const std::string types = m_g.input("token_type_ids", DType::Int64, ids, {"batch"});
        std::string x = embeddings(words, types);
        const std::string bias = maskBias(mask);
        for (std::int64_t i = 0; i < m_s.blocks; ++i) {
            x = block("encoder.layer." + std::to_string(i), x, bias);
        }
        if (m_s.classes > 0) {
            m_g.output(classifier(x), "logits", {-1, m_s.classes}, {"batch"});
        } else {
            m_g.output(x, "last_hidden_state", {-1, m_s.tokens, m_s.width}, {"batch"});
        }
        return m_g.take();
    }

private:
    std::string embeddings(const std::string &words, const std::string &types)
    {
        const std::string name = "embeddings";
        std::vector<std::int64_t> positions(static_cast<std::size_t>(m_s.tokens));
        std::iota(positions.begin(), positions.end(), 0);
        const std::string word = lookUp(name + ".word", words, m_s.vocabulary);
        const std::string type = lookUp(name + ".token_type", types, m_s.tokenTypes);
        const std::string position = lookUp(name + ".position", m_g.integers(name + ".position.ids", positions), m_s.positions);
        const std::string x = m_g.node("Add", name + ".word_and_type", {word, type});
        return layerNorm(name + ".norm", m_g.node("Add", name + ".sum", {x, position}));
    }

    std::string lookUp(const std::string &name, const std::string &ids, std::int64_t rows)
    {
        return m_g.node("Gather", name, {m_g.normal(name + ".weight", {rows, m_s.width}, kInit), ids},
                        {{"axis", std::int64_t{0}}});
    }

    /// [batch, 1, 1, tokens]: 0 for a token, -10000 for padding, added to the scores.
    std::string maskBias(const std::string &mask)
    {
        std::string x = m_g.node("Unsqueeze", "mask.axes", {mask, m_g.integers("mask.dims", {1, 2})});
        x = m_g.node("Cast", "mask.float", {x}, {{"to", std::int64_t{1}}});
        x = m_g.node("Sub", "mask.padding", {m_g.constant("mask.one", Tensor::scalar(1.0F)), x});
        return m_g.node("Mul", "mask.bias", {x, m_g.constant("mask.factor", Tensor::scalar(-10000.0F))});
    }

    std::string layerNorm(const std::string &name, const std::string &x)
    {
        return m_g.node("LayerNormalization", name,
                        {x, m_g.filled(name + ".weight", {m_s.width}, 1), m_g.filled(name + ".bias", {m_s.width}, 0)},
                        {{"axis", std::int64_t{-1}}, {"epsilon", 1e-12F}});
    }

    std::string linear(const std::string &name, const std::string &x, std::int64_t in, std::int64_t out)
    {
        const std::string product = m_g.node("MatMul", name, {x, m_g.normal(name + ".weight", {in, out}, kInit)});
        return m_g.node("Add", name + ".add", {product, m_g.filled(name + ".bias", {out}, 0)});
    }

    /// A projection as [batch, heads, ...] with the given order of (batch, token, head, element).
    std::string projection(const std::string &name, const std::string &x, std::vector<std::int64_t> order)
    {
        const std::string y = linear(name, x, m_s.width, m_s.width);
        const std::string split = m_g.node("Reshape", name + ".split",
                                           {y, m_g.integers(name + ".heads", {0, m_s.tokens, m_s.heads, m_s.width / m_s.heads})});
        return m_g.node("Transpose", name + ".heads_first", {split}, {{"perm", std::move(order)}});
    }

    std::string attention(const std::string &name, const std::string &x, const std::string &bias)
    {
        const std::string q = projection(name + ".query", x, {0, 2, 1, 3});
        const std::string kT = projection(name + ".key", x, {0, 2, 3, 1});
        const std::string v = projection(name + ".value", x, {0, 2, 1, 3});
        const auto root = static_cast<float>(std::sqrt(static_cast<double>(m_s.width / m_s.heads)));
        std::string y = m_g.node("MatMul", name + ".qk", {q, kT});
        y = m_g.node("Div", name + ".scale", {y, m_g.constant(name + ".scale.root", Tensor::scalar(root))});
        y = m_g.node("Add", name + ".masked", {y, bias});
        y = m_g.node("Softmax", name + ".softmax", {y}, {{"axis", std::int64_t{-1}}});
        y = m_g.node("MatMul", name + ".pv", {y, v});
        y = m_g.node("Transpose", name + ".heads_last", {y}, {{"perm", std::vector<std::int64_t>{0, 2, 1, 3}}});
        y = m_g.node("Reshape", name + ".join", {y, m_g.integers(name + ".join.shape", {0, m_s.tokens, m_s.width})});
        return linear(name + ".output", y, m_s.width, m_s.width);
    }

    std::string block(const std::string &name, std::string x, const std::string &bias)
    {
        const std::string attended = attention(name + ".attention", x, bias);
        x = layerNorm(name + ".attention.norm", m_g.node("Add", name + ".attention.residual", {attended, x}));
        std::string y = linear(name + ".intermediate", x, m_s.width, m_s.hidden);
        y = m_g.node("Gelu", name + ".gelu", {y});
        y = linear(name + ".output", y, m_s.hidden, m_s.width);
        return layerNorm(name + ".output.norm", m_g.node("Add", name + ".output.residual", {y, x}));
    }

    /// The first token's state through a dense layer with tanh (the pooler) and a linear one.
    std::string classifier(const std::string &x)
    {
        const auto dense = [this](const std::string &name, const std::string &input, std::int64_t out) {
            return m_g.node("Gemm", name,
                            {input, m_g.normal(name + ".weight", {out, m_s.width}, kInit), m_g.filled(name + ".bias", {out}, 0)},
                            {{"transB", std::int64_t{1}}});
        };
        std::string y = m_g.node("Gather", "first", {x, m_g.constant("first.index", Tensor::scalar<std::int64_t>(0))},
                                 {{"axis", std::int64_t{1}}});
        y = m_g.node("Tanh", "pooler.tanh", {dense("pooler", y, m_s.width)});
        return dense("classifier", y, m_s.classes);
    }

    BertShape m_s;
    GraphBuilder m_g;
};

} // namespace

Graph buildBert(const BertShape &shape, const WeightSource &weights)
{
    return BertWriter(shape, weights).write();
}

} // namespace vsq
