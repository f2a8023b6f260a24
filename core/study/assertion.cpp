// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/assertion.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

namespace vsq {

namespace {

using Quantity = Assertion::Quantity;
using Comparison = Assertion::Comparison;

constexpr std::array<std::pair<std::string_view, Quantity>, 7> kQuantities{{{"sum", Quantity::Sum},
                                                                            {"scale", Quantity::Scale},
                                                                            {"scale_a", Quantity::ScaleA},
                                                                            {"scale_b", Quantity::ScaleB},
                                                                            {"code", Quantity::Code},
                                                                            {"code_a", Quantity::CodeA},
                                                                            {"code_b", Quantity::CodeB}}};
// Longer ones first: "<" begins "<=".
constexpr std::array<std::pair<std::string_view, Comparison>, 6> kComparisons{{{"<=", Comparison::LessEqual},
                                                                               {">=", Comparison::GreaterEqual},
                                                                               {"==", Comparison::Equal},
                                                                               {"!=", Comparison::NotEqual},
                                                                               {"<", Comparison::Less},
                                                                               {">", Comparison::Greater}}};

[[noreturn]] void refuse(std::string_view text)
{
    throw Error(
        {}, "assertion",
        "QUANTITY OP NUMBER as 'sum < 2^22' or '|code_a| <= 7': sum, scale, scale_a, scale_b, code, code_a, code_b, tree, "
        "p8, term, or a signal as 'collector:5:any'; <, <=, >, >=, ==, !=",
        "'" + std::string(text) + "'");
}

std::optional<double> numberOf(std::string_view text)
{
    double value = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// "-2^22" is -(2^22).
std::optional<double> boundOf(std::string_view text)
{
    const std::size_t power = text.find('^');
    if (power == std::string_view::npos) {
        return numberOf(text);
    }
    const bool negative = text.starts_with('-');
    const auto base = numberOf(text.substr(negative ? 1 : 0, power - (negative ? 1 : 0)));
    const auto exponent = numberOf(text.substr(power + 1));
    if (!base || !exponent || !std::isfinite(std::pow(*base, *exponent))) {
        return std::nullopt;
    }
    return (negative ? -1.0 : 1.0) * std::pow(*base, *exponent);
}

/// The name without bars or abs(), and whether there were some.
std::pair<std::string_view, bool> unwrapped(std::string_view name)
{
    if (name.size() > 2 && name.starts_with('|') && name.ends_with('|')) {
        return {name.substr(1, name.size() - 2), true};
    }
    if (name.starts_with("abs(") && name.ends_with(')')) {
        return {name.substr(4, name.size() - 5), true};
    }
    return {name, false};
}

/// Nothing for a name without indices that is no signal of all lanes. Throws Error for a signal that there is not.
std::optional<ChipSignal> signalOf(std::string_view name)
{
    if (name == "tree" || name == "p8" || name == "term") {
        return chipSignalFromText(std::string(name) + ":any", {}, true);
    }
    if (name.find(':') == std::string_view::npos && name != "b-scale") {
        return std::nullopt;
    }
    const ChipSignal signal = chipSignalFromText(name, {}, true);
    if (signal.kind == ChipSignal::Kind::PpuStage) {
        throw Error({{}, "assertion"}, "signal",
                    "one of the product's: what leaves the post-processing unit has scales of its own",
                    "'" + std::string(name) + "'");
    }
    return signal;
}

} // namespace

bool Assertion::holds(std::int64_t value) const
{
    const auto number = static_cast<double>(absolute ? std::abs(value) : value);
    switch (comparison) {
    case Comparison::Less: return number < bound;
    case Comparison::LessEqual: return number <= bound;
    case Comparison::Greater: return number > bound;
    case Comparison::GreaterEqual: return number >= bound;
    case Comparison::Equal: return number == bound;
    case Comparison::NotEqual: break;
    }
    return number != bound;
}

Assertion assertionFromText(std::string_view text)
{
    std::string plain(text);
    std::erase_if(plain, [](char letter) { return letter == ' ' || letter == '\t'; });
    const std::size_t at = plain.find_first_of("<>=!");
    if (at == std::string::npos) {
        refuse(text);
    }
    const std::string_view rest = std::string_view(plain).substr(at);
    const auto comparison = std::find_if(kComparisons.begin(), kComparisons.end(),
                                         [&](const auto &entry) { return rest.starts_with(entry.first); });
    const auto [name, absolute] = unwrapped(std::string_view(plain).substr(0, at));
    const auto quantity = std::find_if(kQuantities.begin(), kQuantities.end(),
                                       [name = name](const auto &entry) { return entry.first == name; });
    const std::optional<ChipSignal> signal = quantity == kQuantities.end() ? signalOf(name) : std::nullopt;
    if (comparison == kComparisons.end() || (quantity == kQuantities.end() && !signal)) {
        refuse(text);
    }
    const std::optional<double> bound = boundOf(rest.substr(comparison->first.size()));
    if (!bound) {
        refuse(text);
    }
    return {.text = std::string(text),
            .quantity = signal ? Quantity::Signal : quantity->second,
            .signal = signal.value_or(ChipSignal{}),
            .absolute = absolute,
            .comparison = comparison->second,
            .bound = *bound};
}

} // namespace vsq
