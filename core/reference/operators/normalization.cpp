// SPDX-License-Identifier: GPL-3.0-or-later
// Batch, layer, instance, group and local response normalization.
#include "core/reference/kernels/floatkernels.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/strided.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

void requireSize(const Call &call, std::size_t input, std::int64_t size)
{
    if (static_cast<std::int64_t>(call.floats(input).size()) != size) {
        throw call.error("input '" + call.node.inputs[input] + "'", std::to_string(size) + " values",
                         toString(call.in(input).shape()));
    }
}

/// Mean and variance (of the population) of each channel, over items and planes.
void channelMoments(const Tensor &x, std::vector<float> &mean, std::vector<float> &variance)
{
    const std::int64_t channels = x.dim(1);
    const std::int64_t plane = sizeBetween(x.shape(), 2, x.rank());
    const float *values = raw<float>(x);
    parallelRange(channels, grainFor(2 * x.dim(0) * plane), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t c = begin; c < end; ++c) {
            const auto forAll = [&](const auto &visit) {
                for (std::int64_t item = 0; item < x.dim(0); ++item) {
                    const float *at = values + (item * channels + c) * plane;
                    for (std::int64_t i = 0; i < plane; ++i) {
                        visit(static_cast<double>(at[i]));
                    }
                }
            };
            const auto count = static_cast<double>(x.dim(0) * plane);
            double sum = 0.0;
            forAll([&](double v) { sum += v; });
            const double average = sum / count;
            double squares = 0.0;
            forAll([&](double v) { squares += (v - average) * (v - average); });
            mean[static_cast<std::size_t>(c)] = static_cast<float>(average);
            variance[static_cast<std::size_t>(c)] = static_cast<float>(squares / count);
        }
    });
}

/// The running value after a batch: old * momentum + new * (1 - momentum).
Tensor moved(const Tensor &old, const std::vector<float> &now, float momentum)
{
    Tensor result = old;
    auto values = result.mutableValues<float>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = values[i] * momentum + now[i] * (1.0F - momentum);
    }
    return result;
}

Outputs batchNormalization(Call &call)
{
    call.requireFloats(0);
    Tensor x = call.take(0);
    if (x.rank() < 2) {
        throw call.error("input", "two dimensions or more", toString(x.shape()));
    }
    const std::int64_t channels = x.dim(1);
    for (std::size_t i = 1; i < 5; ++i) {
        requireSize(call, i, channels);
    }
    const float epsilon = call.node.real("epsilon", 1e-5F);
    const std::int64_t plane = sizeBetween(x.shape(), 2, x.rank());
    const float *scale = call.floats(1).data();
    const float *bias = call.floats(2).data();
    const float *mean = call.floats(3).data();
    const float *variance = call.floats(4).data();
    std::vector<float> ownMean;
    std::vector<float> ownVariance;
    Outputs running{Tensor(), call.in(3), call.in(4), call.in(3), call.in(4)}; // as they are, at inference
    if (call.node.integer("training_mode", 0) != 0) {
        ownMean.resize(static_cast<std::size_t>(channels));
        ownVariance.resize(static_cast<std::size_t>(channels));
        channelMoments(x, ownMean, ownVariance);
        mean = ownMean.data();
        variance = ownVariance.data();
        const float momentum = call.node.real("momentum", 0.9F);
        running = {Tensor(), moved(call.in(3), ownMean, momentum), moved(call.in(4), ownVariance, momentum)};
    }
    auto *values = x.mutableValues<float>().data();
    parallelRange(x.dim(0) * channels, grainFor(plane), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t at = begin; at < end; ++at) {
            const std::int64_t c = at % channels;
            const float factor = scale[c] / std::sqrt(variance[c] + epsilon);
            const float offset = bias[c] - mean[c] * factor;
            for (std::int64_t i = at * plane; i < (at + 1) * plane; ++i) {
                values[i] = values[i] * factor + offset;
            }
        }
    });
    running[0] = std::move(x);
    running.resize(std::min(running.size(), std::max<std::size_t>(1, call.node.outputs.size())));
    return running;
}

Outputs layerNormalization(Call &call)
{
    call.requireFloats(0);
    const Tensor x = call.take(0);
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", -1), x.rank()));
    const std::int64_t rows = sizeBetween(x.shape(), 0, axis);
    const std::int64_t width = sizeBetween(x.shape(), axis, x.rank());
    requireSize(call, 1, width);
    const float *scale = call.floats(1).data();
    const float *bias = nullptr;
    if (call.has(2)) {
        requireSize(call, 2, width);
        bias = call.floats(2).data();
    }
    const float epsilon = call.node.real("epsilon", 1e-5F);
    Shape momentShape(x.shape().begin(), x.shape().begin() + static_cast<std::ptrdiff_t>(axis));
    momentShape.resize(x.rank(), 1);
    Tensor means(DType::Float32, momentShape);
    Tensor deviations(DType::Float32, momentShape);
    auto *meanValues = means.mutableValues<float>().data();
    auto *deviationValues = deviations.mutableValues<float>().data();
    // Not in place: a residual connection usually needs the input once more, and a copy of it would be a pass over memory.
    Tensor y = Tensor::uninitialized(DType::Float32, x.shape());
    const float *values = raw<float>(x);
    auto *results = rawMutable<float>(y);
    parallelRange(rows, grainFor(4 * width), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const Moments moments = floatKernels().layerNorm({scale, bias, width, epsilon}, values + row * width,
                                                             results + row * width);
            meanValues[row] = moments.mean;
            deviationValues[row] = moments.deviation;
        }
    });
    return {std::move(y), std::move(means), std::move(deviations)};
}

/// Groups of channels of each image; scale and bias a channel, or a group (GroupNormalization of opset 18).
Outputs normalizeGroups(Call &call, std::int64_t groups)
{
    call.requireFloats(0);
    Tensor x = call.take(0);
    if (x.rank() < 2 || groups < 1 || x.dim(1) % groups != 0) {
        throw call.error("input", "channels in " + std::to_string(groups) + " groups", toString(x.shape()));
    }
    const std::int64_t channels = x.dim(1);
    const std::int64_t plane = sizeBetween(x.shape(), 2, x.rank());
    const std::int64_t together = channels / groups;
    const std::int64_t factors = call.in(1).size() == groups ? groups : channels;
    requireSize(call, 1, factors);
    requireSize(call, 2, factors);
    const float *scale = call.floats(1).data();
    const float *bias = call.floats(2).data();
    const float epsilon = call.node.real("epsilon", 1e-5F);
    auto *values = x.mutableValues<float>().data();
    parallelRange(x.dim(0) * groups, grainFor(4 * together * plane), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t group = begin; group < end; ++group) {
            float *at = values + group * together * plane;
            const Moments moments = floatKernels().moments(at, together * plane, epsilon);
            for (std::int64_t c = 0; c < together; ++c) {
                const std::int64_t channel = (group * together + c) % channels;
                const std::int64_t which = factors == channels ? channel : channel / together;
                for (std::int64_t i = c * plane; i < (c + 1) * plane; ++i) {
                    at[i] = (at[i] - moments.mean) * moments.deviation * scale[which] + bias[which];
                }
            }
        }
    });
    return {std::move(x)};
}

Outputs instanceNormalization(Call &call)
{
    return normalizeGroups(call, call.in(0).rank() < 2 ? 1 : call.in(0).dim(1));
}

Outputs groupNormalization(Call &call)
{
    return normalizeGroups(call, call.node.integer("num_groups", 1));
}

/// AlexNet's: x / (bias + alpha / size * sum of squares of the neighbouring channels)^beta.
Outputs localResponseNormalization(Call &call)
{
    const auto from = call.floats(0);
    const Tensor &x = call.in(0);
    const std::int64_t size = call.node.integer("size", 0);
    if (x.rank() < 2 || size < 1) {
        throw call.error("input and attribute 'size'", "channels, and 1 or more",
                         toString(x.shape()) + " and " + std::to_string(size));
    }
    const float alpha = call.node.real("alpha", 1e-4F) / static_cast<float>(size);
    const float beta = call.node.real("beta", 0.75F);
    const float bias = call.node.real("bias", 1.0F);
    const std::int64_t channels = x.dim(1);
    const std::int64_t plane = sizeBetween(x.shape(), 2, x.rank());
    Tensor result = Tensor::uninitialized(DType::Float32, x.shape());
    float *to = result.mutableValues<float>().data();
    parallelRange(x.dim(0) * channels, grainFor((size + 8) * plane), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t at = begin; at < end; ++at) {
            const std::int64_t channel = at % channels;
            const std::int64_t first = std::max<std::int64_t>(0, channel - (size - 1) / 2) - channel;
            const std::int64_t last = std::min<std::int64_t>(channels - 1, channel + size / 2) - channel;
            for (std::int64_t i = at * plane; i < (at + 1) * plane; ++i) {
                float sum = 0.0F;
                for (std::int64_t c = first; c <= last; ++c) {
                    const float neighbour = from[static_cast<std::size_t>(i + c * plane)];
                    sum += neighbour * neighbour;
                }
                to[i] = from[static_cast<std::size_t>(i)] / std::pow(bias + alpha * sum, beta);
            }
        }
    });
    return {result};
}

/// x / (|x|_p along the axis); zeros stay zeros.
Outputs lpNormalization(Call &call)
{
    call.requireFloats(0);
    Tensor x = call.take(0);
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", -1), x.rank()));
    const bool absolute = call.node.integer("p", 2) == 1;
    const std::int64_t width = x.dim(axis);
    const std::int64_t inner = sizeBetween(x.shape(), axis + 1, x.rank());
    auto *values = x.mutableValues<float>().data();
    for (std::int64_t row = 0; width > 0 && row < x.size() / width; ++row) {
        float *first = values + row / inner * inner * width + row % inner;
        double sum = 0.0;
        for (std::int64_t i = 0; i < width; ++i) {
            const auto v = static_cast<double>(first[i * inner]);
            sum += absolute ? std::fabs(v) : v * v;
        }
        const double norm = absolute ? sum : std::sqrt(sum);
        for (std::int64_t i = 0; norm != 0.0 && i < width; ++i) {
            first[i * inner] = static_cast<float>(static_cast<double>(first[i * inner]) / norm);
        }
    }
    return {std::move(x)};
}

/// (x - mean) / (deviation + 1e-9) over the axes, as the operator's function body has it.
Outputs meanVarianceNormalization(Call &call)
{
    const auto from = call.floats(0);
    const Tensor &x = call.in(0);
    std::vector<bool> reduced(x.rank(), false);
    for (const std::int64_t axis : call.node.integers("axes", {0, 2, 3})) {
        reduced[static_cast<std::size_t>(call.axis(axis, x.rank()))] = true;
    }
    Shape kept = x.shape();
    for (std::size_t i = 0; i < kept.size(); ++i) {
        kept[i] = reduced[i] ? 1 : kept[i];
    }
    std::vector<std::int64_t> strides = stridesOf(kept);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        strides[i] = reduced[i] ? 0 : strides[i];
    }
    const auto groups = static_cast<std::size_t>(elementCount(kept));
    std::vector<double> sums(groups, 0.0);
    std::vector<double> squares(groups, 0.0);
    std::vector<std::size_t> group(from.size());
    Shape index(x.rank(), 0);
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::int64_t at = 0;
        for (std::size_t axis = 0; axis < index.size(); ++axis) {
            at += index[axis] * strides[axis];
        }
        group[i] = static_cast<std::size_t>(at);
        sums[group[i]] += static_cast<double>(from[i]);
        advance(index, x.shape());
    }
    const double count = groups == 0 ? 1.0 : static_cast<double>(from.size()) / static_cast<double>(groups);
    for (std::size_t i = 0; i < from.size(); ++i) {
        const double distance = static_cast<double>(from[i]) - sums[group[i]] / count;
        squares[group[i]] += distance * distance;
    }
    constexpr double kEpsilon = 1e-9;
    Tensor result = Tensor::uninitialized(DType::Float32, x.shape());
    auto to = result.mutableValues<float>();
    for (std::size_t i = 0; i < from.size(); ++i) {
        to[i] = static_cast<float>((static_cast<double>(from[i]) - sums[group[i]] / count)
                                   / (std::sqrt(squares[group[i]] / count) + kEpsilon));
    }
    return {result};
}

} // namespace

void registerNormalization(OperatorRegistry &registry)
{
    registry.add("BatchNormalization", batchNormalization);
    registry.add("LayerNormalization", layerNormalization);
    registry.add("InstanceNormalization", instanceNormalization);
    registry.add("LRN", localResponseNormalization);
    registry.add("GroupNormalization", groupNormalization);
    registry.add("LpNormalization", lpNormalization);
    registry.add("MeanVarianceNormalization", meanVarianceNormalization);
}

} // namespace vsq
