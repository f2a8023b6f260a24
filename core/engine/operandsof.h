// SPDX-License-Identifier: GPL-3.0-or-later
// From quantized matrices to what the chip's buffers hold.
#pragma once

#include "core/chip/operands.h"
#include "core/quantize/quantizedmatrix.h"

namespace vsq {

/// Whether a quantized matrix is one that the chip can hold in this mode: its bits, vectors and scales.
bool fits(const QuantizedMatrix &matrix, Mode mode);

/// Codes padded to whole vectors (each segment for itself), 8-bit scales. Throws Error when the matrix does not fit.
Operand operandOf(const QuantizedMatrix &matrix, Mode mode);

/// a: weights [M, K], b: activations [N, K]. Throws Error when K or the segments differ.
Operands makeOperands(const QuantizedMatrix &a, const QuantizedMatrix &b, Mode mode);

} // namespace vsq
