// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/residualnetwork.h"

#include "core/network/architectures/convolutionblocks.h"

#include <cmath>

namespace vsq {

namespace {

class ResidualWriter {
public:
    ResidualWriter(const ResidualNetworkShape &shape, const WeightSource &weights) : m_s(shape), m_g("residual-network", weights)
    {
    }

    Graph write()
    {
        std::string x = m_g.input("image", DType::Float32, {-1, m_s.channels, m_s.imageSize, m_s.imageSize}, {"batch"});
        std::int64_t channels = m_s.stageChannels.front();
        x = relu("stem", convolution("stem", x, m_s.channels, channels, 3, 1));
        x = m_g.node("MaxPool", "stem.pool", {x},
                     {{"kernel_shape", std::vector<std::int64_t>{2, 2}}, {"strides", std::vector<std::int64_t>{2, 2}}});
        for (std::size_t stage = 0; stage < m_s.stageChannels.size(); ++stage) {
            const std::int64_t out = m_s.stageChannels[stage];
            for (std::int64_t i = 0; i < m_s.blocksPerStage; ++i) {
                const std::string name = "stage" + std::to_string(stage + 1) + "." + std::to_string(i);
                x = block(name, x, channels, out, stage > 0 && i == 0 ? 2 : 1);
                channels = out;
            }
        }
        x = m_g.node("GlobalAveragePool", "pool", {x});
        x = m_g.node("Flatten", "flatten", {x}, {{"axis", std::int64_t{1}}});
        x = m_g.node("Gemm", "head",
                     {x, m_g.normal("head.weight", {m_s.classes, channels}, 1.0 / std::sqrt(static_cast<double>(channels))),
                      m_g.filled("head.bias", {m_s.classes}, 0)},
                     {{"transB", std::int64_t{1}}});
        m_g.output(x, "logits", {-1, m_s.classes}, {"batch"});
        return m_g.take();
    }

private:
    std::string convolution(const std::string &name, const std::string &x, std::int64_t in, std::int64_t out, std::int64_t kernel,
                            std::int64_t stride)
    {
        const std::string y = addConvolution(m_g, name + ".conv", x, {.in = in, .out = out, .kernel = kernel, .stride = stride});
        return addBatchNorm(m_g, name + ".bn", y, out);
    }

    std::string relu(const std::string &name, const std::string &x) { return m_g.node("Relu", name + ".relu", {x}); }

    std::string block(const std::string &name, const std::string &x, std::int64_t in, std::int64_t out, std::int64_t stride)
    {
        std::string y = relu(name + ".a", convolution(name + ".a", x, in, out, 3, stride));
        y = convolution(name + ".b", y, out, out, 3, 1);
        const bool same = in == out && stride == 1;
        const std::string shortcut = same ? x : convolution(name + ".shortcut", x, in, out, 1, stride);
        return relu(name, m_g.node("Add", name + ".residual", {y, shortcut}));
    }

    ResidualNetworkShape m_s;
    GraphBuilder m_g;
};

} // namespace

Graph buildResidualNetwork(const ResidualNetworkShape &shape, const WeightSource &weights)
{
    return ResidualWriter(shape, weights).write();
}

} // namespace vsq
