// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/visiontransformer.h"

#include <cmath>

namespace vsq {

namespace {

constexpr double kTokenInit = 0.02; // standard deviation of the class token (DeiT)

/// Glorot's standard deviation for a linear layer, as the first vision transformer had it; DeiT's 0.02 is meant for
/// widths six times this one and would start too near to nothing.
double linearInit(std::int64_t in, std::int64_t out)
{
    return std::sqrt(2.0 / static_cast<double>(in + out));
}

/// Positions start as two-dimensional sines and cosines (Beyer et al., arXiv 2205.01580) and are learnt from there: with
/// little data and few epochs a transformer otherwise spends them on finding out what is next to what.
/// [1, extra + side * side, width]; the rows of the extra tokens are zero.
Tensor positionTable(std::int64_t side, std::int64_t width, std::int64_t extra)
{
    constexpr double kAmplitude = 0.5; // about that of the embedded patches
    Tensor table(DType::Float32, {1, side * side + extra, width});
    auto values = table.mutableValues<float>();
    const std::int64_t quarter = width / 4;
    for (std::int64_t token = 0; token < side * side; ++token) {
        float *row = values.data() + (token + extra) * width;
        for (std::int64_t i = 0; i < quarter; ++i) {
            const double frequency = std::pow(100.0, -static_cast<double>(i) / static_cast<double>(quarter));
            const double y = static_cast<double>(token / side) * frequency;
            const double x = static_cast<double>(token % side) * frequency;
            row[i] = static_cast<float>(kAmplitude * std::sin(y));
            row[quarter + i] = static_cast<float>(kAmplitude * std::cos(y));
            row[2 * quarter + i] = static_cast<float>(kAmplitude * std::sin(x));
            row[3 * quarter + i] = static_cast<float>(kAmplitude * std::cos(x));
        }
    }
    return table;
}

class VisionWriter {
public:
    VisionWriter(const VisionTransformerShape &shape, const WeightSource &weights)
        : m_s(shape), m_g("vision-transformer", weights)
    {
    }

    Graph write()
    {
        const std::int64_t side = m_s.imageSize / m_s.patch;
        const std::string image = m_g.input("image", DType::Float32, {-1, m_s.channels, m_s.imageSize, m_s.imageSize}, {"batch"});
        std::string x = patches(image, side * side);
        const bool distilled = m_s.distillation != VisionTransformerShape::Distillation::None;
        std::vector<std::string> tokens{extraToken("class_token", image), x};
        if (distilled) {
            tokens.insert(tokens.begin() + 1, extraToken("distillation_token", image));
        }
        const std::int64_t extra = distilled ? 2 : 1;
        x = m_g.node("Concat", "tokens", tokens, {{"axis", std::int64_t{1}}});
        x = m_g.node("Add", "positions", {x, m_g.weights("positions.weight", {1, side * side + extra, m_s.width}, [&] {
                                              return positionTable(side, m_s.width, extra);
                                          })});
        for (std::int64_t i = 0; i < m_s.blocks; ++i) {
            x = block("blocks." + std::to_string(i), x);
        }
        x = layerNorm("norm", x);
        std::string answer = classifier("class", "head", x, 0);
        if (m_s.distillation == VisionTransformerShape::Distillation::TokenAndHead) {
            const std::string other = classifier("distilled", "head_dist", x, 1);
            answer = m_g.node("Mul", "mean",
                              {m_g.node("Add", "heads", {answer, other}), m_g.constant("mean.half", Tensor::scalar(0.5F))});
        }
        m_g.output(answer, "logits", {-1, m_s.classes}, {"batch"});
        return m_g.take();
    }

private:
    std::string patches(const std::string &image, std::int64_t tokens)
    {
        const double fanIn = static_cast<double>(m_s.channels * m_s.patch * m_s.patch);
        std::string x = m_g.node(
            "Conv", "patch_embed",
            {image, m_g.normal("patch_embed.weight", {m_s.width, m_s.channels, m_s.patch, m_s.patch}, 1.0 / std::sqrt(fanIn)),
             m_g.filled("patch_embed.bias", {m_s.width}, 0)},
            {{"kernel_shape", std::vector<std::int64_t>{m_s.patch, m_s.patch}},
             {"strides", std::vector<std::int64_t>{m_s.patch, m_s.patch}}});
        x = m_g.node("Reshape", "patch_embed.flatten", {x, m_g.integers("patch_embed.shape", {0, m_s.width, tokens})});
        return m_g.node("Transpose", "patch_embed.tokens", {x}, {{"perm", std::vector<std::int64_t>{0, 2, 1}}});
    }

    /// A linear layer on one token.
    std::string classifier(const std::string &token, const std::string &head, const std::string &x, std::int64_t index)
    {
        const std::string one = m_g.node("Gather", token,
                                         {x, m_g.constant(token + ".index", Tensor::scalar<std::int64_t>(index))},
                                         {{"axis", std::int64_t{1}}});
        return m_g.node("Gemm", head,
                        {one, m_g.normal(head + ".weight", {m_s.classes, m_s.width}, kTokenInit),
                         m_g.filled(head + ".bias", {m_s.classes}, 0)},
                        {{"transB", std::int64_t{1}}});
    }

    /// A learnt token repeated for each image of the batch, as exporters write it: Shape, Concat, Expand.
    std::string extraToken(const std::string &name, const std::string &image)
    {
        const std::string batch = m_g.node("Shape", name + ".batch", {image},
                                           {{"start", std::int64_t{0}}, {"end", std::int64_t{1}}});
        const std::string shape = m_g.node("Concat", name + ".shape", {batch, m_g.integers(name + ".rest", {1, m_s.width})},
                                           {{"axis", std::int64_t{0}}});
        return m_g.node("Expand", name, {m_g.normal(name + ".weight", {1, 1, m_s.width}, kTokenInit), shape});
    }

    std::string layerNorm(const std::string &name, const std::string &x)
    {
        return m_g.node("LayerNormalization", name,
                        {x, m_g.filled(name + ".weight", {m_s.width}, 1), m_g.filled(name + ".bias", {m_s.width}, 0)},
                        {{"axis", std::int64_t{-1}}, {"epsilon", m_s.epsilon}});
    }

    std::string linear(const std::string &name, const std::string &x, std::int64_t in, std::int64_t out)
    {
        const std::string product = m_g.node("MatMul", name, {x, m_g.normal(name + ".weight", {in, out}, linearInit(in, out))});
        return m_g.node("Add", name + ".add", {product, m_g.filled(name + ".bias", {out}, 0)});
    }

    /// [batch, tokens, width] to [batch, heads, ...] with the given order of (batch, token, head, element).
    std::string splitHeads(const std::string &name, const std::string &x, std::vector<std::int64_t> order)
    {
        const std::int64_t head = m_s.width / m_s.heads;
        const std::string split = m_g.node("Reshape", name + ".split",
                                           {x, m_g.integers(name + ".heads", {0, -1, m_s.heads, head})});
        return m_g.node("Transpose", name + ".heads_first", {split}, {{"perm", std::move(order)}});
    }

    std::string attention(const std::string &name, const std::string &x)
    {
        const std::string q = splitHeads(name + ".q", linear(name + ".q", x, m_s.width, m_s.width), {0, 2, 1, 3});
        const std::string kT = splitHeads(name + ".k", linear(name + ".k", x, m_s.width, m_s.width), {0, 2, 3, 1});
        const std::string v = splitHeads(name + ".v", linear(name + ".v", x, m_s.width, m_s.width), {0, 2, 1, 3});
        const auto scale = static_cast<float>(1.0 / std::sqrt(static_cast<double>(m_s.width / m_s.heads)));
        std::string y = m_g.node("MatMul", name + ".qk", {q, kT});
        y = m_g.node("Mul", name + ".scale", {y, m_g.constant(name + ".scale.factor", Tensor::scalar(scale))});
        y = m_g.node("Softmax", name + ".softmax", {y}, {{"axis", std::int64_t{-1}}});
        y = m_g.node("MatMul", name + ".pv", {y, v});
        y = m_g.node("Transpose", name + ".heads_last", {y}, {{"perm", std::vector<std::int64_t>{0, 2, 1, 3}}});
        y = m_g.node("Reshape", name + ".join", {y, m_g.integers(name + ".join.shape", {0, -1, m_s.width})});
        return linear(name + ".proj", y, m_s.width, m_s.width);
    }

    std::string block(const std::string &name, std::string x)
    {
        x = m_g.node("Add", name + ".attn.residual", {attention(name + ".attn", layerNorm(name + ".norm1", x)), x});
        std::string y = linear(name + ".mlp.fc1", layerNorm(name + ".norm2", x), m_s.width, m_s.hidden);
        y = m_g.node("Gelu", name + ".mlp.gelu", {y});
        y = linear(name + ".mlp.fc2", y, m_s.hidden, m_s.width);
        return m_g.node("Add", name + ".mlp.residual", {y, x});
    }

    VisionTransformerShape m_s;
    GraphBuilder m_g;
};

} // namespace

Graph buildVisionTransformer(const VisionTransformerShape &shape, const WeightSource &weights)
{
    return VisionWriter(shape, weights).write();
}

} // namespace vsq
