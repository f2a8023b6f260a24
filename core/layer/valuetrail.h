// SPDX-License-Identifier: GPL-3.0-or-later
// A value followed across layers: at each one the pair of elements that weighs most, and where the activation of that pair came
// from.
#pragma once

#include "core/layer/explanation.h"
#include "core/layer/valueorigin.h"

#include <functional>
#include <optional>
#include <vector>

namespace vsq {

/// From one explained value to the layer before it.
struct TrailHop {
    ExplainedElement element;                ///< the pair that weighs most
    std::vector<Coordinate> place;           ///< of its activation
    std::optional<TensorElement> activation; ///< in the layer's input; empty where its geometry is not known, index -1: padding
    ValueOrigin origin;
    std::optional<Explanation> before; ///< of the layer that made it
};

/// Opens a recorded product.
using ChipOpener = std::function<OpenedChip(const std::string &layer, std::int64_t product)>;

/// At most `layers` hops from an explanation; fewer where the network's input, padding or an operator that cannot be followed is
/// met, which the last hop says.
std::vector<TrailHop> followValue(const RunRecord &record, const Explanation &from, int layers, const ChipOpener &open);

} // namespace vsq
