// SPDX-License-Identifier: GPL-3.0-or-later
// The chip's parts over cycles as a value change dump (IEEE 1364, 18.2), with a save file that groups them in GTKWave.
#pragma once

#include "core/base/job.h"
#include "core/chip/simulator.h"

#include <string>
#include <vector>

namespace vsq {

/// Groups of signals, each a scope: "position", "b", "a", "lanes", "collector", "ppu", "output", "events".
const std::vector<std::string> &valueChangeGroups();

struct ValueChanges {
    std::string vcd;
    std::string gtkw; ///< for a dump of the name that was given
};

/// Of the cycles from .. to (inclusive): at time c (one unit a cycle) is what the chip holds after cycle c was executed. groups:
/// of valueChangeGroups(); empty: all. dumpFile: as gtkw names it. The simulator is left after the last cycle. Throws Error with
/// the allowed range for cycles outside and for a group that there is not; Cancelled.
ValueChanges valueChanges(Simulator &simulator, std::int64_t from, std::int64_t to, const std::vector<std::string> &groups,
                          const std::string &dumpFile, const JobContext &job = {});

} // namespace vsq
