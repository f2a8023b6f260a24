// SPDX-License-Identifier: GPL-3.0-or-later
// How many multiply-accumulates an instruction set can do at most: its instruction on registers alone, nothing loaded.
#pragma once

#include "core/engine/isa.h"

#include <cstdint>

namespace vsq::bench {

/// Runs about that many operations (two a multiply-accumulate) of 8-bit products; returns how many it did. 0: the path has no
/// such instruction (portable).
double runLimit(Isa isa, double operations);

} // namespace vsq::bench
