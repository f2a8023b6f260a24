// SPDX-License-Identifier: GPL-3.0-or-later
// What a job needs to open a layer of the open network on the chip: copies, so that the workspace may change meanwhile.
#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/layer/layerdata.h"

#include <map>
#include <memory>
#include <string>

namespace vsq {

class Workspace;
struct KeptRun;

struct LayerOpening {
    std::shared_ptr<const Graph> graph;
    std::shared_ptr<const Dataset> data;
    int item = 0;
    Layer layer;
    int product = 0;
    NumberFormat format;                              ///< of the network
    std::map<std::string, NumberFormat> layerFormats; ///< of layers that have their own
    ChipConfig chip;

    /// The layer as the run on the item has it. Throws Error as openLayer(), Cancelled.
    [[nodiscard]] LayerData open(const JobContext &job) const;
};

/// A layer (an index of the workspace's) as it is set now.
LayerOpening openingOf(const Workspace &workspace, int layer, int product);
/// The layer that is open, on the item that is open, as a kept run of the open network has it.
LayerOpening openingIn(const Workspace &workspace, const KeptRun &run);

} // namespace vsq
