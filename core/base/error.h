// SPDX-License-Identifier: GPL-3.0-or-later
// The one exception type of the library: what went wrong, where, what was expected and what was found.
// Thrown at the edges (files, models, configurations, arguments); inside, broken invariants are assertions.
#pragma once

#include <stdexcept>
#include <string>

namespace vsq {

/// Where an error was met. Every field may be empty; the message joins those that are not.
struct Place {
    std::string file; ///< path as the user gave it
    std::string item; ///< node, array, option or field, e.g. "node 'conv1' (Conv)"
};

class Error : public std::runtime_error {
public:
    /// message: "<file>: <item>: <what>: expected <expected>, found <found>"; empty parts are left out, control characters
    /// are escaped. The parts stay as they are.
    Error(Place place, std::string what, std::string expected = {}, std::string found = {});
    explicit Error(std::string what) : Error(Place{}, std::move(what)) {}

    [[nodiscard]] const Place &place() const { return m_place; }
    [[nodiscard]] const std::string &problem() const { return m_problem; }
    [[nodiscard]] const std::string &expected() const { return m_expected; }
    [[nodiscard]] const std::string &found() const { return m_found; }

private:
    Place m_place;
    std::string m_problem;
    std::string m_expected;
    std::string m_found;
};

/// Thrown when a std::stop_token asked for the end of the work; not a failure.
class Cancelled : public std::runtime_error {
public:
    Cancelled() : std::runtime_error("cancelled") {}
};

} // namespace vsq
