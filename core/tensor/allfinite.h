// SPDX-License-Identifier: GPL-3.0-or-later
// Whether values are numbers, at the speed of memory: a network's weights are hundreds of megabytes.
#pragma once

#include <span>

namespace vsq {

/// No NaN and no infinity among them.
bool allFinite(std::span<const float> values);

} // namespace vsq
