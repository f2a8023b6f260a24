// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the chip's three modes computes a number format, and what its integer sums stand for.
#pragma once

#include "core/chip/mode.h"
#include "core/quantize/quantizedmatrix.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace vsq {

/// Empty where the format is not one of the chip's (chipModeName() is empty then).
std::optional<Mode> modeOf(const NumberFormat &format);

/// [M, N] row-major: sum * sumUnit * gammaA(m) * gammaB, in this order in float32.
std::vector<float> realResults(const std::vector<std::int32_t> &sums, const QuantizedMatrix &a, const QuantizedMatrix &b,
                               Mode mode);

} // namespace vsq
