// SPDX-License-Identifier: GPL-3.0-or-later
// What a format makes of a vector by how far its largest value stands out: signal to noise against crest factor.
#pragma once

#include "core/quantize/format.h"

#include <cstdint>
#include <span>
#include <vector>

namespace vsq {

/// max |x| over the root mean square; 0 for zeros. Between 1 and the root of the number of elements.
double crestFactor(std::span<const float> values);

struct CrestPoint {
    double crest = 0.0;
    double sqnrDb = 0.0; ///< of the errors' and signals' energies of all vectors at this crest factor
};

/// One vector in each row, quantized as a weight by itself (its own gamma, so that no other vector decides its scale): random
/// vectors of `elements` values between flat and spiked, sorted into bins of crest factor. Ascending; bins that few fell into are
/// left out. The same for the same seed.
std::vector<CrestPoint> crestCurve(const OperandFormat &format, int elements, std::uint64_t seed = 1);

} // namespace vsq
