// SPDX-License-Identifier: GPL-3.0-or-later
// How full the chip's buffers are after a cycle: words held, credits, what came and went.
#pragma once

#include "core/chip/chipstate.h"
#include "core/chip/layercontext.h"

namespace vsq {

/// Fills Snapshot::levels. Preloaded operands are there as long as their subtile is; streamed ones come and go word by word.
void showLevels(const LayerContext &context, const ChipState &state, Snapshot &snapshot);

} // namespace vsq
