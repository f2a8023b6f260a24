// SPDX-License-Identifier: GPL-3.0-or-later
// What the chip multiplies: codes and per-vector scales of A [M,K] and B [N,K]; C = A B^T is [M,N].
#pragma once

#include "core/chip/mode.h"

#include <cstdint>
#include <vector>

namespace vsq {

/// One operand as the chip's buffers hold it: rows padded with zero codes to whole vectors.
struct Operand {
    std::int64_t rows = 0;
    std::int64_t columns = 0;         ///< K before padding
    std::int64_t segments = 1;        ///< equal parts of K, each padded to whole vectors (convolutions, A-29)
    std::int64_t vectors = 0;         ///< segments * ceil(K / segments / VS)
    std::vector<std::int8_t> codes;   ///< [rows, vectors * VS]
    std::vector<std::uint8_t> scales; ///< [rows, vectors]; Mode::Vsq only, empty otherwise

    /// First code of vector k of a row; size is VS.
    [[nodiscard]] const std::int8_t *vector(std::int64_t row, std::int64_t k, int size) const
    {
        return codes.data() + (row * vectors + k) * size;
    }
    /// Scale of vector k of a row; Mode::Vsq only.
    [[nodiscard]] std::uint8_t scale(std::int64_t row, std::int64_t k) const
    {
        return scales[static_cast<std::size_t>(row * vectors + k)];
    }
};

struct Operands {
    Mode mode = Mode::Vsq;
    Operand a; ///< weights, or the stationary activation: M rows
    Operand b; ///< activations: N rows

    [[nodiscard]] std::int64_t m() const { return a.rows; }
    [[nodiscard]] std::int64_t n() const { return b.rows; }
    [[nodiscard]] std::int64_t k() const { return a.columns; }
};

/// Pads codes [rows, columns] to whole vectors. scales [rows, ceil(columns / VS)], needed for Vsq, empty otherwise.
/// Throws Error when sizes disagree, a code does not fit the mode or a scale does not fit 8 bits.
Operand makeOperand(Mode mode, std::int64_t rows, std::int64_t columns, const std::vector<std::int8_t> &codes,
                    const std::vector<std::uint16_t> &scales = {});

/// Throws Error when the two do not make a product: K differs, or an operand is not padded for the mode.
void validate(const Operands &operands);

} // namespace vsq
