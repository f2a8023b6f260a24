// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of a network's inputs as a command line spells them.
#pragma once

#include "core/tensor/shape.h"

#include <map>
#include <string>
#include <vector>

namespace vsq {

/// Texts "INPUT=D,D,..." ("input_ids=1,128"), each input once, to shapes by input. Throws Error that names the option --shape,
/// what is allowed and what was found.
std::map<std::string, Shape> inputShapesFromTexts(const std::vector<std::string> &texts);

} // namespace vsq
