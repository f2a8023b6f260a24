// SPDX-License-Identifier: GPL-3.0-or-later
// Items of a data set as a network's inputs, without copying them.
#pragma once

#include "core/data/dataset.h"
#include "core/network/graph.h"
#include "core/tensor/tensormap.h"

namespace vsq {

/// One item by input name; zeros of the inputs' shapes (unknown dimensions 1) where data is null.
TensorMap itemInputs(const Graph &graph, const Dataset *data, std::int64_t item);

/// The first items, at most `count`, together; as many as the network wants where it fixes its batch. Zeros as itemInputs() where
/// data is null or has fewer than that.
TensorMap batchInputs(const Graph &graph, const Dataset *data, std::int64_t count);

/// The first items (all where count is 0 or too large).
Dataset firstItems(const Dataset &data, std::int64_t count);

} // namespace vsq
