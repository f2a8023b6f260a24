// SPDX-License-Identifier: GPL-3.0-or-later
// One value on the chip that changes from cycle to cycle, by name: what is watched, drawn over time, and stopped at.
#pragma once

#include "core/chip/config.h"
#include "core/chip/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vsq {

struct ChipSignal {
    enum class Kind : std::uint8_t {
        LaneTree,       ///< lane
        LaneScale,      ///< lane: the rounded scale product
        LaneTerm,       ///< lane: what is added
        LaneSum,        ///< lane: what is written back
        CollectorEntry, ///< entry, lane
        CodeA,          ///< lane, element of the A register
        CodeB,          ///< element of the broadcast vector
        Product,        ///< lane, element
        ScaleA,         ///< lane
        ScaleB,
        PpuStage, ///< stage, lane
    };
    static constexpr int kKinds = 11;

    Kind kind = Kind::LaneSum;
    int lane = -1;
    int entry = -1;
    int element = -1;
    int stage = -1;
    bool operator==(const ChipSignal &) const = default;
};

/// Which indices a kind has.
bool hasLane(ChipSignal::Kind kind);
bool hasElement(ChipSignal::Kind kind);

/// "tree:3", "p8:3", "term:3", "sum:3" (lane), "collector:5:3" (entry, lane), "a:3:17" and "product:3:17" (lane, element),
/// "b:17", "a-scale:3", "b-scale", "ppu:2:3" (stage, lane). anyLane: "any" stands for all lanes together (lane -1). Throws Error
/// naming the part and what is allowed on the configured chip.
ChipSignal chipSignalFromText(std::string_view text, const ChipConfig &config = {}, bool anyLane = false);
std::string toText(const ChipSignal &signal);

/// After the cycle that a snapshot shows. Nothing where the chip holds no such value then.
std::optional<std::int64_t> valueOf(const ChipSignal &signal, const Snapshot &snapshot);

} // namespace vsq
