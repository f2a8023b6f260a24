// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/preparation.h"

#include "core/base/error.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace vsq {

namespace {

constexpr int kSmallestBlock = 16;
constexpr int kLargestBlock = 256;
const char *const kExpected = "hadamard:N (N = 16, 32, 64, 128 or 256), hadamard:N:signs=SEED, smooth:A (A = 0..1) or two of "
                              "them joined by a comma or +";

template <typename T>
std::optional<T> numberFrom(std::string_view text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}

/// False where the part is none.
bool readPart(std::string_view part, Preparation &preparation)
{
    constexpr std::string_view kHadamard = "hadamard:";
    constexpr std::string_view kSmooth = "smooth:";
    constexpr std::string_view kSigns = ":signs=";
    if (part.starts_with(kHadamard) && preparation.hadamard == 0) {
        part.remove_prefix(kHadamard.size());
        const std::size_t signs = part.find(kSigns);
        const auto n = numberFrom<int>(part.substr(0, signs));
        if (!n || *n < kSmallestBlock || *n > kLargestBlock || (*n & (*n - 1)) != 0) {
            return false;
        }
        preparation.hadamard = *n;
        if (signs == std::string_view::npos) {
            return true;
        }
        preparation.signs = numberFrom<std::uint64_t>(part.substr(signs + kSigns.size()));
        return preparation.signs.has_value();
    }
    if (part.starts_with(kSmooth) && !preparation.smooth) {
        preparation.smooth = numberFrom<double>(part.substr(kSmooth.size()));
        return preparation.smooth && *preparation.smooth >= 0.0 && *preparation.smooth <= 1.0;
    }
    return false;
}

} // namespace

std::string preparationText(const Preparation &preparation)
{
    std::string text;
    if (preparation.hadamard != 0) {
        text = fmt::format("hadamard:{}", preparation.hadamard);
        text += preparation.signs ? fmt::format(":signs={}", *preparation.signs) : "";
    }
    if (preparation.smooth) {
        text += fmt::format("{}smooth:{}", text.empty() ? "" : ",", *preparation.smooth);
    }
    return text.empty() ? "none" : text;
}

Preparation preparationFromText(std::string_view text)
{
    Preparation preparation;
    if (text == "none") {
        return preparation;
    }
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t comma = std::min(text.find_first_of(",+", start), text.size());
        if (!readPart(text.substr(start, comma - start), preparation)) {
            throw Error({}, "preparation", kExpected, "'" + std::string(text) + "'");
        }
        start = comma + 1;
    }
    return preparation;
}

int rotationBlock(int n, std::int64_t length)
{
    while (n >= kSmallestBlock && length % n != 0) {
        n /= 2;
    }
    return n >= kSmallestBlock && length > 0 ? n : 0;
}

} // namespace vsq
