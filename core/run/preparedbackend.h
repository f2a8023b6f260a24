// SPDX-License-Identifier: GPL-3.0-or-later
// A backend whose operands are prepared on the host (rotated, smoothed) before another multiplies them: weights once, activations
// as they come.
#pragma once

#include "core/run/preparedoperands.h"

#include <memory>

namespace vsq {

/// maxima: for smoothing; may be null without.
std::unique_ptr<ProductBackend> makePreparedBackend(std::unique_ptr<ProductBackend> inner, const Preparation &preparation,
                                                    std::shared_ptr<const ColumnMaxima> maxima);

} // namespace vsq
