// SPDX-License-Identifier: GPL-3.0-or-later
// Activations that stand where weights do (attention's K and V), quantized and packed in one go: the same codes and scales as
// quantizeActivations() and a packing, without the matrices between.
#pragma once

#include "core/engine/packedoperand.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace vsq {

/// A of C = A B^T as it lies: [rows, columns] row-major, or its transpose.
struct StationaryMatrix {
    const float *values = nullptr;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    bool isTransposed = false; ///< values are [columns, rows]
    std::int64_t stride = 0;   ///< floats from one row of the values to the next; 0: they follow each other
};

/// One gamma for all rows, from the data or the given one. Empty where ActivationPacker does not take the format either, and
/// where a value is not finite: quantizeActivations() then does it or says what is wrong. Throws Error where the formats do not
/// go together, Cancelled.
std::optional<PackedWeights> packStationary(const StationaryMatrix &a, const OperandFormat &activations,
                                            const Calibration &calibration, const ProductFormat &format,
                                            std::optional<float> staticGamma, Isa isa, const std::stop_token &stop = {});

} // namespace vsq
