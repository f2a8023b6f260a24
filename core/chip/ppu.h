// SPDX-License-Identifier: GPL-3.0-or-later
// The post-processing unit for a whole product at once (spec section 6): what the stepped pipeline must agree with.
#pragma once

#include "core/chip/config.h"
#include "core/chip/ppuarithmetic.h"
#include "core/chip/ppusettings.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace vsq {

/// The next layer's activations.
struct PpuOutput {
    OutputFormat format = OutputFormat::Vsq;
    std::int64_t rows = 0;             ///< N: tokens, pixels
    std::int64_t columns = 0;          ///< M: features
    std::int64_t vectors = 0;          ///< ceil(M / V), V = 64 (Vsq) or 32 (Int8Vector); 0 for static scales
    std::vector<std::int8_t> codes;    ///< [N, M]; Softmax: p * 128 as unsigned bytes (128 does not fit a signed one)
    std::vector<std::uint8_t> scales;  ///< [N, vectors]
    std::int64_t slices = 0;           ///< Softmax: ceil(M / ChipConfig::softmaxSlice), else 0
    std::vector<std::uint16_t> powers; ///< Softmax: [N, M], 2^(x - local maximum) in U(1,15), what leaves by the port
    std::vector<std::int8_t> maxima;   ///< Softmax: [N, slices], the local maxima
    bool operator==(const PpuOutput &) const = default;
};

/// Zero-filled output of the right shape.
PpuOutput makePpuOutput(std::int64_t m, std::int64_t n, OutputFormat format, const ChipConfig &config);

/// One value on its way to quantization.
struct PpuValue {
    std::int64_t scaled = 0;    ///< after the scale, 40 b
    std::int64_t biased = 0;    ///< after the bias, 40 b
    std::int64_t rectified = 0; ///< after ReLU
    std::int32_t truncated = 0; ///< t, 16 b
};
PpuValue ppuValue(std::int32_t sum, std::int64_t m, const PpuSettings &settings, const ChipConfig &config);
/// Largest |x| of a vector (40 b) in units of t: tapped before the truncation, shifted and saturated likewise.
std::int32_t ppuMagnitude(std::int64_t largest, const PpuSettings &settings, const ChipConfig &config);
/// The reciprocal in use: the settings', or the configuration's.
ChipConfig::Reciprocal reciprocalIn(const PpuSettings &settings, const ChipConfig &config);

class SoftmaxUnit;
struct SoftmaxState;
/// Softmax: codes of a row whose slices have all passed, from its powers and maxima. Outside the lanes.
void normaliseRow(const SoftmaxUnit &unit, const SoftmaxState &state, std::int64_t row, const ChipConfig &config,
                  PpuOutput &output);

/// sums [M, N] row-major. Throws Error when the settings do not fit (see validate()).
PpuOutput applyPpu(std::span<const std::int32_t> sums, std::int64_t m, std::int64_t n, const PpuSettings &settings,
                   const ChipConfig &config);

} // namespace vsq
