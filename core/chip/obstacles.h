// SPDX-License-Identifier: GPL-3.0-or-later
// What a configured chip cannot do at all, whatever the product: each with the field that is in the way.
#pragma once

#include "core/base/error.h"
#include "core/chip/config.h"
#include "core/chip/outputformat.h"

#include <optional>

namespace vsq {

/// Unsigned codes: the chip's products are signed.
std::optional<Error> obstacleToProducts(const ChipConfig &config);

/// For a network's layers, whose results all leave by the post-processing unit: as obstacleToProducts(), and lanes whose values
/// do not fill output words.
std::optional<Error> obstacleToLayers(const ChipConfig &config);

/// The field that keeps the post-processing unit from making the format, with what it would have to be; nothing where it can.
/// Sums need no unit. Whether a product is small enough for it is the planner's question.
std::optional<Error> obstacleTo(OutputFormat output, const ChipConfig &config);

} // namespace vsq
