// SPDX-License-Identifier: GPL-3.0-or-later
// One layer of a network opened on one input: its real operands, their codes and scales, what the chip is given.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/chip/operands.h"
#include "core/network/lowering.h"
#include "core/quantize/quantizedmatrix.h"
#include "core/reference/executor.h"
#include "core/run/backend.h"

#include <memory>
#include <vector>

namespace vsq {

struct LayerData {
    Layer layer;            ///< with M, N, K and count of this run
    std::int64_t index = 0; ///< which of the layer's products (head, group)
    std::vector<float> a;   ///< [M, K] row-major: weights or the stationary activation, prepared as the format says
    std::vector<float> b;   ///< [N, K] row-major: activations
    NumberFormat format;
    QuantizedMatrix qa;
    QuantizedMatrix qb;
    std::shared_ptr<const Operands> operands; ///< null where the format is not one of the chip's three
};

/// Activations that a layer's losses are measured on (SQNR, densities, scales of a table of layers): those of a run in FP32, so
/// that what one layer loses does not depend on the formats of the layers before it.
inline constexpr const char *kMeasuredActivations = "fp32 run";
/// Activations that an opened layer has, wherever its values are shown, explained, traced, dumped or checked: those of the run
/// itself, the chip's own where the formats are the chip's, so that every door gives the number that `vsq run` computes with.
inline constexpr const char *kOpenedActivations = "own run";

/// Runs the network on the inputs as far as the layer, as recordRun() does with these options (and forInputsAlone()), and keeps
/// its product `index`. Throws Error when the layer has no such product, and as recordRun() does; Cancelled.
LayerData openLayer(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, const Layer &layer, std::int64_t index,
                    BackendOptions options, const JobContext &job = {});

/// The same with one format for all layers. scales: static ones of the activations; null: from the data.
LayerData openLayer(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, const Layer &layer, std::int64_t index,
                    const NumberFormat &format, const ChipConfig &config, const JobContext &job = {},
                    std::shared_ptr<const ActivationScales> scales = nullptr);

/// The layer as a product of a run was: M, N of all images together, K and count. Geometry that the file leaves open is taken
/// from the request.
Layer asRun(const Layer &layer, const ProductRequest &request);
/// The same in the sizes that a kept run had it in: a network's own list may leave them open.
Layer asRun(const Layer &layer, const Layer &kept);

} // namespace vsq
