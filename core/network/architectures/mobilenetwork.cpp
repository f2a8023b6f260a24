// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/mobilenetwork.h"

#include "core/network/architectures/convolutionblocks.h"

namespace vsq {

namespace {

constexpr double kClassifierInit = 0.01; // standard deviation (torchvision)

class MobileNetWriter {
public:
    MobileNetWriter(const MobileNetworkShape &shape, const WeightSource &weights) : m_s(shape), m_g("mobilenet", weights) {}

    Graph write()
    {
        m_low = m_g.constant("relu6.min", Tensor::scalar(0.0F));
        m_high = m_g.constant("relu6.max", Tensor::scalar(6.0F));
        std::string x = m_g.input("image", DType::Float32, {-1, m_s.channels, m_s.imageSize, m_s.imageSize}, {"batch"});
        x = active("features.0", x, {.in = m_s.channels, .out = m_s.stemChannels, .kernel = 3, .stride = 2});
        std::int64_t channels = m_s.stemChannels;
        std::int64_t number = 1;
        for (const InvertedResiduals &group : m_s.groups) {
            for (std::int64_t i = 0; i < group.blocks; ++i) {
                x = block("features." + std::to_string(number++), x, channels, group, i == 0 ? group.stride : 1);
                channels = group.channels;
            }
        }
        x = active("features." + std::to_string(number), x, {.in = channels, .out = m_s.lastChannels});
        x = m_g.node("GlobalAveragePool", "pool", {x});
        x = m_g.node("Flatten", "flatten", {x}, {{"axis", std::int64_t{1}}});
        x = m_g.node("Gemm", "classifier.1",
                     {x, m_g.normal("classifier.1.weight", {m_s.classes, m_s.lastChannels}, kClassifierInit),
                      m_g.filled("classifier.1.bias", {m_s.classes}, 0)},
                     {{"transB", std::int64_t{1}}});
        m_g.output(x, "logits", {-1, m_s.classes}, {"batch"});
        return m_g.take();
    }

private:
    /// Convolution, batch norm and ReLU6, numbered 0, 1 and 2 below name.
    std::string active(const std::string &name, const std::string &x, const ConvolutionSizes &sizes)
    {
        const std::string y = addBatchNorm(m_g, name + ".1", addConvolution(m_g, name + ".0", x, sizes), sizes.out);
        return m_g.node("Clip", name + ".2", {y, m_low, m_high});
    }

    std::string block(const std::string &name, const std::string &x, std::int64_t in, const InvertedResiduals &group,
                      std::int64_t stride)
    {
        const std::int64_t inner = in * group.expansion;
        int part = 0;
        const auto next = [&] { return name + ".conv." + std::to_string(part++); };
        std::string y = x;
        if (group.expansion != 1) {
            y = active(next(), y, {.in = in, .out = inner});
        }
        y = active(next(), y, {.in = inner, .out = inner, .kernel = 3, .stride = stride, .groups = inner});
        y = addConvolution(m_g, next(), y, {.in = inner, .out = group.channels});
        y = addBatchNorm(m_g, next(), y, group.channels);
        const bool same = stride == 1 && in == group.channels;
        return same ? m_g.node("Add", name + ".residual", {y, x}) : y;
    }

    MobileNetworkShape m_s;
    GraphBuilder m_g;
    std::string m_low;
    std::string m_high;
};

} // namespace

Graph buildMobileNetwork(const MobileNetworkShape &shape, const WeightSource &weights)
{
    return MobileNetWriter(shape, weights).write();
}

} // namespace vsq
