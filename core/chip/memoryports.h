// SPDX-License-Identifier: GPL-3.0-or-later
// The counted accesses of one memory among a run's counters.
#pragma once

#include "core/chip/counters.h"
#include "core/chip/snapshot.h"

#include <cstddef>

namespace vsq {

/// The reads and writes of a memory, to be added to.
inline PortCount &portsOf(Counters &counters, Memory memory)
{
    return counters.memories[static_cast<std::size_t>(memory)];
}

} // namespace vsq
