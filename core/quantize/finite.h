// SPDX-License-Identifier: GPL-3.0-or-later
// Largest magnitudes of rows; a value that is not finite is an error that names its place.
#pragma once

#include <cstdint>
#include <vector>

namespace vsq {

/// max |x| of each row of x [rows, columns]. Throws Error naming row and column of a NaN or infinity.
std::vector<float> rowMaxima(const float *x, std::int64_t rows, std::int64_t columns);

/// The Error of the first value of a row that is not finite.
[[noreturn]] void throwNotFinite(const float *row, std::int64_t columns, std::int64_t index);

} // namespace vsq
