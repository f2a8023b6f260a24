// SPDX-License-Identifier: GPL-3.0-or-later
// Finds every stall of a layer by running its buffers without data: streamed operands that have not arrived, results that
// find no room, loads of the A register that do not hide behind a pass.
#pragma once

#include "core/chip/operandstream.h"
#include "core/chip/pputiming.h"
#include "core/chip/schedule.h"

#include <vector>

namespace vsq {

struct StallRecord {
    std::vector<std::vector<Stall>> stalls;   ///< one list a subtile
    std::vector<PpuTiming> atFirstProduct;    ///< output side before a subtile's first product
    std::int64_t outputReads = 0;             ///< words of output that leave in the whole layer
    std::vector<OperandStream::Mark> atStart; ///< streaming: the channel before a subtile's first cycle, else empty
};

/// Whether the configuration can stall at all; where not, there is nothing to build.
bool canStall(const ChipConfig &config);
StallRecord buildStalls(const Plan &plan, const ChipConfig &config);

} // namespace vsq
