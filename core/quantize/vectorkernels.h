// SPDX-License-Identifier: GPL-3.0-or-later
// The inner loops of quantizers over contiguous values, vectorised with Highway for whatever the machine has. All
// instruction sets give the same bits as the formulas in scalar code.
#pragma once

#include <cstdint>

namespace vsq::kernels {

/// The bit pattern of the largest |x|; at least kNotFinite when one is infinite or NaN. 0 for count 0.
std::uint32_t largestMagnitude(const float *x, std::int64_t count);
inline constexpr std::uint32_t kNotFinite = 0x7f800000U;

/// max(0, x...), for unsigned codes. Values must be finite.
float largestPositive(const float *x, std::int64_t count);

/// codes = clamp(round(x / scale), low, high), round to nearest even; scale > 0, -128 <= low <= high <= 255.
void encode(const float *x, std::int64_t count, float scale, int low, int high, std::int8_t *codes);

/// Of a vector of codes: their sum and the sum of their squares.
struct CodeSums {
    std::int32_t sum;
    std::int32_t square;
};

/// Consecutive vectors of vectorSize (the last may be shorter), each with s = max |x| / qmax: scales and codes, the latter
/// clamped to -qmax..qmax, all 0 where s is 0, and where sums is not null those of each vector (of at most 1024 codes).
/// Returns what largestMagnitude() does.
std::uint32_t quantizeVectors(const float *x, std::int64_t count, int vectorSize, int qmax, float *scales, std::int8_t *codes,
                              CodeSums *sums = nullptr);

/// The same of rows of one whole vector each, which lie `apart` floats from each other; codes follow each other.
std::uint32_t quantizeRows(const float *x, std::int64_t apart, std::int64_t rows, int vectorSize, int qmax, float *scales,
                           std::int8_t *codes, CodeSums *sums = nullptr);

/// One vector of each of some columns of a matrix, as the engine's panels hold them.
struct ColumnVectors {
    const float *x = nullptr;       ///< the first column's first value
    std::int64_t stride = 0;        ///< floats from one row to the next
    int rows = 0;                   ///< at most vectorSize; zeros follow
    int columns = 0;                ///< at most panelRows; columns of zeros follow
    int vectorSize = 0;             ///< a multiple of 4, at most 128
    int panelRows = 0;              ///< a multiple of 16, at most 32
    int qmax = 0;                   ///< at most 127
    int offset = 0;                 ///< even: added to codes
    float *scales = nullptr;        ///< [panelRows]
    std::uint32_t *words = nullptr; ///< [vectorSize / 4, panelRows]: four codes of a column each, the first lowest
    CodeSums *sums = nullptr;       ///< [panelRows], of codes without the offset
};

/// quantizeVectors() down the columns: what would be transposed is quantized as it lies.
std::uint32_t packColumns(const ColumnVectors &vectors);

/// Of each of `vectors` consecutive vectors of vectorSize codes.
void sumCodes(const std::int8_t *codes, std::int64_t vectors, int vectorSize, CodeSums *sums);

/// errors[q], q = first .. last: about the sum of (x - clamp(round(x / (q gamma)), low, high) q gamma)^2, summed in binary32 in
/// an order of the machine's own: within 1e-5 of the exact sum.
void scaleErrors(const float *x, std::int64_t count, float gamma, int first, int last, int low, int high, float *errors);

} // namespace vsq::kernels
