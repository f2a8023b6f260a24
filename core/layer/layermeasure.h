// SPDX-License-Identifier: GPL-3.0-or-later
// One forward pass with a number format for each layer, and what each layer lost and cost.
#pragma once

#include "core/base/job.h"
#include "core/layer/layerreport.h"

#include <map>
#include <memory>
#include <string>

namespace vsq {

/// formats: by layer name, `format` where a layer has none of its own. Layers whose format is one of the chip's run on the
/// chip's integers, the others as codes times scales. Throws Cancelled, and Error as the executor does.
std::vector<LayerReport> measureLayers(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                                       const NumberFormat &format, const std::map<std::string, NumberFormat> &formats,
                                       const ChipConfig &config, const JobContext &job = {});

} // namespace vsq
