// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in a layer up to some cycle: the input of the utilisation and energy figures.
#pragma once

#include <array>
#include <cstdint>

namespace vsq {

struct PortCount {
    std::int64_t reads = 0; ///< words (a collector word is 16 lanes)
    std::int64_t writes = 0;
    bool operator==(const PortCount &) const = default;
};

struct Counters {
    std::int64_t cycles = 0; ///< compute + fillDrain + stall
    std::int64_t computeCycles = 0;
    std::int64_t fillDrainCycles = 0;
    std::int64_t stallCycles = 0; ///< the sum of the three below
    std::int64_t stallsForA = 0;  ///< a word of A, of B, or the output port was awaited
    std::int64_t stallsForB = 0;
    std::int64_t stallsForOutput = 0;

    // Multiplier-cycles. The first four add up to computeCycles * lanes * VS.
    std::int64_t usefulMacs = 0;  ///< of real elements
    std::int64_t paddedMacsM = 0; ///< lanes without a row of A
    std::int64_t paddedMacsN = 0; ///< columns that are padding (convolutions, A-29), in lanes with a row
    std::int64_t paddedMacsK = 0; ///< multipliers beyond K, in lanes with a row and real columns
    std::int64_t gatedMacs = 0;   ///< multipliers of the path not in use, B held at 0: 4x4 in Int8, 8x8 otherwise
    std::int64_t idleMacs = 0;    ///< multipliers of the path in use while filling, draining and stalling

    std::int64_t saturations = 0;         ///< additions whose result was clamped
    std::int64_t zeroScales = 0;          ///< lane-cycles with sA = 0 or sB = 0
    std::int64_t scalesRoundedToZero = 0; ///< lane-cycles with sA*sB > 0 whose rounded product is 0

    // Activity of the operand wires. Density of A: aNonZero / (computeCycles * lanes * VS), of B likewise.
    std::int64_t aNonZero = 0; ///< multiplier-cycles whose code of A is not 0
    std::int64_t bNonZero = 0; ///< multiplier-cycles whose code of B is not 0 (a broadcast code counts for every lane)
    std::int64_t aToggles = 0; ///< bits of codes that change in the A register when it is loaded
    std::int64_t bToggles = 0; ///< bits of codes that change on the broadcast wires from one product to the next

    std::int64_t collectorReadOuts = 0;   ///< entries handed to the PPU; not among the collector's reads below
    std::int64_t softmaxRenormalised = 0; ///< entries that raised their column's softmax maximum, so that its sum was shifted

    std::array<PortCount, 10> memories{}; ///< indexed by Memory
    bool operator==(const Counters &) const = default;
};

} // namespace vsq
