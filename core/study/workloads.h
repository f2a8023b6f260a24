// SPDX-License-Identifier: GPL-3.0-or-later
// The publication's networks planned on the chip as configured, beside what was measured in silicon (JSSC Table IV).
#pragma once

#include "core/energy/energy.h"
#include "core/energy/publishedtables.h"
#include "core/layer/utilisation.h"
#include "core/network/architectures/namednetworks.h"

#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// One layer of a workload as it runs; energy and cycles are of all products together.
struct WorkloadLayer {
    std::string name;
    Mode mode = Mode::Vsq;
    LayerCost cost;
    EnergyBreakdown energy;

    [[nodiscard]] std::int64_t cycles() const { return cost.cycles(); }
};

struct WorkloadResult {
    std::string network;
    std::optional<int> tokens;
    Mode mode = Mode::Vsq; ///< of the run; single layers of ResNet-50 differ (JSSC Table V)
    OperandDensities densities;
    ChipConfig config;
    double supply = 0.0; ///< V
    std::vector<WorkloadLayer> layers;
    std::int64_t cycles = 0;
    std::int64_t macs = 0;
    double utilisationPercent = 0.0; ///< useful MACs over what the datapath of each layer's mode could have done
    CycleShares shares;              ///< multiplier-cycles of the datapath in use, so that layers of several modes add up
    EnergyBreakdown energy;
    std::optional<WorkloadRow> published;

    [[nodiscard]] Figure inferencesPerSecond() const;
    [[nodiscard]] Figure inferencesPerSecondPerWatt() const;
};

/// What the model claims to reproduce at the default settings and 0.67 V.
inline constexpr double kUtilisationBound = 2.6; ///< points
inline constexpr double kSpeedBound = 4.0;       ///< percent of inferences/s
inline constexpr double kEfficiencyBound = 20.0; ///< percent of TOPS/W

/// Operand densities that are used where none are given: one for every transformer and format; ResNet-50's own per
/// format. The publication gives them for one product only, so they are chosen to fit Table IV. A network that was not
/// published: one half, as everywhere where no tensors are at hand.
OperandDensities defaultDensities(const NamedNetwork &network, Mode mode);

/// Format of a layer's operands in a run: the run's, but for ResNet-50's conv1 and fc (INT8 always) and Table V.
Mode layerMode(const NamedNetwork &network, const std::string &layer, Mode run);
/// Plan and counters of a layer in a run, its results leaving in the format that its consumer reads in that run.
LayerCost layerCost(const NamedNetwork &network, const Layer &layer, Mode run, const ChipConfig &config);

/// Throws Error for a supply outside the published range and for buffers in which a layer does not fit.
WorkloadResult runWorkload(const NamedNetwork &network, Mode run, const ChipConfig &config,
                           const std::optional<OperandDensities> &densities = {});

/// All rows of JSSC Table IV, in its order.
std::vector<WorkloadResult> runPublishedWorkloads(const ChipConfig &config,
                                                  const std::optional<OperandDensities> &densities = {});

} // namespace vsq
