// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/values.h"

#include "app/cli/command.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace vsq::cli {

void refuse(std::string_view option, std::string_view expected, std::string_view found)
{
    throw UsageError(fmt::format("{}: expected {}, found '{}'", option, expected, found));
}

std::int64_t integerOf(std::string_view option, std::string_view text, std::int64_t low, std::int64_t high)
{
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size() || value < low || value > high) {
        refuse(option, fmt::format("an integer {}..{}", low, high), text);
    }
    return value;
}

double realOf(std::string_view option, std::string_view text, double low, double high)
{
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || value < low || value > high) {
        refuse(option, fmt::format("a number {}..{}", low, high), text);
    }
    return value;
}

std::size_t choiceOf(std::string_view option, std::string_view text, const std::vector<std::string> &choices)
{
    const auto found = std::find(choices.begin(), choices.end(), text);
    if (found == choices.end()) {
        refuse(option, joined(choices), text);
    }
    return static_cast<std::size_t>(found - choices.begin());
}

std::vector<std::string> listOf(std::string_view option, std::string_view text)
{
    std::vector<std::string> parts;
    std::size_t start = 0;
    for (;;) {
        const std::size_t comma = std::min(text.find(',', start), text.size());
        if (comma == start) {
            refuse(option, "values separated by commas", text);
        }
        parts.emplace_back(text.substr(start, comma - start));
        if (comma == text.size()) {
            return parts;
        }
        start = comma + 1;
    }
}

std::string joined(const std::vector<std::string> &choices)
{
    std::string text;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i];
    }
    return text;
}

} // namespace vsq::cli
