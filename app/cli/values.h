// SPDX-License-Identifier: GPL-3.0-or-later
// Values of options from text, with one manner of saying what was expected and what was found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vsq::cli {

/// Throws UsageError "OPTION: expected EXPECTED, found 'FOUND'".
[[noreturn]] void refuse(std::string_view option, std::string_view expected, std::string_view found);

/// The whole text as an integer in [low, high]; refuses anything else.
std::int64_t integerOf(std::string_view option, std::string_view text, std::int64_t low, std::int64_t high);
/// The whole text as a finite number in [low, high].
double realOf(std::string_view option, std::string_view text, double low, double high);
/// The index of text among the choices.
std::size_t choiceOf(std::string_view option, std::string_view text, const std::vector<std::string> &choices);
/// "3,4,6" as its parts; empty parts are refused.
std::vector<std::string> listOf(std::string_view option, std::string_view text);
/// "a, b or c".
std::string joined(const std::vector<std::string> &choices);

} // namespace vsq::cli
