// SPDX-License-Identifier: GPL-3.0-or-later
// How many words of the operand buffers the running subtile occupies, and which vector an address holds.
#pragma once

#include "core/chip/plan.h"
#include "core/chip/position.h"

#include <cstdint>

namespace vsq {

struct BufferFill {
    std::int64_t aWords = 0; ///< in each bank; one bank a lane
    std::int64_t bWords = 0;
    std::int64_t mBegin = 0; ///< rows of A and of B that are resident, and vectors a row
    std::int64_t mEnd = 0;
    std::int64_t nBegin = 0;
    std::int64_t nEnd = 0;
    std::int64_t vectorBegin = 0;
    std::int64_t vectors = 0;
    std::int64_t subtiles = 0; ///< of the whole product
    int lanes = 16;
    std::int64_t rowLength = 0; ///< real columns of paddedRowLength (A-29); 0: columns are not padded
    std::int64_t paddedRowLength = 0;
    bool operator==(const BufferFill &) const = default;
};

/// Of the subtile that the position is in.
BufferFill bufferFill(const Plan &plan, const Position &position);

/// Row of A (bank, address) or of B (address) and vector along K that an address holds; row -1: nothing, or a column that is
/// padding.
struct HeldVector {
    std::int64_t row = -1;
    std::int64_t vector = -1;
};
HeldVector heldByA(const BufferFill &fill, int bank, int address);
HeldVector heldByB(const BufferFill &fill, int address);

} // namespace vsq
