// SPDX-License-Identifier: GPL-3.0-or-later
// The product that is measured: a layer of BERT-Base on 384 tokens.
#pragma once

#include "core/base/random.h"

#include <cstdint>
#include <vector>

namespace vsq::bench {

inline constexpr std::int64_t kM = 768;
inline constexpr std::int64_t kN = 384;
inline constexpr std::int64_t kK = 768;
inline constexpr double kOperations = 2.0 * kM * kN * kK; ///< a multiply-accumulate is two

inline std::vector<float> gaussian(std::int64_t count, std::uint64_t seed)
{
    Random random(seed);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float &value : values) {
        value = static_cast<float>(random.normal());
    }
    return values;
}

} // namespace vsq::bench
