// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in a layer up to some cycle: the input of the utilisation and energy figures.
#pragma once

#include <array>
#include <cstdint>

namespace vsq {

struct PortCount {
    std::int64_t reads = 0;  ///< words (a collector word is 16 lanes)
    std::int64_t writes = 0;
    bool operator==(const PortCount &) const = default;
};

struct Counters {
    std::int64_t cycles = 0;
    std::int64_t computeCycles = 0;
    std::int64_t fillDrainCycles = 0;
    std::int64_t stallCycles = 0;
    std::int64_t stallsForA = 0;       ///< streaming: a word of A, of B, or the output port was awaited
    std::int64_t stallsForB = 0;
    std::int64_t stallsForOutput = 0;

    std::int64_t usefulMacs = 0;       ///< of real elements
    std::int64_t paddedMacsM = 0;      ///< lanes without a row of A
    std::int64_t paddedMacsN = 0;      ///< reserved for rows of B that are padding (A-29)
    std::int64_t paddedMacsK = 0;      ///< multipliers beyond K in the last vector

    std::int64_t saturations = 0;      ///< additions whose result was clamped
    std::int64_t zeroScales = 0;       ///< lane-cycles with sA = 0 or sB = 0
    std::int64_t scalesRoundedToZero = 0; ///< sA*sB > 0 whose rounded product is 0

    std::array<PortCount, 8> memories{}; ///< indexed by Memory
    bool operator==(const Counters &) const = default;
};

} // namespace vsq
