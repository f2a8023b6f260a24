// SPDX-License-Identifier: GPL-3.0-or-later
// A run beside a baseline, layer by layer: what every view draws its differences from.
#pragma once

#include "core/layer/layernumbers.h"

#include <optional>
#include <string>
#include <vector>

namespace vsq {

struct ComparedLayer {
    std::string name;
    std::optional<LayerNumbers> now;    ///< empty: only the baseline has the layer
    std::optional<LayerNumbers> before; ///< empty: the baseline has no such layer

    [[nodiscard]] std::optional<double> nowOf(LayerMeasure measure) const;
    [[nodiscard]] std::optional<double> beforeOf(LayerMeasure measure) const;
    /// Now minus the baseline; empty where one of the two is not known.
    [[nodiscard]] std::optional<double> difference(LayerMeasure measure) const;
};

/// The run's layers in their order, then those that only the baseline has, in its order. Layers are the same by name.
std::vector<ComparedLayer> compareLayers(const std::vector<LayerNumbers> &now, const std::vector<LayerNumbers> &baseline);

struct ComparedTotal {
    double now = 0.0;
    double before = 0.0;
    int layers = 0;  ///< that both runs have the number of; the totals are of these
    int missing = 0; ///< that only one of the runs has
    [[nodiscard]] double difference() const { return now - before; }
};

/// Cycles and energy add up, utilisation is that of all their cycles together, SQNR their mean. Empty where no layer has the
/// number in both runs.
std::optional<ComparedTotal> totalOf(const std::vector<ComparedLayer> &layers, LayerMeasure measure);

} // namespace vsq
