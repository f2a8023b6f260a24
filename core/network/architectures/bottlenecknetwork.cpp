// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/bottlenecknetwork.h"

#include "core/network/architectures/convolutionblocks.h"

#include <cmath>

namespace vsq {

namespace {

constexpr std::int64_t kExpansion = 4; // a bottleneck's output channels over its inner ones

class BottleneckWriter {
public:
    BottleneckWriter(const BottleneckNetworkShape &shape, const WeightSource &weights) : m_s(shape), m_g("resnet", weights) {}

    Graph write()
    {
        std::string x = m_g.input("image", DType::Float32, {-1, m_s.channels, m_s.imageSize, m_s.imageSize}, {"batch"});
        x = relu("stem", convolution("stem", x, {.in = m_s.channels, .out = m_s.stemChannels, .kernel = 7, .stride = 2}));
        x = m_g.node("MaxPool", "stem.pool", {x},
                     {{"kernel_shape", std::vector<std::int64_t>{3, 3}},
                      {"pads", std::vector<std::int64_t>{1, 1, 1, 1}},
                      {"strides", std::vector<std::int64_t>{2, 2}}});
        std::int64_t channels = m_s.stemChannels;
        for (std::size_t stage = 0; stage < m_s.stageBlocks.size(); ++stage) {
            const std::int64_t inner = m_s.innerChannels.empty() ? m_s.stemChannels << stage : m_s.innerChannels[stage];
            const std::int64_t out = m_s.outerChannels.empty() ? outputOf(inner) : m_s.outerChannels[stage];
            for (std::int64_t i = 0; i < m_s.stageBlocks[stage]; ++i) {
                const std::string name = "layer" + std::to_string(stage + 1) + "." + std::to_string(i);
                x = block(name, x, {.in = channels, .inner = inner, .out = out, .stride = stage > 0 && i == 0 ? 2 : 1});
                channels = out;
            }
        }
        x = m_g.node("GlobalAveragePool", "pool", {x});
        x = m_g.node("Flatten", "flatten", {x}, {{"axis", std::int64_t{1}}});
        const double deviation = 1.0 / std::sqrt(static_cast<double>(channels));
        x = m_g.node("Gemm", "fc",
                     {x, m_g.normal("fc.weight", {m_s.classes, channels}, deviation), m_g.filled("fc.bias", {m_s.classes}, 0)},
                     {{"transB", std::int64_t{1}}});
        m_g.output(x, "logits", {-1, m_s.classes}, {"batch"});
        return m_g.take();
    }

private:
    struct BlockSizes {
        std::int64_t in = 0;
        std::int64_t inner = 0;
        std::int64_t out = 0;
        std::int64_t stride = 1;
    };

    std::string convolution(const std::string &name, const std::string &x, const ConvolutionSizes &sizes)
    {
        return addBatchNorm(m_g, name + ".bn", addConvolution(m_g, name + ".conv", x, sizes), sizes.out);
    }

    std::string relu(const std::string &name, const std::string &x) { return m_g.node("Relu", name + ".relu", {x}); }

    [[nodiscard]] std::int64_t outputOf(std::int64_t inner) const { return m_s.isBasic ? inner : inner * kExpansion; }

    std::string bottleneck(const std::string &name, const std::string &x, const BlockSizes &s)
    {
        std::string y = relu(name + ".a", convolution(name + ".a", x, {.in = s.in, .out = s.inner}));
        y = relu(
            name + ".b",
            convolution(name + ".b", y, {.in = s.inner, .out = s.inner, .kernel = 3, .stride = s.stride, .groups = m_s.groups}));
        return convolution(name + ".c", y, {.in = s.inner, .out = s.out});
    }

    std::string basic(const std::string &name, const std::string &x, const BlockSizes &s)
    {
        const std::string y = relu(name + ".a",
                                   convolution(name + ".a", x, {.in = s.in, .out = s.inner, .kernel = 3, .stride = s.stride}));
        return convolution(name + ".b", y, {.in = s.inner, .out = s.out, .kernel = 3});
    }

    std::string block(const std::string &name, const std::string &x, const BlockSizes &s)
    {
        const std::string y = m_s.isBasic ? basic(name, x, s) : bottleneck(name, x, s);
        const bool same = s.in == s.out && s.stride == 1;
        const std::string shortcut = same ? x
                                          : convolution(name + ".shortcut", x, {.in = s.in, .out = s.out, .stride = s.stride});
        return relu(name, m_g.node("Add", name + ".residual", {y, shortcut}));
    }

    BottleneckNetworkShape m_s;
    GraphBuilder m_g;
};

} // namespace

Graph buildBottleneckNetwork(const BottleneckNetworkShape &shape, const WeightSource &weights)
{
    return BottleneckWriter(shape, weights).write();
}

} // namespace vsq
