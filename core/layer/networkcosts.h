// SPDX-License-Identifier: GPL-3.0-or-later
// What every layer of a network costs: costOf() of each, those that are alike planned once. A transformer has a dozen kinds of
// product in a hundred layers.
#pragma once

#include "core/base/job.h"
#include "core/layer/layerplan.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// One a layer, in their order; empty where costOf() is. formats: by layer name, `format` where a layer has none of its own.
/// Throws Cancelled.
std::vector<std::optional<LayerCost>> networkCosts(const std::vector<Layer> &layers, const NumberFormat &format,
                                                   const std::map<std::string, NumberFormat> &formats, const ChipConfig &config,
                                                   const JobContext &job = {});

} // namespace vsq
