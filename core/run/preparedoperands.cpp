// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/preparedoperands.h"

#include "core/base/error.h"
#include "core/quantize/hadamard.h"
#include "core/quantize/smoothing.h"
#include "core/run/transposedoperand.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <numeric>

namespace vsq {

namespace {

/// Taps of a convolution whose segment holds all of them (few channels); else 1.
std::int64_t packedTaps(const ProductRequest &request)
{
    if (request.segments != 1 || request.node == nullptr || (request.node->op != "Conv" && request.node->op != "ConvTranspose")) {
        return 1;
    }
    if (request.images != nullptr) {
        return request.images->kernelHeight * request.images->kernelWidth;
    }
    const std::vector<std::int64_t> kernel = request.node->integers("kernel_shape");
    return std::accumulate(kernel.begin(), kernel.end(), std::int64_t{1}, std::multiplies<>());
}

} // namespace

std::int64_t rotatedLength(const ProductRequest &request)
{
    const std::int64_t taps = packedTaps(request);
    return taps > 1 ? 0 : request.k / request.segments;
}

int rotationOf(const Preparation &preparation, const ProductRequest &request)
{
    return preparation.hadamard == 0 ? 0 : rotationBlock(preparation.hadamard, rotatedLength(request));
}

LayerPreparation preparationOf(const Preparation &preparation, const ProductRequest &request, const ColumnMaxima *maxima)
{
    LayerPreparation made;
    made.block = rotationOf(preparation, request);
    const std::int64_t length = request.k / request.segments;
    if (made.block != 0 && preparation.signs) {
        made.signs = drawSigns(*preparation.signs, length);
    }
    // A convolution with few channels shares its columns with the taps: smoothing would need factors that its images cannot have.
    if (preparation.smooth && request.aIsConstant && packedTaps(request) == 1) {
        const auto found = maxima == nullptr ? ColumnMaxima::const_iterator() : maxima->find({request.node->name, request.index});
        if (maxima == nullptr || found == maxima->end() || static_cast<std::int64_t>(found->second.size()) != length) {
            throw Error({{}, "layer '" + request.node->name + "'"}, "smoothing",
                        "maxima of its activations from calibration data", "none");
        }
        const TransposedOperand transposed(request);
        made.factors = smoothingFactors(
            found->second, columnMaxima(transposed.request().a, request.m, request.k, request.segments), *preparation.smooth);
    }
    return made;
}

std::vector<float> preparedWeights(const LayerPreparation &preparation, const ProductRequest &request)
{
    const TransposedOperand transposed(request);
    const float *a = transposed.request().a;
    std::vector<float> values(a, a + request.m * request.k);
    if (!preparation.factors.empty()) {
        smoothRows(values.data(), request.m, request.k, request.segments, preparation.factors, false, values.data());
    }
    if (preparation.block != 0) {
        rotateRows(values.data(), request.m, request.k, request.segments, preparation.block, preparation.signs, values.data());
    }
    return values;
}

std::vector<float> preparedActivations(const LayerPreparation &preparation, const ProductRequest &request)
{
    std::vector<float> values(static_cast<std::size_t>(request.n * request.k));
    const float *from = request.b;
    if (!preparation.factors.empty()) {
        smoothRows(from, request.n, request.k, request.segments, preparation.factors, true, values.data());
        from = values.data();
    }
    if (preparation.block != 0) {
        rotateRows(from, request.n, request.k, request.segments, preparation.block, preparation.signs, values.data());
        from = values.data();
    }
    if (from == request.b) {
        std::copy_n(from, values.size(), values.begin());
    }
    return values;
}

std::vector<float> preparedImages(const LayerPreparation &preparation, const ProductImages &images)
{
    const std::int64_t pixels = images.height * images.width;
    std::vector<float> values(static_cast<std::size_t>(images.images * images.channels * pixels));
    for (std::int64_t i = 0; i < images.images; ++i) {
        const float *from = images.data + i * images.imageStride;
        float *to = values.data() + i * images.channels * pixels;
        for (std::int64_t c = 0; c < images.channels; ++c) {
            const float factor = preparation.factors.empty() ? 1.0F : preparation.factors[static_cast<std::size_t>(c)];
            std::transform(from + c * pixels, from + (c + 1) * pixels, to + c * pixels, [factor](float v) { return v / factor; });
        }
        if (preparation.block != 0) {
            rotatePlanes(to, images.channels, pixels, preparation.block, preparation.signs, to);
        }
    }
    return values;
}

void requireUnprepared(const NumberFormat &format, const char *work)
{
    if (!format.preparation.isNone()) {
        throw Error({}, work, "a format that takes operands as the network has them", describe(format));
    }
}

std::string describePreparation(const Preparation &preparation, const ProductRequest &request)
{
    std::string text;
    if (preparation.smooth && request.aIsConstant && packedTaps(request) == 1) {
        text = fmt::format("smooth:{}", *preparation.smooth);
    }
    if (preparation.hadamard != 0) {
        const int block = rotationOf(preparation, request);
        const std::int64_t length = rotatedLength(request);
        text += text.empty() ? "" : ", ";
        if (block == preparation.hadamard) {
            text += fmt::format("hadamard:{}", block);
        } else if (block != 0) {
            text += fmt::format("hadamard:{} ({} does not divide {})", block, preparation.hadamard, length);
        } else {
            text += length == 0 ? "no rotation (fewer than 16 channels)"
                                : fmt::format("no rotation (no power of two from 16 divides {})", length);
        }
    }
    return text;
}

} // namespace vsq
