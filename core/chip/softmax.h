// SPDX-License-Identifier: GPL-3.0-or-later
// The approximate softmax (Softermax, Stevens et al., DAC 2021, arXiv 2103.09301; spec section 7; A-22..A-24): base 2,
// online over slices of a row, renormalised by shifts.
#pragma once

#include "core/chip/config.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace vsq {

/// What the unit holds while a row's slices pass.
struct SoftmaxState {
    bool started = false;
    std::int32_t maximum = 0;     ///< m: largest ceil(x) so far
    std::int64_t denominator = 0; ///< S, U(10,6): units of 1/64, saturated to 16 bits
    bool operator==(const SoftmaxState &) const = default;
};

class SoftmaxUnit {
public:
    explicit SoftmaxUnit(const ChipConfig &config);

    /// Q(6,2) of x: round(4 x), saturated to 8 bits. Not-a-number counts as the least value.
    [[nodiscard]] std::int8_t quantize(float x) const;
    /// The same of a value from the post-processing unit, t/16.
    [[nodiscard]] std::int8_t quantizeTruncated(std::int32_t t) const;

    /// Takes a slice of quantized values; y[i] becomes 2^(x - local maximum) in U(1,15). Returns the local maximum.
    std::int32_t addSlice(SoftmaxState &state, std::span<const std::int8_t> x, std::span<std::uint16_t> y) const;

    /// p * 128, 0..128, of a value that had y under local maximum mL, once all slices have passed.
    [[nodiscard]] std::uint8_t normalise(const SoftmaxState &state, std::uint16_t y, std::int32_t localMaximum) const;

    /// round-half-up table of 2^(r/4), U(1,15).
    [[nodiscard]] const std::array<std::uint16_t, 4> &powers() const { return m_powers; }

private:
    ChipConfig m_config;
    std::array<std::uint16_t, 4> m_powers{};
    std::vector<std::int32_t> m_reciprocals; ///< segments + 1, U(1,7)
    int m_segmentBits = 3;
};

/// One row, along its keys: p * 128.
std::vector<std::uint8_t> softmaxRow(std::span<const float> x, const ChipConfig &config);
/// rows x columns, row-major, along the last axis; values are multiples of 1/128.
std::vector<float> softmax(std::span<const float> x, std::int64_t rows, std::int64_t columns, const ChipConfig &config);

} // namespace vsq
