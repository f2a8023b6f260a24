// SPDX-License-Identifier: GPL-3.0-or-later
// A convolution's images quantized and dequantized as they lie: each pixel's channels are blocks, as the taps of im2col's rows
// are. Where taps share blocks (few channels), the patches that the filters see are quantized, and become images of one tap.
#pragma once

#include "core/quantize/blockkernels.h"
#include "core/reference/product.h"

#include <memory>

namespace vsq {

class QuantizedPlanes {
public:
    /// Of a request with images, in a format that has a kernel; tensor scales an image, from the pixels that filters see. Throws
    /// Error naming the place of a value that is not finite.
    QuantizedPlanes(const ProductRequest &request, const OperandFormat &format);

    /// What the request's images become; as long as this lives.
    [[nodiscard]] const ProductImages &images() const { return m_images; }
    /// What its segments become.
    [[nodiscard]] std::int64_t segments() const { return m_segments; }

private:
    void quantize(const float *from, std::int64_t channels, std::int64_t pixels, float largest, float *to) const;
    void quantizeByDefinition(const float *from, std::int64_t channels, std::int64_t pixels, float *to) const;
    [[nodiscard]] float largestSeen(const ProductRequest &request, std::int64_t image) const;

    OperandFormat m_format;
    kernels::BlockKernel m_kernel;
    ProductImages m_images;
    std::int64_t m_segments = 1;
    std::unique_ptr<float[]> m_memory;
};

} // namespace vsq
