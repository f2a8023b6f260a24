// SPDX-License-Identifier: GPL-3.0-or-later
// A whole network on one chip beside another: cycles, utilisation, energy, and what the chip's arithmetic leaves of a layer.
#pragma once

#include "core/base/job.h"
#include "core/layer/layerdata.h"
#include "core/layer/layerplan.h"

#include <map>
#include <string>
#include <vector>

namespace vsq {

struct NetworkCost {
    std::int64_t cycles = 0;  ///< of all layers on the chip
    double utilisation = 0.0; ///< 0..1, over these
    double energy = 0.0;      ///< J, at one half of operand density
    double seconds = 0.0;
    int layers = 0;  ///< counted
    int refused = 0; ///< that the chip would compute, but do not fit it
};

/// formats: by layer name, `format` where a layer has none of its own. Throws Cancelled.
NetworkCost networkCost(const std::vector<Layer> &layers, const NumberFormat &format,
                        const std::map<std::string, NumberFormat> &formats, const ChipConfig &config, const JobContext &job = {});

/// dB: the opened layer's product by the configured chip against its FP32 product. Throws Error for a layer without operands of
/// the chip's.
double chipSqnr(const LayerData &data, const ChipConfig &config);

struct ComparedChip {
    std::string name;
    NetworkCost cost;
};

/// A table in LaTeX with booktabs: one row a chip, percent against the first one.
std::string chipTable(const std::string &network, const std::vector<ComparedChip> &chips);

} // namespace vsq
