// SPDX-License-Identifier: GPL-3.0-or-later
// SystemVerilog (IEEE 1800-2012 as Icarus Verilog 11 reads it) that goes with a golden kit.
#pragma once

#include "core/layer/golden/goldenkit.h"

#include <string>

namespace vsq {

/// The datapath and the post-processing unit, combinational but for collector and VSQ buffer: readable, not fast. The
/// configuration is in its parameters.
std::string referenceVerilog();
/// The self-checking bench of a kit, which instantiates the reference with the kit's parameters.
std::string benchVerilog(const GoldenKit &kit, const OpenedChip &chip);

} // namespace vsq
