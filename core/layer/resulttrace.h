// SPDX-License-Identifier: GPL-3.0-or-later
// How one element of C comes about: from the FP32 operands through codes, integer scales, rounded scale product and
// saturation to the real value, with the error that each of these steps adds.
#pragma once

#include "core/chip/config.h"
#include "core/layer/layerdata.h"

#include <cstdint>
#include <vector>

namespace vsq {

/// One vector along K, as the lane computes it.
struct TraceStep {
    std::int32_t tree = 0; ///< sum of the code products
    std::uint32_t sA = 0;  ///< integer scales; 0 outside Mode::Vsq
    std::uint32_t sB = 0;
    std::uint32_t scaleProduct = 0;
    std::uint32_t rounded = 0;
    std::int32_t term = 0;
    std::int32_t sum = 0; ///< after the addition
    bool saturated = false;
};

struct ResultTrace {
    bool valid = false;
    Mode mode = Mode::Vsq;
    std::int64_t row = 0;         ///< of A
    std::int64_t column = 0;      ///< row of B
    std::vector<TraceStep> steps; ///< one a vector
    double gammaA = 1.0;
    double gammaB = 1.0;
    int unit = 1; ///< 256 in Mode::Vsq: what the rounding's shift took

    // The element's value, each computed in double from what the step leaves over.
    double exact = 0.0;   ///< sum of a * b, FP32 operands
    double codes = 0.0;   ///< codes times unrounded scales
    double scales = 0.0;  ///< codes times integer scales times gammas
    double rounded = 0.0; ///< terms (rounded scale products), not saturated
    double result = 0.0;  ///< the 24-bit sum * unit * gammaA * gammaB

    [[nodiscard]] double realOf(std::int32_t sum) const { return sum * static_cast<double>(unit) * gammaA * gammaB; }
};

/// Of C[row, column]; invalid where the layer does not run on the chip or has no such element.
ResultTrace traceResult(const LayerData &layer, const ChipConfig &config, std::int64_t row, std::int64_t column);

} // namespace vsq
