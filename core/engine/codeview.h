// SPDX-License-Identifier: GPL-3.0-or-later
// Codes and scales to be packed, wherever they lie: an Operand's (padded) or a QuantizedMatrix's (not).
#pragma once

#include "core/chip/operands.h"
#include "core/quantize/quantizedmatrix.h"
#include "core/quantize/vectorkernels.h"

#include <span>
#include <stop_token>

namespace vsq {

struct CodeView {
    std::int64_t rows = 0;
    std::int64_t columns = 0; ///< K before padding
    std::int64_t segments = 1;
    std::int64_t segmentStride = 0; ///< codes from one segment to the next; rows are segments * this apart
    std::int64_t segmentLength = 0; ///< codes of a segment to be taken; zeros follow up to whole vectors
    const std::int8_t *codes = nullptr;
    std::span<const std::uint8_t> bytes;     ///< scales [rows, vectors] of an Operand, or empty
    std::span<const std::uint16_t> words;    ///< the same of a QuantizedMatrix
    std::int64_t wholeRows = 0;              ///< where more than rows: so many are there, all zeros from `rows` on
    const kernels::CodeSums *sums = nullptr; ///< [rows, vectors], where known

    [[nodiscard]] const std::int8_t *segment(std::int64_t row, std::int64_t s) const
    {
        return codes + (row * segments + s) * segmentStride;
    }
    [[nodiscard]] int scale(std::int64_t i) const
    {
        const auto at = static_cast<std::size_t>(i);
        return words.empty() ? bytes[at] : words[at];
    }
};

/// The view itself; throws Error naming the operand, place, range and value when a code is out of range, Cancelled.
const CodeView &checkCodes(const CodeView &view, int bits, bool isUnsigned, const char *operand,
                           const std::stop_token &stop = {});
/// Throws Error when a quantized matrix's codes need other integers than a product's.
void requireFits(const OperandFormat &format, int bits, bool isUnsigned, const char *operand);

inline CodeView viewOf(const Operand &operand)
{
    const std::int64_t stride = operand.rows == 0
                                    ? 0
                                    : static_cast<std::int64_t>(operand.codes.size()) / (operand.rows * operand.segments);
    return {operand.rows,
            operand.columns,
            operand.segments,
            stride,
            operand.columns / operand.segments,
            operand.codes.data(),
            operand.scales,
            {}};
}

inline CodeView viewOf(const QuantizedMatrix &matrix)
{
    const std::int64_t length = matrix.segmentColumns();
    return {matrix.rows, matrix.columns, matrix.segments, length, length, matrix.codes.data(), {}, matrix.scales};
}

} // namespace vsq
