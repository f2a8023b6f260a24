// SPDX-License-Identifier: GPL-3.0-or-later
// ConvInteger and QLinearConv: 32-bit sums of the network's own integers.
#include "core/base/checked.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/im2col.h"
#include "core/reference/operators/integerproduct.h"

#include <algorithm>

namespace vsq {

namespace {

/// Which of the node's inputs are what.
struct ConvolutionInputs {
    std::size_t w = 1;
    std::size_t zeroX = 2;
    std::size_t zeroW = 3;
    std::size_t bias = 0; ///< 0: none
};

struct ConvolutionSums {
    std::vector<std::int32_t> sums; ///< of the shape
    Shape shape;
    std::int64_t pixels = 0;
};

ConvolutionSums convolve(Call &call, const ConvolutionInputs &at)
{
    const Tensor x = centred(call, 0, at.zeroX, 0);
    const Shape &kernel = call.in(at.w).shape();
    if (kernel.size() != x.rank() || x.rank() < 3) {
        throw call.error("weights", std::to_string(std::max<std::size_t>(3, x.rank())) + " dimensions", toString(kernel));
    }
    const Window window = windowOf(call.node, x.shape(), Shape(kernel.begin() + 2, kernel.end()));
    const std::int64_t groups = call.node.integer("group", 1);
    const std::int64_t channels = kernel[1];
    if (x.dim(1) != channels * groups || kernel[0] % groups != 0) {
        throw call.error("channels", std::to_string(channels) + " x " + std::to_string(groups) + " groups", toString(x.shape()));
    }
    const std::int64_t filters = kernel[0] / groups;
    const std::int64_t taps = window.kernelSize();
    const std::int64_t k = channels * taps;
    const bool isWeights = call.isConstant(at.w) && (!call.has(at.zeroW) || call.isConstant(at.zeroW));
    const auto ordered = [&] { // channels innermost, as products want them
        const Tensor w = centred(call, at.w, at.zeroW, 0);
        Tensor result = Tensor::uninitialized(DType::Float32, w.shape());
        for (std::int64_t filter = 0; filter < w.dim(0); ++filter) {
            transpose(raw<float>(w) + filter * k, channels, taps, rawMutable<float>(result) + filter * k);
        }
        return result;
    };
    const Tensor w = isWeights ? call.cache.get(ordered) : ordered();

    ConvolutionSums result;
    result.shape = window.outputShape(x.dim(0), kernel[0]);
    result.pixels = window.outputSize();
    result.sums.resize(static_cast<std::size_t>(elementCount(result.shape)));
    const std::int64_t plane = window.inputSize();
    std::vector<float> innermost(static_cast<std::size_t>(x.dim(1) * plane));
    std::vector<float> rows(static_cast<std::size_t>(checkedMultiply(result.pixels, k)));
    std::vector<std::int32_t> c(static_cast<std::size_t>(checkedMultiply(result.pixels, filters)));
    ProductRequest request;
    request.node = &call.node;
    request.count = groups;
    request.m = filters;
    request.n = result.pixels;
    request.k = k;
    request.aIsConstant = isWeights;
    request.segments = call.backend.packsTaps(channels) ? 1 : taps;
    request.segmentLength = request.segments == 0 ? 0 : k / request.segments;
    request.itemRows = result.pixels;
    request.areCodes = centredFits(call, 0, at.zeroX) && centredFits(call, at.w, at.zeroW);
    for (std::int64_t item = 0; item < x.dim(0); ++item) {
        transpose(raw<float>(x) + item * x.dim(1) * plane, x.dim(1), plane, innermost.data());
        for (std::int64_t group = 0; group < groups; ++group) {
            im2col(window, innermost.data() + group * channels, x.dim(1), channels, rows.data());
            request.index = group;
            request.a = raw<float>(w) + group * filters * k;
            request.b = rows.data();
            sumIntegers(call, request, c.data());
            for (std::int64_t f = 0; f < filters; ++f) {
                const std::int64_t filter = group * filters + f;
                const auto bias = at.bias != 0 && call.has(at.bias) ? static_cast<std::uint32_t>(
                                      call.in(at.bias).values<std::int32_t>()[static_cast<std::size_t>(filter)])
                                                                    : 0U;
                std::int32_t *to = result.sums.data() + (item * kernel[0] + filter) * result.pixels;
                for (std::int64_t p = 0; p < result.pixels; ++p) {
                    to[p] = static_cast<std::int32_t>(static_cast<std::uint32_t>(c[static_cast<std::size_t>(p * filters + f)])
                                                      + bias);
                }
            }
        }
    }
    return result;
}

Outputs convInteger(Call &call)
{
    const ConvolutionSums made = convolve(call, {});
    return {Tensor::of<std::int32_t>(made.shape, made.sums)};
}

/// x, its scale and zero point, w, its, the result's, bias.
Outputs qlinearConv(Call &call)
{
    constexpr std::size_t kBias = 8;
    if (call.has(kBias) && call.in(kBias).size() != call.in(3).dim(0)) {
        throw call.error("bias", std::to_string(call.in(3).dim(0)) + " values", toString(call.in(kBias).shape()));
    }
    const ConvolutionSums made = convolve(call, {.w = 3, .zeroX = 2, .zeroW = 5, .bias = kBias});
    const std::vector<float> factors = factorsOf(call, 1, 4, 6);
    if (factors.size() != 1 && static_cast<std::int64_t>(factors.size()) != call.in(3).dim(0)) {
        throw call.error("scale of the weights", "one value or " + std::to_string(call.in(3).dim(0)),
                         std::to_string(factors.size()));
    }
    return {requantized(call, made.sums, made.shape, factors, made.pixels, 7)};
}

} // namespace

void registerIntegerConvolution(OperatorRegistry &registry)
{
    registry.add("ConvInteger", convInteger);
    registry.add("QLinearConv", qlinearConv);
}

} // namespace vsq
