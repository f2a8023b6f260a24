// SPDX-License-Identifier: GPL-3.0-or-later
// The post-processing unit cycle by cycle: entries move through its stages, vectors gather in the VSQ buffer, words queue for
// the output buffer's single port.
#pragma once

#include "core/chip/counters.h"
#include "core/chip/layercontext.h"
#include "core/chip/ppu.h"
#include "core/chip/pputiming.h"
#include "core/chip/snapshot.h"
#include "core/chip/softmax.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace vsq {

/// One collector entry on its way.
struct PpuSlot {
    bool valid = false;
    std::size_t subtile = 0;
    std::int64_t m = 0; ///< first row, column of the plan
    std::int64_t n = 0;
    std::int32_t entry = 0;
    std::array<std::int32_t, kLanes> sums{};
};

/// A row of the VSQ buffer: values of an output vector's M-tiles until the last one is there.
struct VsqRow {
    std::int32_t segments = 0; ///< filled
    std::array<std::int16_t, kLanes * kVsqSegments> values{};
    std::array<std::int64_t, kVsqSegments> largest{}; ///< running maximum of |x|, 40 b
};

/// A word of the output buffer, or the half of one that an access writes; Softmax: what an entry sends by the port.
struct OutputWord {
    std::int64_t m = 0;                  ///< first feature
    std::int64_t n = 0;                  ///< column of the plan
    std::int32_t count = 0;              ///< codes
    std::int32_t address = 0;            ///< in the output buffer
    std::array<std::int8_t, 32> codes{}; ///< Softmax: x, Q(6,2)
    bool hasScale = false;
    std::uint8_t scale = 0;

    // Softmax only.
    std::array<std::uint16_t, kLanes> powers{}; ///< y, U(1,15)
    std::array<std::int8_t, kLanes> maxima{};   ///< of the entry's slices
    SoftmaxState state;                         ///< of the column, with the entry in it
    bool isLast = false;                        ///< the column is complete
};

/// What the softmax did in the cycle executed last.
struct SoftmaxStep {
    bool valid = false;
    std::size_t subtile = 0;
    SoftmaxState before; ///< of the column
    OutputWord word;
};

struct PpuState {
    PpuTiming timing;
    std::array<PpuSlot, PpuTiming::kMostStages> passing{}; ///< by tick
    std::vector<VsqRow> rows;                              ///< one a collector entry (A-15: one a column where the nest is plain)
    std::vector<SoftmaxState> softmax; ///< one a column of the plan; empty before the first product, and without softmax
    std::vector<OutputWord> queue;     ///< made, not yet written; oldest first
    OutputWord last;                   ///< written last
    std::uint64_t digest = 0;          ///< of all words written since the subtile's first product
    // Of the cycle executed last; -1: none.
    std::int32_t vsqWriteRow = -1;
    std::int32_t vsqReadRow = -1;
    std::int32_t vsqSegment = -1;  ///< written, or number read
    std::int32_t readAddress = -1; ///< of the output buffer, leaving
    SoftmaxStep softmaxStep;
};

class PpuPipeline {
public:
    explicit PpuPipeline(const LayerContext &context);

    [[nodiscard]] bool isUsed() const { return m_context->ppu().has_value(); }
    /// Empty, before a subtile's first product.
    [[nodiscard]] PpuState clean(std::size_t subtile) const;
    /// One cycle; entry is null where none is read out.
    void tick(PpuState &state, const PpuSlot *entry, Counters &counters);
    /// What is on its way is completed at once, with entries not yet read out.
    void take(PpuState &state, const PpuSlot &entry, Counters &counters);
    void flush(PpuState &state, Counters &counters);

    /// Words written by the last tick or flush.
    [[nodiscard]] const std::vector<OutputWord> &written() const { return m_written; }
    /// How many of them, the first ones, went through the output buffer's single port: one at most. The others were flushed.
    [[nodiscard]] std::size_t portWords() const { return m_portWords; }
    void forget()
    {
        m_written.clear();
        m_portWords = 0;
    }

    /// Stage at which vectors gather and codes are made.
    [[nodiscard]] static int gatherStage(const PpuTiming &timing) { return timing.stages / 2; }

private:
    void arrive(PpuState &state, const PpuSlot &slot, Counters &counters);
    void addToSoftmax(PpuState &state, const PpuSlot &slot, OutputWord word, const std::array<std::int32_t, kLanes> &values,
                      Counters &counters);
    void gatherAll(PpuState &state, Counters &counters);
    void write(PpuState &state, Counters &counters);

    const LayerContext *m_context;
    std::optional<SoftmaxUnit> m_softmax;
    std::vector<OutputWord> m_written;
    std::size_t m_portWords = 0;
};

/// Puts a word where it belongs in the output as asked for; columns that are padding are left out. Softmax: a row gets its
/// codes with its last slice.
void store(const LayerContext &context, const OutputWord &word, PpuOutput &output);

} // namespace vsq
