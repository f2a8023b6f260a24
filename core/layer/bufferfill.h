// SPDX-License-Identifier: GPL-3.0-or-later
// How many words of the operand buffers the running subtile occupies, and which vector an address holds.
#pragma once

#include "core/chip/config.h"
#include "core/chip/operands.h"
#include "core/chip/outputformat.h"
#include "core/chip/position.h"

#include <cstdint>

namespace vsq {

struct BufferFill {
    std::int64_t aWords = 0; ///< in each of the 16 banks
    std::int64_t bWords = 0;
    std::int64_t mBegin = 0; ///< rows of A and of B that are resident, and vectors a row
    std::int64_t mEnd = 0;
    std::int64_t nBegin = 0;
    std::int64_t nEnd = 0;
    std::int64_t vectorBegin = 0;
    std::int64_t vectors = 0;
    std::int64_t subtiles = 0; ///< of the whole product
    bool operator==(const BufferFill &) const = default;
};

/// Of the subtile that the position is in; output: what the results leave as. Empty where the product cannot be planned.
BufferFill bufferFill(const Operands &operands, const ChipConfig &config, const Position &position,
                      OutputFormat output = OutputFormat::Sums);

/// Row of A (bank, address) or of B (address) and vector along K that an address holds; row -1: nothing.
struct HeldVector {
    std::int64_t row = -1;
    std::int64_t vector = -1;
};
HeldVector heldByA(const BufferFill &fill, int bank, int address);
HeldVector heldByB(const BufferFill &fill, int address);

} // namespace vsq
