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
    std::int64_t columns = 0;             ///< K before padding
    std::int64_t vectors = 0;             ///< ceil(K / VS)
    std::vector<std::int8_t> codes;       ///< [rows, vectors * VS]
    std::vector<std::uint8_t> scales;     ///< [rows, vectors]; Mode::Vsq only, empty otherwise
};

struct Operands {
    Mode mode = Mode::Vsq;
    Operand a; ///< weights, or the stationary activation: M rows
    Operand b; ///< activations: N rows

    [[nodiscard]] std::int64_t m() const { return a.rows; }
    [[nodiscard]] std::int64_t n() const { return b.rows; }
    [[nodiscard]] std::int64_t k() const { return a.columns; }
};

/// Pads codes [rows, columns] to whole vectors. scales may be empty (Int4, Int8). Throws Error when sizes disagree.
Operand makeOperand(Mode mode, std::int64_t rows, std::int64_t columns, const std::vector<std::int8_t> &codes,
                    const std::vector<std::uint16_t> &scales = {});

} // namespace vsq
