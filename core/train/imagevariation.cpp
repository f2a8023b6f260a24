// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/imagevariation.h"

#include <algorithm>

namespace vsq {

Tensor varied(const Tensor &images, const ImageVariation &variation, Random &random)
{
    const std::int64_t height = images.dim(2);
    const std::int64_t width = images.dim(3);
    Tensor result(DType::Float32, images.shape());
    const float *from = images.values<float>().data();
    float *to = result.mutableValues<float>().data();
    for (std::int64_t image = 0; image < images.dim(0); ++image) {
        const bool flip = variation.flip && random.below(2) == 1;
        const std::int64_t dy = random.between(-variation.shift, variation.shift);
        const std::int64_t dx = random.between(-variation.shift, variation.shift);
        for (std::int64_t channel = 0; channel < images.dim(1); ++channel, from += height * width) {
            for (std::int64_t y = 0; y < height; ++y) {
                for (std::int64_t x = 0; x < width; ++x) {
                    std::int64_t sy = y + dy;
                    std::int64_t sx = (flip ? width - 1 - x : x) + dx;
                    const bool inside = sy >= 0 && sy < height && sx >= 0 && sx < width;
                    sy = std::clamp<std::int64_t>(sy, 0, height - 1);
                    sx = std::clamp<std::int64_t>(sx, 0, width - 1);
                    *to++ = inside || variation.outside == ImageVariation::Outside::Edge ? from[sy * width + sx] : 0.0F;
                }
            }
        }
    }
    return result;
}

} // namespace vsq
