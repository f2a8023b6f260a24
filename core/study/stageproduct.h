// SPDX-License-Identifier: GPL-3.0-or-later
// A matrix product with each of the chip's losses switched on or off by itself, in double.
//
// In units of a sum's least significant bit, for each vector along K: tree * scale product, added up. What each switch does:
// - codes: values become integers, x / s rounded; off: x / s as it is;
// - integer scales: a vector's scale s becomes sq * gamma; off: s as it is (VSQ only);
// - rounded products: sA * sB / 256 becomes an integer (p8, spec section 4); off: as it is (VSQ only);
// - saturation: additions are clamped to 24 bits; off: they are exact.
// All off is the exact product, all on is the chip's, bit for bit.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"
#include "core/quantize/quantizedmatrix.h"

#include <array>
#include <string_view>
#include <vector>

namespace vsq {

enum class Stage : std::uint8_t { Codes, IntegerScales, RoundedProducts, Saturation };
inline constexpr int kStages = 4;
/// "codes", "integer scales", "rounded scale products", "saturation".
std::string_view nameOf(Stage stage);

struct StageSet {
    std::array<bool, kStages> on{};

    static StageSet only(Stage stage);
    /// That stage and all before it.
    static StageSet upTo(Stage stage);
    [[nodiscard]] bool has(Stage stage) const { return on[static_cast<std::size_t>(stage)]; }
    bool operator==(const StageSet &) const = default;
};

/// Whether the stage can do anything in that mode: INT4 and INT8 have no scales of vectors.
bool exists(Stage stage, Mode mode);

/// C [N, M] row-major in real values for each set; a [M, K], b [N, K] are the values that qa and qb were made from.
std::vector<std::vector<double>> stageProducts(const float *a, const QuantizedMatrix &qa, const float *b,
                                               const QuantizedMatrix &qb, Mode mode, const ChipConfig &config,
                                               const std::vector<StageSet> &sets);

} // namespace vsq
