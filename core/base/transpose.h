// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks of floats transposed by four by four in registers: channels to the innermost place and back.
#pragma once

#include <cstdint>

namespace vsq {

/// to[c * toStride + r] = from[r * fromStride + c] for r < rows, c < columns; strides in floats. The two do not overlap.
void transposeBlock(const float *from, std::int64_t fromStride, std::int64_t rows, std::int64_t columns, float *to,
                    std::int64_t toStride);

/// The same of 32-bit words of any kind, at any byte; strides in bytes.
void transposeWords(const void *from, std::int64_t fromStride, std::int64_t rows, std::int64_t columns, void *to,
                    std::int64_t toStride);

} // namespace vsq
