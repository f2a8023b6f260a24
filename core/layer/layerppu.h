// SPDX-License-Identifier: GPL-3.0-or-later
// What an opened layer programs into the post-processing unit, so that its simulator shows results leaving the chip as they
// would: in the format of the layer's own operands, scores of an attention through the softmax.
#pragma once

#include "core/chip/config.h"
#include "core/chip/ppusettings.h"
#include "core/layer/layerdata.h"
#include "core/network/graph.h"

#include <optional>

namespace vsq {

/// The factor between a layer's results and attention's Softmax, where they are its scores Q K^T; nothing where they are not.
std::optional<double> factorBeforeSoftmax(const Graph &graph, const Layer &layer);

/// What an opened layer's results leave the chip as: scores through the softmax, others in the layer's own format.
OutputFormat outputFormatOf(const Graph &graph, const LayerData &data, Mode mode, const ChipConfig &config);

/// Scales from the gammas of the layer's operands and the range of its results on the chip; bias and ReLU where the next
/// layer takes the result directly (linkLayers). Images of a batch with scales of their own: the first one's. Softmax: scores
/// in base 2. Nothing for a format that is none of the chip's.
std::optional<PpuSettings> layerPpu(const std::shared_ptr<const Graph> &graph, const LayerData &data, const ChipConfig &config);

} // namespace vsq
