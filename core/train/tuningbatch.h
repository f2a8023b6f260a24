// SPDX-License-Identifier: GPL-3.0-or-later
// The items of a step of a fine-tuning, as a network's inputs.
#pragma once

#include "core/data/dataset.h"
#include "core/network/graph.h"
#include "core/tensor/tensormap.h"
#include "core/train/tuningrecipe.h"

#include <cstdint>

namespace vsq {

/// Items that the network takes at a time; 0: any number.
std::int64_t fixedBatch(const Graph &graph);

/// Items a step: what was asked for, the network's own number, at most all. Throws Error where the network wants more than there
/// are.
std::int64_t batchSize(const Graph &graph, const Dataset &data, std::int64_t asked);

/// Throws Error unless the network's only input is an image: float32 [items, channels, height, width].
void requireImages(const Graph &graph, const Dataset &data);

/// Items begin .. end-1 by input, images varied as the recipe says: the same for the same draw.
TensorMap variedInputs(const Graph &graph, const Dataset &data, std::int64_t begin, std::int64_t end, const TuningRecipe &recipe,
                       std::uint64_t draw);

} // namespace vsq
