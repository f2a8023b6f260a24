// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/quantizedplanes.h"

#include "core/base/error.h"
#include "core/base/transpose.h"
#include "core/quantize/quantizedvalues.h"
#include "core/quantize/quantizer.h"
#include "core/quantize/vectorkernels.h"
#include "core/reference/imagepatches.h"
#include "core/reference/parallel.h"
#include "core/run/imagerows.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <fmt/format.h>

namespace vsq {

namespace {

/// The first value that is not finite, if any, by image, channel and pixel.
void requireFinite(const ProductImages &images)
{
    const std::int64_t pixels = images.height * images.width;
    for (std::int64_t i = 0; i < images.images; ++i) {
        const float *image = images.data + i * images.imageStride;
        const float *end = image + images.channels * pixels;
        const float *bad = std::find_if(image, end, [](float v) { return !std::isfinite(v); });
        if (bad != end) {
            const std::int64_t at = bad - image;
            throw Error({{},
                         fmt::format("image {}, channel {}, row {}, column {}", i, at / pixels, at % pixels / images.width,
                                     at % images.width)},
                        "matrix to quantize", "finite values", std::isnan(*bad) ? "NaN" : "infinity");
        }
    }
}

} // namespace

QuantizedPlanes::QuantizedPlanes(const ProductRequest &request, const OperandFormat &format)
    : m_format(format), m_kernel(kernels::blockKernelOf(format)), m_images(*request.images), m_segments(request.segments)
{
    const ProductImages &from = *request.images;
    const bool byPixel = isPlain(from) || request.segments > 1;
    const std::int64_t channels = byPixel ? from.channels : request.k;
    const std::int64_t pixels = byPixel ? from.height * from.width : request.itemRows;
    m_memory = std::make_unique_for_overwrite<float[]>(static_cast<std::size_t>(from.images * channels * pixels));
    const bool hasTensorScale = kernels::needsTensorLargest(m_kernel, format);
    std::atomic<bool> finite = true;
    parallelRange(from.images, grainFor(channels * pixels), [&](std::int64_t begin, std::int64_t end) {
        std::unique_ptr<float[]> patches;
        for (std::int64_t i = begin; i < end && finite; ++i) {
            const float *source = from.data + i * from.imageStride;
            if (!byPixel) {
                patches = std::make_unique_for_overwrite<float[]>(static_cast<std::size_t>(channels * pixels));
                imagePatches(from, source, 0, channels, 0, pixels, patches.get());
                source = patches.get();
            }
            float largest = 0.0F;
            if (hasTensorScale) {
                largest = byPixel ? largestSeen(request, i)
                                  : std::bit_cast<float>(kernels::largestMagnitude(source, channels * pixels));
                if (!std::isfinite(largest)) {
                    finite = false;
                    return;
                }
            }
            quantize(source, channels, pixels, largest, m_memory.get() + i * channels * pixels);
        }
    });
    if (!finite) {
        requireFinite(from);
    }
    m_images.data = m_memory.get();
    m_images.imageStride = channels * pixels;
    if (!byPixel) {
        m_images = {.data = m_memory.get(),
                    .imageStride = channels * pixels,
                    .images = from.images,
                    .channels = channels,
                    .height = from.outputHeight,
                    .width = from.outputWidth,
                    .outputHeight = from.outputHeight,
                    .outputWidth = from.outputWidth,
                    .resultStride = from.resultStride,
                    .bias = from.bias};
        m_segments = 1;
    }
}

void QuantizedPlanes::quantize(const float *from, std::int64_t channels, std::int64_t pixels, float largest, float *to) const
{
    if (!planesByKernel(from, channels, pixels, m_format, largest, to)) {
        requireFinite(
            {.data = from, .imageStride = channels * pixels, .images = 1, .channels = channels, .height = 1, .width = pixels});
        quantizeByDefinition(from, channels, pixels, to);
    }
}

void QuantizedPlanes::quantizeByDefinition(const float *from, std::int64_t channels, std::int64_t pixels, float *to) const
{
    std::vector<float> rows(static_cast<std::size_t>(channels * pixels));
    transposeBlock(from, pixels, channels, pixels, rows.data(), channels);
    const std::vector<float> values = dequantize(quantizeActivations(rows.data(), pixels, channels, m_format));
    transposeBlock(values.data(), channels, pixels, channels, to, pixels);
}

float QuantizedPlanes::largestSeen(const ProductRequest &request, std::int64_t image) const
{
    const ProductImages &from = *request.images;
    const std::int64_t pixels = from.height * from.width;
    if (from.strideY == 1 && from.strideX == 1) { // every pixel is under some tap
        return std::bit_cast<float>(kernels::largestMagnitude(from.data + image * from.imageStride, from.channels * pixels));
    }
    constexpr std::int64_t kTogether = 64;
    const ImageRows rows(request);
    std::vector<float> scratch(static_cast<std::size_t>(kTogether * rows.rows().stride()));
    std::uint32_t most = 0;
    for (std::int64_t p = 0; p < pixels; p += kTogether) {
        const std::int64_t count = std::min(kTogether, pixels - p);
        most = std::max(most, kernels::largestMagnitude(rows.rows().read(image * pixels + p, count, scratch.data()),
                                                        count * rows.rows().stride()));
    }
    return std::bit_cast<float>(most);
}

} // namespace vsq
