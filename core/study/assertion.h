// SPDX-License-Identifier: GPL-3.0-or-later
// What a user claims of every value of a kind: "sum < 2^22", "|sum| <= 4194304", "scale != 0".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vsq {

struct Assertion {
    /// Sum: the chip's 24-bit sum of an element of the product. Scale: an integer scale of a vector. Code: a quantized value.
    enum class Quantity : std::uint8_t { Sum, Scale, ScaleA, ScaleB, Code, CodeA, CodeB };
    enum class Comparison : std::uint8_t { Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual };

    std::string text; ///< as it was written
    Quantity quantity = Quantity::Sum;
    bool absolute = false; ///< |sum|, abs(sum)
    Comparison comparison = Comparison::Less;
    double bound = 0.0;

    [[nodiscard]] bool holds(std::int64_t value) const;
    [[nodiscard]] bool isOfWeights() const { return quantity == Quantity::ScaleA || quantity == Quantity::CodeA; }
    [[nodiscard]] bool isOfActivations() const { return quantity == Quantity::ScaleB || quantity == Quantity::CodeB; }
    [[nodiscard]] bool isOfScales() const
    {
        return quantity == Quantity::Scale || quantity == Quantity::ScaleA || quantity == Quantity::ScaleB;
    }
};

/// "QUANTITY OP NUMBER": sum, scale, scale_a, scale_b, code, code_a or code_b, in bars or abs() for its magnitude; <, <=, >, >=,
/// ==, !=; a number, 2^22 and -2^22 too. Throws Error for another text.
Assertion assertionFromText(std::string_view text);

} // namespace vsq
