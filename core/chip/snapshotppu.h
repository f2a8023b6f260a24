// SPDX-License-Identifier: GPL-3.0-or-later
// The post-processing unit's part of a snapshot.
#pragma once

#include "core/chip/chipstate.h"
#include "core/chip/layercontext.h"
#include "core/chip/snapshot.h"

#include <optional>

namespace vsq {

/// written: the word that went through the output port in the executed cycle, if one did.
void showPpu(const LayerContext &context, const ChipState &state, const std::vector<OutputWord> &written, Snapshot &snapshot);

/// What a stage holds of a lane after the executed cycle, 0 of a lane without a row; nothing where the stage is empty.
std::optional<std::int64_t> ppuStageValue(const LayerContext &context, const PpuState &ppu, int stage, int lane);

} // namespace vsq
