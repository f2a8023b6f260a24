// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to both operands of a product before they are quantized: exact in real numbers, so that the product is the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vsq {

/// Columns are smoothed first, then rotated, in whichever order they are written.
struct Preparation {
    /// 16, 32 .. 256: blocks of so many elements along K times Sylvester's H_n / sqrt(n); 0: none.
    int hadamard = 0;
    /// Columns are first multiplied by +1 or -1 drawn with this seed.
    std::optional<std::uint64_t> signs = std::nullopt;
    /// 0..1: column j of the activations divided by max|X_j|^alpha / max|W_j|^(1-alpha) (SmoothQuant, arXiv 2211.10438).
    std::optional<double> smooth = std::nullopt;

    bool operator==(const Preparation &) const = default;
    [[nodiscard]] bool isNone() const { return hadamard == 0 && !smooth; }
};

/// "hadamard:64,smooth:0.5", "hadamard:64:signs=7"; "none" for none.
std::string preparationText(const Preparation &preparation);
/// "+" joins as "," does, where commas separate texts. Throws Error for another text.
Preparation preparationFromText(std::string_view text);

/// The block that a rotation of n has along `length` elements: n, or where it does not divide the length the largest power of
/// two that does; 0 where that is below 16.
int rotationBlock(int n, std::int64_t length);

} // namespace vsq
