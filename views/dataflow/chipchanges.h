// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between two states of the chip: the parts that glow after a step.
#pragma once

#include "core/chip/snapshot.h"
#include "views/dataflow/chippart.h"

#include <vector>

namespace vsq {

/// Parts of `after` whose visible value is not that of `before`, in drawing order. Without `before` nothing changed.
/// Multipliers are left out: with every cycle all of them change.
std::vector<ChipPart> changedParts(const Snapshot *before, const Snapshot &after);

} // namespace vsq
