// SPDX-License-Identifier: GPL-3.0-or-later
// Which formats the post-processing unit of a configured chip can write at all.
#pragma once

#include "core/base/error.h"
#include "core/chip/config.h"
#include "core/chip/outputformat.h"

#include <optional>

namespace vsq {

/// The field that keeps the unit from making the format, with what it would have to be; nothing where it can. Sums need no
/// unit. Whether a product is small enough for it is the planner's question.
std::optional<Error> obstacleTo(OutputFormat output, const ChipConfig &config);

} // namespace vsq
