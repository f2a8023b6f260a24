// SPDX-License-Identifier: GPL-3.0-or-later
// What the user points at. One selection for all views: click a layer, lane, entry or vector anywhere and all go there.
#pragma once

#include "core/chip/snapshot.h"
#include "core/layer/operandside.h"

#include <QMetaType>

#include <cstdint>
#include <optional>

namespace vsq {

struct Selection {
    using Operand = OperandSide;
    int layer = -1;                  ///< index into Workspace::layers(), -1: none
    int lane = -1;                   ///< 0..15
    int entry = -1;                  ///< collector entry 0..15
    Operand operand = Operand::None; ///< of the selected vector
    std::int64_t row = -1;           ///< row of A or B that the vector belongs to
    std::int64_t vector = -1;        ///< index along K
    int element = -1;                ///< within the vector
    std::int64_t m = -1;             ///< the element C[m, n] that is meant, wherever the chip has it now; -1: what is in
    std::int64_t n = -1;             ///< the lane's entry
    int stage = -1;                  ///< of the post-processing unit
    std::optional<Memory> memory;    ///< a buffer of the chip
    std::int64_t address = -1;       ///< of its word; the A buffer's bank is the lane. -1: the whole buffer
    bool operator==(const Selection &) const = default;

    /// The same without a block of the chip: something else is pointed at.
    [[nodiscard]] Selection withoutBlock() const
    {
        Selection other = *this;
        other.stage = -1;
        other.memory.reset();
        other.address = -1;
        return other;
    }
};

} // namespace vsq

Q_DECLARE_METATYPE(vsq::Selection)
