// SPDX-License-Identifier: GPL-3.0-or-later
// Explanations as JSON and as text.
#pragma once

#include "core/base/json.h"
#include "core/layer/valuetrail.h"

#include <string>
#include <vector>

namespace vsq::cli {

Json explanationJson(const Explanation &explanation);
/// Word pieces by the names of the coordinates that have any.
Json tokensJson(const std::vector<Coordinate> &coordinates);
Json coordinatesJson(const std::vector<Coordinate> &coordinates);
Json trailJson(const std::vector<TrailHop> &trail);
Json trailErrorsJson(const TrailErrors &errors);

/// From explanationJson() with what the command added to it.
std::string explanationText(const Json &json);

} // namespace vsq::cli
