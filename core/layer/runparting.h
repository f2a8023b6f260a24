// SPDX-License-Identifier: GPL-3.0-or-later
// How far a run under number formats has moved away from FP32's, layer after layer: errors of earlier layers are in it.
#pragma once

#include "core/layer/runrecord.h"

#include <vector>

namespace vsq {

struct LayerParting {
    int layer = -1;      ///< index into the list of layers
    double sqnrDb = 0.0; ///< of the layer's output in the run against FP32's; infinite where they are the same
    double largest = 0.0;
};

/// Both runs on the inputs. Layers whose outputs one of the runs has not (a chain that stays on the chip) are left out. Throws as
/// recordRun() does.
std::vector<LayerParting> runParting(const std::shared_ptr<const Graph> &graph, const std::vector<Layer> &layers,
                                     const TensorMap &inputs, const BackendOptions &options, const JobContext &job = {});

/// The first layer whose outputs differ, and the one where the ratio falls most from one layer to the next; indices into the
/// list, -1 where there is none.
int firstParting(const std::vector<LayerParting> &layers);
int deepestFall(const std::vector<LayerParting> &layers);

} // namespace vsq
