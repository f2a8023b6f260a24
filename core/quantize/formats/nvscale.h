// SPDX-License-Identifier: GPL-3.0-or-later
// What NVFP4 and its kin share: an E4M3 scale a block in units of one binary32 a tensor (Transformer Engine's order of
// operations).
#pragma once

#include "core/quantize/blockformat.h"

namespace vsq {

inline constexpr int kNvBlock = 16; ///< elements of a block

/// g = range / A, 1 for a tensor of zeros. range: largest element times largest E4M3 (2688 = 6 * 448).
inline float nvTensorFactor(float range, float tensorLargest)
{
    return tensorLargest == 0.0F ? 1.0F : range / tensorLargest;
}

/// s = E(a * (g * (1 / largest))), d = s * (1 / g).
BlockScale nvBlockScale(float a, float g, float largest);

/// code = R_E2M1(clamp(x * (1 / d), +-6)), 0 where d = 0.
void encodeE2M1(const float *x, int count, float d, std::int8_t *codes);
/// code = clamp(round((x * (1 / d)) * factor), +-7), 0 where d = 0.
void encodeInt4(const float *x, int count, float d, float factor, std::int8_t *codes);

const float *e2m1Levels();
/// k * unit for k = -8 .. 7 as bytes.
template <int Numerator, int Denominator>
const float *integerLevels()
{
    struct Table {
        float values[256] = {};
        Table()
        {
            for (int code = -128; code < 128; ++code) {
                values[static_cast<std::uint8_t>(code)] = static_cast<float>(code)
                                                          * (static_cast<float>(Numerator) / static_cast<float>(Denominator));
            }
        }
    };
    static const Table table;
    return table.values;
}

} // namespace vsq
