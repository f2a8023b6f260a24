// SPDX-License-Identifier: GPL-3.0-or-later
// What is worth watching of a selection: of an entry its sum, of an element its code and product, of a lane its tree, scale, sum.
#pragma once

#include "core/chip/chipsignal.h"
#include "views/workspace/selection.h"

#include <vector>

namespace vsq {

std::vector<ChipSignal> signalsFor(const Selection &selection);

} // namespace vsq
