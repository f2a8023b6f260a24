// SPDX-License-Identifier: GPL-3.0-or-later
// When the post-processing unit writes its words, without the words: the delay of its pipeline, the queue before the output
// buffer's single port, the buffer's credits. Shared by the schedule of stalls and the stepped chip, so that they agree.
#pragma once

#include "core/chip/config.h"
#include "core/chip/plan.h"

#include <array>
#include <cstdint>

namespace vsq {

/// What reading one collector entry out means for the output buffer, or for the softmax port.
struct ReadOutWords {
    int writes = 0;    ///< accesses; a 4-bit word is written in two halves as its M-tiles come (Int4)
    int allocates = 0; ///< words of the buffer that were free before
    int completes = 0; ///< words that may leave when written
};
/// For the tile of rows that begins at m. Nothing for OutputFormat::Sums. Softmax: a slice on its own port, none of the output
/// buffer's words.
ReadOutWords readOutWords(const Plan &plan, const Subtile &subtile, std::int64_t m, const ChipConfig &config);
/// Output-buffer words a column of a subtile takes.
std::int64_t outputWordsOfColumn(const Plan &plan, const Subtile &subtile, const ChipConfig &config);

/// Whether the rows from m complete an output vector (always, where scales are static).
bool completesVector(const Plan &plan, const Subtile &subtile, std::int64_t m, const ChipConfig &config);

struct PpuTiming {
    static constexpr int kMostStages = 18;

    int stages = 1;                                ///< A-17, at least 1; one more where no M-tile arrives live (A-9)
    double drainBytes = 0.0;                       ///< leaving a cycle; 0: results stay until the subtile is done
    std::array<std::int8_t, kMostStages> writes{}; ///< on their way through the pipeline, by tick
    std::array<std::int8_t, kMostStages> completes{};
    std::int64_t ticks = 0;
    int slot = 0;              ///< ticks % stages
    std::int64_t underway = 0; ///< writes in the pipeline
    std::int64_t queued = 0;   ///< words that wait for the port
    std::int64_t queuedComplete = 0;
    std::int64_t allocated = 0; ///< words of the buffer taken, from read-out until they leave
    std::int64_t ready = 0;     ///< words that may leave
    double credit = 0.0;        ///< bytes that may leave now
    std::int64_t reads = 0;     ///< words that left, in the layer
    bool wrote = false;         ///< in the last tick
    bool read = false;

    bool operator==(const PpuTiming &) const = default;

    PpuTiming() = default;
    PpuTiming(const Plan &plan, const ChipConfig &config);

    /// One cycle, with what entry is read out in it (none: all 0).
    void tick(const ReadOutWords &words);
    /// Read out past the pipeline, to be flushed.
    void take(const ReadOutWords &words);
    /// All that is underway or queued is written at once; returns the number of words.
    std::int64_t flush();
    /// Results are taken away (they stayed until here).
    void release();
};

} // namespace vsq
