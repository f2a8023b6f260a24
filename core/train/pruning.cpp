// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/pruning.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vsq {

std::vector<std::uint8_t> magnitudeMask(const Tensor &weights, double density)
{
    const auto values = weights.values<float>();
    const auto kept = static_cast<std::ptrdiff_t>(std::llround(density * static_cast<double>(values.size())));
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::nth_element(order.begin(), order.begin() + std::min(kept, static_cast<std::ptrdiff_t>(order.size())), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) {
                         const float x = std::fabs(values[a]);
                         const float y = std::fabs(values[b]);
                         return x > y || (x == y && a < b);
                     });
    std::vector<std::uint8_t> mask(values.size(), 0);
    for (std::ptrdiff_t i = 0; i < kept; ++i) {
        mask[order[static_cast<std::size_t>(i)]] = 1;
    }
    return mask;
}

void applyMask(Tensor &weights, const std::vector<std::uint8_t> &mask)
{
    const auto values = weights.mutableValues<float>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = mask[i] == 0 ? 0.0F : values[i];
    }
}

void keepZeros(const Tensor &before, Tensor &weights)
{
    const auto old = before.values<float>();
    const auto values = weights.mutableValues<float>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = old[i] == 0.0F ? 0.0F : values[i];
    }
}

} // namespace vsq
