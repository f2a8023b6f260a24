// SPDX-License-Identifier: GPL-3.0-or-later
// What the pointer can be over in the picture of the chip: a kind and the indices that this kind has.
#pragma once

#include <cstdint>

namespace vsq {

enum class PartKind : std::uint8_t {
    None,
    ABank,        ///< lane = bank; address where the pointer is over one entry
    ARegister,    ///< lane; element -1: its scale
    BBuffer,      ///< address of the entry
    BRegister,    ///< the broadcast vector; element -1: its scale
    Multiplier,   ///< lane, element
    Tree,         ///< lane
    ScaleProduct, ///< lane
    Sum,          ///< lane: the adder behind the scale product
    Collector,    ///< entry, lane
    PpuStage,     ///< stage, lane -1 where between values
    ScaleBuffer,  ///< address
    BiasBuffer,   ///< address
    VsqBuffer,    ///< address = row, element = segment * 16 + lane
    OutputBuffer, ///< address
    SoftmaxPort,
};

struct ChipPart {
    PartKind kind = PartKind::None;
    int lane = -1;
    int entry = -1;
    int element = -1;
    int stage = -1;
    int address = -1;
    bool operator==(const ChipPart &) const = default;
};

} // namespace vsq
