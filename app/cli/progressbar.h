// SPDX-License-Identifier: GPL-3.0-or-later
// One line on stderr that says how far long work is and how long it will still take.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace vsq::cli {

/// "[#######.............] 35 %  12 s left  evaluating": the line without its control characters.
std::string progressLine(std::int64_t done, std::int64_t total, double secondsSoFar, const std::string &step);

class ProgressBar {
public:
    /// The time left is estimated from here on.
    void restart();
    /// From any thread; draws at most ten times a second.
    void show(std::int64_t done, std::int64_t total, const std::string &step);
    /// Takes the line away.
    void clear();

private:
    using Clock = std::chrono::steady_clock;
    std::mutex m_mutex;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_drawn{};
    bool m_visible = false;
};

} // namespace vsq::cli
