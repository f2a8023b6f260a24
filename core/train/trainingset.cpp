// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainingset.h"

#include "core/data/shuffle.h"
#include "core/train/imagevariation.h"

namespace vsq {

std::vector<Tensor> ImageSet::batch(std::span<const std::size_t> items, Random *random) const
{
    const std::int64_t height = m_images.images.dim(1);
    const std::int64_t width = m_images.images.dim(2);
    const auto size = static_cast<std::size_t>(height * width);
    const auto pixels = m_images.images.values<std::uint8_t>();
    Tensor x(DType::Float32, {static_cast<std::int64_t>(items.size()), 1, height, width});
    float *to = x.mutableValues<float>().data();
    for (const std::size_t item : items) {
        for (const std::uint8_t pixel : pixels.subspan(item * size, size)) {
            *to++ = static_cast<float>(pixel) / 255.0F;
        }
    }
    if (random != nullptr) {
        x = varied(x, {.shift = m_recipe.shift, .flip = m_recipe.flip, .outside = ImageVariation::Outside::Zero}, *random);
    }
    return {x};
}

std::vector<Tensor> ItemSet::batch(std::span<const std::size_t> items, Random *) const
{
    return pickedItems(m_data, {items.begin(), items.end()}).batch(0, static_cast<std::int64_t>(items.size()));
}

} // namespace vsq
