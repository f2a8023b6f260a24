// SPDX-License-Identifier: GPL-3.0-or-later
// Finds static scales of a network's activations on a calibration set (spec section 5).
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/run/activationscales.h"

#include <memory>

namespace vsq {

/// Runs the network over the data with the given fidelity (its activations scaled from the data, item by item) and chooses a
/// clip for each layer's activations by format.calibration from all values that came by. Looking at the run that the scales
/// are for, and not at FP32's, makes the static scales of one item under Method::Max exactly those that its own maxima give.
/// The result's network fields are the caller's. Throws Error for formats without static scales, Cancelled.
ActivationScales calibrate(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &format,
                           const ChipConfig &config, Fidelity fidelity, const JobContext &job = {},
                           const EngineOptions &engine = {});

} // namespace vsq
