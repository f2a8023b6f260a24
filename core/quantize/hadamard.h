// SPDX-License-Identifier: GPL-3.0-or-later
// Rotation of columns by Sylvester's Hadamard matrices: H_n / sqrt(n), H_n[i][j] = (-1)^(number of ones in i and j). Orthogonal
// and symmetric, so that a product of two rotated operands is the product of the operands, and rotating twice gives the operand
// back.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace vsq {

/// Blocks of n (a power of two) of each row's segments times H_n / sqrt(n), in binary32 by butterflies, smallest distance first.
/// signs: [columns / segments] factors of +1 or -1 a column that come first; empty: none. n divides columns / segments. x and y
/// [rows, columns] row-major; the same memory is allowed.
void rotateRows(const float *x, std::int64_t rows, std::int64_t columns, std::int64_t segments, int n,
                const std::vector<float> &signs, float *y);

/// The same of planes [channels, pixels], along the channels: the same bits as rotateRows() gives for each pixel's row.
void rotatePlanes(const float *x, std::int64_t channels, std::int64_t pixels, int n, const std::vector<float> &signs, float *y);

/// Factors of +1 and -1, one a column, drawn with the seed (core/base/random.h).
std::vector<float> drawSigns(std::uint64_t seed, std::int64_t columns);

namespace kernels {

/// x [n, width], rows `stride` apart: each column times H_n / sqrt(n), in place.
void butterflies(float *x, int n, std::int64_t stride, std::int64_t width);

} // namespace kernels

} // namespace vsq
