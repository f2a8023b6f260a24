// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainingset.h"

#include "core/data/shuffle.h"

namespace vsq {

namespace {

/// Random flip and shift, zero outside: writes one image of the batch.
void augment(std::span<const std::uint8_t> image, std::int64_t height, std::int64_t width, const Recipe &recipe, Random &random,
             float *out)
{
    const bool flip = recipe.flip && random.below(2) == 1;
    const std::int64_t dy = random.between(-recipe.shift, recipe.shift);
    const std::int64_t dx = random.between(-recipe.shift, recipe.shift);
    for (std::int64_t y = 0; y < height; ++y) {
        for (std::int64_t x = 0; x < width; ++x) {
            const std::int64_t sy = y + dy;
            const std::int64_t sx = (flip ? width - 1 - x : x) + dx;
            const bool inside = sy >= 0 && sy < height && sx >= 0 && sx < width;
            *out++ = inside ? static_cast<float>(image[static_cast<std::size_t>(sy * width + sx)]) / 255.0F : 0.0F;
        }
    }
}

} // namespace

std::vector<Tensor> ImageSet::batch(std::span<const std::size_t> items, Random *random) const
{
    const std::int64_t height = m_images.images.dim(1);
    const std::int64_t width = m_images.images.dim(2);
    const auto size = static_cast<std::size_t>(height * width);
    const auto pixels = m_images.images.values<std::uint8_t>();
    Tensor x(DType::Float32, {static_cast<std::int64_t>(items.size()), 1, height, width});
    float *to = x.mutableValues<float>().data();
    for (const std::size_t item : items) {
        const auto image = pixels.subspan(item * size, size);
        if (random != nullptr) {
            augment(image, height, width, m_recipe, *random, to);
        } else {
            for (std::size_t i = 0; i < size; ++i) {
                to[i] = static_cast<float>(image[i]) / 255.0F;
            }
        }
        to += size;
    }
    return {x};
}

std::vector<Tensor> ItemSet::batch(std::span<const std::size_t> items, Random *) const
{
    return pickedItems(m_data, {items.begin(), items.end()}).batch(0, static_cast<std::int64_t>(items.size()));
}

} // namespace vsq
