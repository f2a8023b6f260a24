// SPDX-License-Identifier: GPL-3.0-or-later
// The collector beside another run's: what the layer's operands there have added up to by the same loop indices.
#pragma once

#include "core/chip/snapshot.h"
#include "core/layer/openedchip.h"

#include <array>
#include <cstdint>
#include <optional>

namespace vsq {

/// [entry][lane]
using CollectorSums = std::array<std::array<std::int32_t, kLanes>, kCollectorEntries>;

/// The snapshot's sums minus the other chip's after the same vectors of K, in units of the snapshot's own sums, rounded. Entries
/// that hold nothing, lanes without a row and columns that are padding are 0. layer: whose snapshot it is. Empty where the two
/// cut K into vectors of other lengths, and where the snapshot has no plan.
std::optional<CollectorSums> sumsBeside(const Snapshot &now, const LayerData &layer, const OpenedChip &other);

} // namespace vsq
