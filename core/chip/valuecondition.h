// SPDX-License-Identifier: GPL-3.0-or-later
// "sum:any >= 4194304": a comparison of a value on the chip with a number, for breakpoints.
#pragma once

#include "core/chip/chipsignal.h"

#include <functional>

namespace vsq {

class SignalReader;

struct ValueCondition {
    enum class Comparison : std::uint8_t { Less, LessOrEqual, Equal, NotEqual, GreaterOrEqual, Greater };

    ChipSignal signal; ///< lane -1: any of the lanes
    Comparison comparison = Comparison::GreaterOrEqual;
    std::int64_t value = 0;
    bool operator==(const ValueCondition &) const = default;

    [[nodiscard]] bool holdsFor(std::int64_t is) const;
};

/// After the executed cycle; false where the chip holds no such value.
bool holds(const ValueCondition &condition, const SignalReader &reader);
bool holds(const ValueCondition &condition, const Snapshot &snapshot);

/// A signal as chipSignalFromText() has it (lanes may be "any"), one of < <= = == != >= >, a whole number; blanks are free.
/// Throws Error naming the part and what is allowed.
ValueCondition valueConditionFromText(std::string_view text, const ChipConfig &config = {});
std::string toText(const ValueCondition &condition);

} // namespace vsq
