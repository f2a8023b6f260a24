// SPDX-License-Identifier: GPL-3.0-or-later
// The post-processing unit's part of a snapshot.
#pragma once

#include "core/chip/chipstate.h"
#include "core/chip/layercontext.h"
#include "core/chip/snapshot.h"

namespace vsq {

void showPpu(const LayerContext &context, const ChipState &state, Snapshot &snapshot);

} // namespace vsq
