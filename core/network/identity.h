// SPDX-License-Identifier: GPL-3.0-or-later
// What makes a network the same network: results and scales belong to it and to no other.
#pragma once

#include "core/network/graph.h"

#include <string>

namespace vsq {

/// Hash of the bytes of everything that was loaded: file and graph.otherFiles (external data, shards). Throws Error for a file
/// that cannot be read any more.
std::string identityOf(const Graph &graph, const std::string &file);

/// Whether a network is the one that an identity in a file of results names. Earlier versions hashed only the network's own
/// file, more slowly: such an identity holds for networks that have no other, and says nothing of those that have.
enum class SameNetwork : std::uint8_t { Yes, No, CannotTell };
SameNetwork isNetwork(const std::string &identity, const Graph &graph, const std::string &file);

} // namespace vsq
