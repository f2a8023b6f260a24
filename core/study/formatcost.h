// SPDX-License-Identifier: GPL-3.0-or-later
// What a choice of formats costs a network: bits of storage, and energy of an inference where the chip runs all of it.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/network/lowering.h"
#include "core/quantize/format.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

struct FormatCost {
    double weightBits = 0.0;      ///< stored bits a weight, scales included, over all weights of the chip's layers
    double activationBits = 0.0;  ///< the same of the products' activations
    std::optional<double> energy; ///< J an inference (core/layer/chipcomparison.h); empty where a layer cannot run on the chip

    /// Of weights and activations alike.
    [[nodiscard]] double bits() const { return 0.5 * (weightBits + activationBits); }
};

/// formats: of layers (by name) that have their own. Layers of the host are left out; without any layer the bits are the
/// format's. Throws Cancelled.
FormatCost formatCost(const std::vector<Layer> &layers, const NumberFormat &format,
                      const std::map<std::string, NumberFormat> &formats, const ChipConfig &config, const JobContext &job = {});

} // namespace vsq
