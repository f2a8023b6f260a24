// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled data to evaluate a network on: .npz with x and y, or a folder of IDX files.
#pragma once

#include "core/network/graph.h"

#include <string>
#include <vector>

namespace vsq {

struct Dataset {
    std::string path;
    /// One tensor for each input of the network (graph.inputs' order), first dimension = items. IDX images come as
    /// float32 [items, 1, height, width], pixel / 255.
    std::vector<Tensor> inputs;
    std::vector<std::int64_t> labels; ///< [items]

    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(labels.size()); }
};

/// The first `limit` items (0: all). Throws Error naming file, array, expected and found; checks that the items have the
/// shape that the network's inputs want.
Dataset loadDataset(const std::string &path, const Graph &graph, std::int64_t limit = 0);

} // namespace vsq
