// SPDX-License-Identifier: GPL-3.0-or-later
// What a user claims of every value of a kind: "sum < 2^22", "|sum| <= 4194304", "scale != 0", "p8 != 0".
#pragma once

#include "core/chip/chipsignal.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace vsq {

struct Assertion {
    /// Sum: the chip's 24-bit sum of an element of the product. Scale: an integer scale of a vector. Code: a quantized value.
    /// Signal: a value on the chip, as breakpoints name it.
    enum class Quantity : std::uint8_t { Sum, Scale, ScaleA, ScaleB, Code, CodeA, CodeB, Signal };
    enum class Comparison : std::uint8_t { Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual };

    std::string text; ///< as it was written
    Quantity quantity = Quantity::Sum;
    ChipSignal signal{};   ///< Quantity::Signal; lane -1: all lanes
    bool absolute = false; ///< |sum|, abs(sum)
    Comparison comparison = Comparison::Less;
    double bound = 0.0;

    [[nodiscard]] bool holds(std::int64_t value) const;
    [[nodiscard]] bool isOfWeights() const { return quantity == Quantity::ScaleA || quantity == Quantity::CodeA; }
    [[nodiscard]] bool isOfActivations() const { return quantity == Quantity::ScaleB || quantity == Quantity::CodeB; }
    [[nodiscard]] bool isOfScales() const
    {
        return quantity == Quantity::Scale || quantity == Quantity::ScaleA || quantity == Quantity::ScaleB
               || (quantity == Quantity::Signal
                   && (signal.kind == ChipSignal::Kind::LaneScale || signal.kind == ChipSignal::Kind::ScaleA
                       || signal.kind == ChipSignal::Kind::ScaleB));
    }
    /// Needs the chip's integers.
    [[nodiscard]] bool isOfChip() const { return quantity == Quantity::Sum || quantity == Quantity::Signal; }
};

/// "QUANTITY OP NUMBER": sum, scale, scale_a, scale_b, code, code_a, code_b; or tree, p8, term of all lanes, or any signal that
/// chipSignalFromText() reads but those of the post-processing unit; in bars or abs() for its magnitude; <, <=, >, >=, ==, !=; a
/// number, 2^22 and -2^22 too. Throws Error for another text.
Assertion assertionFromText(std::string_view text);

} // namespace vsq
