// SPDX-License-Identifier: GPL-3.0-or-later
// All 16 lanes of one cycle at once, bit for bit what datapath.h defines for one. A's codes are interleaved by lane, two
// by two, so that a broadcast pair of B's codes meets sixteen neighbours.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"

#include <cstdint>

namespace vsq {

struct LaneSettings {
    Mode mode = Mode::Vsq;
    ChipConfig::Rounding rounding = ChipConfig::Rounding::HalfUp;
    bool fullScaleProduct = false;
    bool wrapping = false;

    LaneSettings(Mode datapath, const ChipConfig &config);
};

/// What one pass holds still: vector k of 16 rows of A.
struct LaneOperands {
    const std::int16_t *codes = nullptr;  ///< [VS/2][16][2], rows that do not exist are 0; 64-byte aligned
    const std::int32_t *scales = nullptr; ///< [16], Vsq; 64-byte aligned
    std::int32_t rows = 0;                ///< lanes with a row: only these raise events
};

/// One bit a lane.
struct LaneMasks {
    std::uint32_t clamped = 0;
    std::uint32_t zeroScale = 0;
    std::uint32_t roundedToZero = 0;
};

/// One cycle: sums[16] (64-byte aligned) is the collector's entry, read (or taken as 0) and overwritten.
LaneMasks executeCycle(const LaneSettings &settings, const LaneOperands &a, const std::int8_t *b, std::int32_t bScale,
                       bool fromZero, std::int32_t *sums);

struct LaneCounts {
    std::int64_t clamped = 0;
    std::int64_t zeroScales = 0;
    std::int64_t roundedToZero = 0;
};

/// The same for a whole pass over columns; b[i] and bScales[i] are those of column i, sums is [columns][16].
/// Columns whose `real` is false raise no events.
void executePass(const LaneSettings &settings, const LaneOperands &a, const std::int8_t *const *b, const std::int32_t *bScales,
                 const bool *real, int columns, bool fromZero, std::int32_t *sums, LaneCounts &counts);

/// Codes of a word that are not 0, and bits in which it differs from the word before (4 or 8 bits a code).
struct WordActivity {
    std::int32_t nonZero = 0;
    std::int32_t toggles = 0;
};
WordActivity wordActivity(const std::int8_t *word, const std::int8_t *before, Mode mode);

} // namespace vsq
