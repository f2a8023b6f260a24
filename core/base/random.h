// SPDX-License-Identifier: GPL-3.0-or-later
// Seeded random numbers that are the same on every platform and standard library (std::*_distribution is not).
#pragma once

#include <cstdint>

namespace vsq {

/// SplitMix64 stream (Steele, Lea and Flood, OOPSLA 2014): one 64-bit seed, any number of independent values.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t bits();
    /// Uniform integer in [0, bound), bound > 0.
    std::uint64_t below(std::uint64_t bound);
    /// Uniform integer in [low, high].
    std::int64_t between(std::int64_t low, std::int64_t high);
    /// Uniform in [0, 1).
    double uniform();
    /// Standard normal (Box-Muller).
    double normal();

private:
    std::uint64_t m_state;
    double m_spare = 0.0;
    bool m_hasSpare = false;
};

} // namespace vsq
