// SPDX-License-Identifier: GPL-3.0-or-later
// The networks that come with the program, as samples/manifest.json lists them.
#pragma once

#include <string>
#include <vector>

namespace vsq {

struct Sample {
    std::string path;     ///< of the network
    std::string dataPath; ///< of its data, empty when it has none
    std::string title;
    std::string description; ///< one line
};

/// The environment's VSQ_SAMPLES, else ../share/vsqscope/samples beside the running program, else the source folder that
/// the program was built from; empty when none of them has a manifest.
std::string samplesFolder();

/// What the folder's manifest lists and whose network is there. Empty for an empty folder name; throws Error naming the
/// manifest, expected and found when it is damaged.
std::vector<Sample> listSamples(const std::string &folder);

} // namespace vsq
