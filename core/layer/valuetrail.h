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

/// One step along a trail that adds an error, in real values of the tensor that it makes.
struct TrailError {
    std::string place; ///< layer of the chip, or operator of the host
    std::string stage; ///< as ExplainedStep::stage; "host": binary32's rounding of an operator
    double added = 0.0;
};
struct TrailErrors {
    std::vector<TrailError> added; ///< from the value back
    double total = 0.0;            ///< errors of all layers on the trail and of the host's operators between them
};
/// All on one grid, so that the added errors sum up to the total exactly, in any order.
TrailErrors errorsAlong(const Explanation &from, const std::vector<TrailHop> &trail);

/// At most `layers` hops from an explanation; fewer where the network's input, padding or an operator that cannot be followed is
/// met, which the last hop says.
std::vector<TrailHop> followValue(const RunRecord &record, const Explanation &from, int layers, const ChipOpener &open);

} // namespace vsq
