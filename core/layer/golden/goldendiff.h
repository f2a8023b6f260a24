// SPDX-License-Identifier: GPL-3.0-or-later
// An opened layer against what a bench's dump says came out of a design: as runs are compared.
#pragma once

#include "core/layer/golden/goldenkit.h"
#include "core/layer/rundiff.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace vsq {

/// Ordinals in the layer, both inclusive; last -1: as many as makeGoldenKit() takes.
using GoldenTiles = std::pair<std::int64_t, std::int64_t>;

/// The layer's kit again, for the tiles that are asked for, else for those that the dump says that it has of this layer, else for
/// the usual ones. Throws Error as makeGoldenKit().
GoldenKit kitForDump(const OpenedChip &chip, const std::string &dump, std::optional<GoldenTiles> tiles = {});

/// Sums and output words of the layer (run a) and of the dump (run b), one row. Throws Error as compareDump().
RunDifference compareBench(const OpenedChip &chip, const std::string &dump, std::optional<GoldenTiles> tiles = {});

} // namespace vsq
