// SPDX-License-Identifier: GPL-3.0-or-later
// Matrices in block formats: codes, stored scales, and what they stand for.
#pragma once

#include "core/quantize/quantizedmatrix.h"

namespace vsq {

struct BlockFormat;

/// The definition of a format that has blocks (not isTwoLevel()). Throws Error for a combination that is none of the table's.
const BlockFormat &blockFormatOf(const OperandFormat &format);

/// x [rows, columns] row-major, segments as in QuantizedMatrix; tensor scales a group of tensorRows rows. Throws Error naming row
/// and column where a value is not finite, or where a scale is more than its type can hold.
QuantizedMatrix quantizeBlocks(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                               std::int64_t segments, std::int64_t tensorRows);

/// [rows, columns]: level of the code times scale of the block.
std::vector<float> dequantizeBlocks(const QuantizedMatrix &matrix);

/// The levels that the codes of a block with that scale can have, ascending, each once; integers in two-level formats, where the
/// scale does not matter.
std::vector<float> levelsOf(const OperandFormat &format, std::uint16_t scaleCode = 0);
/// The largest magnitude of them.
float largestLevel(const OperandFormat &format, std::uint16_t scaleCode);
/// scaleCodes' entry of a block, 0 where the format has none.
std::uint16_t scaleCodeOf(const QuantizedMatrix &matrix, std::int64_t row, std::int64_t vector);

/// What the code at row and column stands for before its scale: the code itself in two-level formats.
float levelOf(const QuantizedMatrix &matrix, std::int64_t row, std::int64_t column);

} // namespace vsq
