// SPDX-License-Identifier: GPL-3.0-or-later
// Which column of a matrix an element of a vector is: rows are segments (a convolution's kernel taps), each padded to
// whole vectors.
#pragma once

#include "core/chip/operands.h"

#include <algorithm>
#include <cstdint>

namespace vsq {

struct OperandLayout {
    int size = 64;                   ///< VS
    std::int64_t segmentColumns = 0; ///< real elements of a segment
    std::int64_t vectorsPerSegment = 1;

    OperandLayout(const Operand &operand, Mode mode)
        : size(vectorSize(mode)), segmentColumns(operand.columns / std::max<std::int64_t>(1, operand.segments)),
          vectorsPerSegment(std::max<std::int64_t>(1, operand.vectors / std::max<std::int64_t>(1, operand.segments)))
    {
    }

    /// Elements of the vector that are real; those behind them pad K.
    [[nodiscard]] int used(std::int64_t vector) const
    {
        const std::int64_t left = segmentColumns - vector % vectorsPerSegment * size;
        return static_cast<int>(std::clamp<std::int64_t>(left, 0, size));
    }
    /// Column of the vector's first element.
    [[nodiscard]] std::int64_t firstColumn(std::int64_t vector) const
    {
        return vector / vectorsPerSegment * segmentColumns + vector % vectorsPerSegment * size;
    }
};

} // namespace vsq
