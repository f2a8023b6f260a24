// SPDX-License-Identifier: GPL-3.0-or-later
// From an activation that a product takes to the layer that made it, on the open network: what a job of the inspector does.
#pragma once

#include "core/base/job.h"
#include "core/layer/runrecord.h"
#include "core/layer/valueorigin.h"

#include <memory>
#include <optional>
#include <string>

namespace vsq {

/// What a run of the network is made of.
struct HopSource {
    std::shared_ptr<const Graph> graph;
    std::vector<Layer> layers;
    TensorMap inputs;
    NumberFormat format;
    std::map<std::string, NumberFormat> layerFormats;
    ChipConfig config;
    std::shared_ptr<const RunRecord> record; ///< of it, where one was made before; its values reach up to a layer
    std::string recorded;                    ///< that layer
};

struct ValueHop {
    std::shared_ptr<const RunRecord> record;
    std::string recorded;
    TensorElement element;   ///< that was followed
    ValueOrigin origin;      ///< through the host's operators
    std::int64_t cycle = -1; ///< in which the last term of the value was added; -1: no product made it
    int lane = -1;
    int entry = -1;
};

/// B[n, k] of a product of a layer. Runs the network up to the layer where no record reaches that far. Throws Error, Cancelled.
ValueHop hopBefore(const HopSource &source, const std::string &layer, std::int64_t product, std::int64_t n, std::int64_t k,
                   const JobContext &job);

} // namespace vsq
