// SPDX-License-Identifier: GPL-3.0-or-later
// What the operand buffers hold in a cycle while A and B stream from an external memory.
#pragma once

#include "core/chip/buffermanager.h"
#include "core/chip/layercontext.h"

#include <cstdint>

namespace vsq {

struct StreamLevels {
    BufferManager a; ///< in words a bank
    BufferManager b;
};

/// Before `cycle` is executed, 0 .. totalCycles; streamed operands only. Replays the channel from the subtile's first cycle.
StreamLevels streamLevels(const LayerContext &context, std::int64_t cycle);

} // namespace vsq
