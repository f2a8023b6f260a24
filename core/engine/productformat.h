// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of integers a product multiplies: the chip's three modes, or any widths beside them.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"
#include "core/quantize/format.h"

namespace vsq {

/// Operands as integers. In the chip's modes codes may take the whole two's complement range (-8, -128; A-4).
struct ProductFormat {
    int bitsA = 4; ///< 2..8
    int bitsB = 4;
    bool unsignedA = false; ///< codes 0 .. 2^bits-1
    bool unsignedB = false;
    int vectorSize = 64; ///< 16, 32, 64 or 128 elements an addition to the sum
    int scaleBitsA = 8;  ///< 2..8; 0 on both sides: no scales a vector
    int scaleBitsB = 8;
    int sumBits = 24; ///< 16..30; sums saturate to them

    [[nodiscard]] bool scaled() const { return scaleBitsA > 0; }
    /// Bits by which a product of scales is shifted right with rounding: all beyond 8.
    [[nodiscard]] int roundShift() const { return scaled() && scaleBitsA + scaleBitsB > 8 ? scaleBitsA + scaleBitsB - 8 : 0; }
    /// How often a sum's unit goes into the real value: sum * unit * gammaA * gammaB; 256 in Vsq.
    [[nodiscard]] int unit() const { return 1 << roundShift(); }
    bool operator==(const ProductFormat &) const = default;
};

ProductFormat productFormat(Mode mode);
/// Throws Error for what the integer engine does not run: real scales or more than 8 scale bits, vectors that are no
/// multiple of 16, scales on one side alone.
ProductFormat productFormat(const OperandFormat &weights, const OperandFormat &activations);
/// Whether the above would not throw.
bool runsOnIntegers(const OperandFormat &weights, const OperandFormat &activations);
/// Throws Error for widths out of range.
void validate(const ProductFormat &format);

} // namespace vsq
