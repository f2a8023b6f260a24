// SPDX-License-Identifier: GPL-3.0-or-later
// The name that somebody may have meant, for messages.
#pragma once

#include <string>
#include <vector>

namespace vsq {

/// The candidate with the fewest insertions, deletions and exchanges of characters to a name; empty where there is none.
std::string nearestName(const std::string &name, const std::vector<std::string> &candidates);

} // namespace vsq
