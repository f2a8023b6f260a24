// SPDX-License-Identifier: GPL-3.0-or-later
// NF4 (QLoRA, arXiv 2305.14314): blocks of 64 with their binary32 maximum as scale, the nearest of 16 levels, of two the lower.
#include "core/quantize/formats/formats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

constexpr std::array<float, 256> kLevels{-1.0F,
                                         -.6961928009986877F,
                                         -.5250730514526367F,
                                         -.39491748809814453F,
                                         -.28444138169288635F,
                                         -.18477343022823334F,
                                         -.09105003625154495F,
                                         0.0F,
                                         .07958029955625534F,
                                         .16093020141124725F,
                                         .24611230194568634F,
                                         .33791524171829224F,
                                         .44070982933044434F,
                                         .5626170039176941F,
                                         .7229568362236023F,
                                         1.0F};
constexpr std::size_t kCount = 16;
constexpr std::int8_t kZeroLevel = 7;

std::size_t nearestLevel(float ratio)
{
    std::size_t nearest = 0;
    for (std::size_t level = 1; level < kCount; ++level) {
        nearest = std::abs(ratio - kLevels[level]) < std::abs(ratio - kLevels[nearest]) ? level : nearest;
    }
    return nearest;
}

/// The least ratio of that level: rounded differences rise and fall as the exact ones do, so there is one.
float thresholdOf(std::size_t level)
{
    float below = kLevels[level - 1];
    float above = kLevels[level];
    for (float middle = 0.5F * (below + above); middle > below && middle < above; middle = 0.5F * (below + above)) {
        (nearestLevel(middle) < level ? below : above) = middle;
    }
    return above;
}

BlockScale quantizeNf4(const float *x, int count, float, ScaleRule, std::int8_t *codes)
{
    const float a = largestOf(x, count);
    for (int i = 0; i < count; ++i) {
        codes[i] = a == 0.0F ? kZeroLevel : static_cast<std::int8_t>(nearestLevel(x[i] / a));
    }
    return {0, a};
}

} // namespace

const float *nf4Levels()
{
    return kLevels.data();
}

const float *nf4Thresholds()
{
    static const std::array<float, kCount> thresholds = [] {
        std::array<float, kCount> made{-std::numeric_limits<float>::infinity()};
        for (std::size_t level = 1; level < kCount; ++level) {
            made[level] = thresholdOf(level);
        }
        return made;
    }();
    return thresholds.data();
}

const BlockFormat kNf4{quantizeNf4, [](std::uint16_t) { return kLevels.data(); }};

} // namespace vsq
