// SPDX-License-Identifier: GPL-3.0-or-later
// Weights quantized and packed in one go, a few rows at a time while they are in the cache: the same codes and scales as
// quantizeWeights() and a packing, which go through the memory four times more.
#pragma once

#include "core/engine/stationaryweights.h"

namespace vsq {

/// The matrix's columns are `segments` parts of K. Empty where a calibration has to look further than the maxima of rows, and
/// where a value is not finite: quantizeWeights() then does it or says what is wrong. Throws Error where the formats do not go
/// together, Cancelled.
std::optional<PackedWeights> packConstant(const StationaryMatrix &a, std::int64_t segments, const OperandFormat &weights,
                                          const Calibration &calibration, const ProductFormat &format, Isa isa,
                                          const std::stop_token &stop = {});

} // namespace vsq
