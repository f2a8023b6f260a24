// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/identity.h"

#include "core/base/hash.h"

namespace vsq {

namespace {

constexpr std::size_t kOldDigits = 16;

} // namespace

std::string identityOf(const Graph &graph, const std::string &file)
{
    Hash hash;
    hash.addFile(file, "a network");
    for (const std::string &other : graph.otherFiles) {
        hash.addFile(other, "weights of a network");
    }
    return hash.text();
}

SameNetwork isNetwork(const std::string &identity, const Graph &graph, const std::string &file)
{
    if (identity.size() != kOldDigits) {
        return identity == identityOf(graph, file) ? SameNetwork::Yes : SameNetwork::No;
    }
    if (oldHashOfFile(file) != identity) {
        return SameNetwork::No;
    }
    return graph.otherFiles.empty() ? SameNetwork::Yes : SameNetwork::CannotTell;
}

} // namespace vsq
