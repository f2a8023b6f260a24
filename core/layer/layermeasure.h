// SPDX-License-Identifier: GPL-3.0-or-later
// What each layer of a network costs on the chip and loses to its number format, measured on the activations of an FP32 run.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/layer/layerreport.h"
#include "core/reference/executor.h"
#include "core/run/activationscales.h"
#include "core/run/fidelity.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

struct MeasureOptions {
    NumberFormat format;                            ///< of layers that have none of their own
    std::map<std::string, NumberFormat> formats;    ///< by layer name
    ChipConfig config;                              ///< of the chip that is asked what layers cost
    std::shared_ptr<const ActivationScales> scales; ///< of `format`; null: from the data, image by image
    std::optional<Fidelity> fidelity;               ///< of the products; empty: defaultFidelity() of each layer's format
};

/// One forward pass in FP32; beside it each layer's product is computed in the layer's format from the same operands. In the
/// network's order; layers whose product did not run are left out. Throws Cancelled, and Error as the executor does.
std::vector<LayerReport> measureLayers(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                                       const MeasureOptions &options, const JobContext &job = {});

} // namespace vsq
