// SPDX-License-Identifier: GPL-3.0-or-later
// How long this process computes, whatever else the machine does meanwhile.
#pragma once

#include <ctime>

namespace vsq::test {

/// What bounds of time are multiplied with: with a sanitizer's checks, code takes many times as long.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
inline constexpr double kPatience = 50.0;
#else
inline constexpr double kPatience = 1.0;
#endif

class ProcessorTime {
public:
    /// Since this was made.
    [[nodiscard]] long milliseconds() const
    {
        return static_cast<long>(static_cast<double>(std::clock() - m_begun) * 1000.0 / static_cast<double>(CLOCKS_PER_SEC));
    }

private:
    std::clock_t m_begun = std::clock();
};

} // namespace vsq::test
