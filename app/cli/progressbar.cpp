// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progressbar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace vsq::cli {

namespace {

std::string duration(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
    if (whole < 60) {
        return fmt::format("{} s", whole);
    }
    if (whole < 3600) {
        return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    }
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

} // namespace

std::string progressLine(std::int64_t done, std::int64_t total, double secondsSoFar, const std::string &step)
{
    constexpr int kWidth = 20;
    const double share = total > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0) : 0.0;
    const int filled = static_cast<int>(share * kWidth);
    std::string line = fmt::format("[{}{}] {:3.0f} %", std::string(static_cast<std::size_t>(filled), '#'),
                                   std::string(static_cast<std::size_t>(kWidth - filled), '.'), std::floor(share * 100));
    // Before a second or a hundredth has passed, an estimate would only jump about.
    if (share > 0.01 && secondsSoFar > 1.0) {
        line += "  " + duration(secondsSoFar * (1.0 - share) / share) + " left";
    }
    return step.empty() ? line : line + "  " + step;
}

void ProgressBar::restart()
{
    const std::lock_guard lock(m_mutex);
    m_start = Clock::now();
}

void ProgressBar::show(std::int64_t done, std::int64_t total, const std::string &step)
{
    const std::lock_guard lock(m_mutex);
    const auto now = Clock::now();
    if (m_visible && now - m_drawn < std::chrono::milliseconds(100) && done < total) {
        return;
    }
    m_drawn = now;
    m_visible = true;
    const std::string line = progressLine(done, total, std::chrono::duration<double>(now - m_start).count(), step);
    std::fprintf(stderr, "\r\033[K%s", line.c_str());
    std::fflush(stderr);
}

void ProgressBar::clear()
{
    const std::lock_guard lock(m_mutex);
    if (m_visible) {
        std::fputs("\r\033[K", stderr);
        std::fflush(stderr);
        m_visible = false;
    }
}

} // namespace vsq::cli
