// SPDX-License-Identifier: GPL-3.0-or-later
// All values that a signal of the chip takes in a layer: what assertions are held against.
#pragma once

#include "core/base/job.h"
#include "core/chip/chipsignal.h"
#include "core/layer/openedchip.h"

#include <cstdint>
#include <functional>

namespace vsq {

struct SignalValue {
    std::int64_t value = 0;
    std::int64_t times = 1; ///< so many products, or cycles, have it
    std::int64_t m = 0;     ///< of one of them: row of A, row of B, vector along K
    std::int64_t n = 0;
    std::int64_t k = 0;
};

/// Adder trees, rounded scales and terms of all lanes follow from the operands: nothing is stepped, and equal rounded scales come
/// together. Everything else (one lane, partial sums, entries, registers) is read while the layer runs, once a cycle, with the
/// reader of breakpoints and histories. signal.lane -1: all lanes. Throws Cancelled.
void visitSignal(const ChipSignal &signal, const OpenedChip &chip, const std::function<void(const SignalValue &)> &visit,
                 const JobContext &job = {});

} // namespace vsq
