// SPDX-License-Identifier: GPL-3.0-or-later
// The word or register of the chip that a part of the picture stands for.
#pragma once

#include "core/chip/wordtimes.h"
#include "views/dataflow/chippart.h"
#include "views/workspace/selection.h"

#include <optional>

namespace vsq {

/// Nothing for parts that hold no word: multipliers' results, wires, stages.
std::optional<ChipWord> wordOf(const ChipPart &part, const Snapshot &snapshot);
/// Of what is selected: a collector entry, else a lane's register.
std::optional<ChipWord> wordOf(const Selection &selection);

} // namespace vsq
