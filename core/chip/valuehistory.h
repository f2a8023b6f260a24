// SPDX-License-Identifier: GPL-3.0-or-later
// What signals did over cycles, with levels of detail: drawing a million cycles looks at as many numbers as drawing a thousand.
#pragma once

#include "core/base/job.h"
#include "core/chip/chipsignal.h"
#include "core/chip/layercontext.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace vsq {

/// A stretch of cycles of one signal.
struct HistorySpan {
    bool any = false; ///< it had a value in one of the cycles
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::int64_t last = 0;
};

class ValueHistory {
public:
    /// Most spans that the finest level holds: longer stretches are read in spans of several cycles.
    static constexpr std::int64_t kFinest = std::int64_t{1} << 19;

    /// Executes the cycles from .. to-1 once, for all signals. Throws Cancelled.
    ValueHistory(const LayerContext &context, std::vector<ChipSignal> watched, std::int64_t from, std::int64_t to,
                 const JobContext &job = {});

    [[nodiscard]] const std::vector<ChipSignal> &watched() const { return m_signals; }
    [[nodiscard]] std::int64_t from() const { return m_from; }
    [[nodiscard]] std::int64_t to() const { return m_to; }
    /// Cycles in a span of the finest level; 1: every cycle's value is there.
    [[nodiscard]] std::int64_t resolution() const { return m_resolution; }

    /// The cycles from .. to-1, widened to whole spans of the finest level.
    [[nodiscard]] HistorySpan span(std::size_t signal, std::int64_t from, std::int64_t to) const;
    /// A bit for each EventKind that occurred in them.
    [[nodiscard]] std::uint32_t events(std::int64_t from, std::int64_t to) const;
    /// After a cycle, where every cycle's value is there.
    [[nodiscard]] std::optional<std::int64_t> at(std::size_t signal, std::int64_t cycle) const;

private:
    static constexpr std::int64_t kFactor = 16; ///< spans of a level in one of the next
    struct Level {
        std::int64_t cycles = 1;                     ///< of a span
        std::vector<std::vector<HistorySpan>> spans; ///< [signal][span]
        std::vector<std::uint32_t> events;
    };
    void read(const LayerContext &context, const JobContext &job);
    void summarise();
    /// Visits as few spans as cover from .. to: visit(level, index).
    template <typename Visit>
    void cover(std::int64_t from, std::int64_t to, const Visit &visit) const;

    std::vector<ChipSignal> m_signals;
    std::int64_t m_from = 0;
    std::int64_t m_to = 0;
    std::int64_t m_resolution = 1;
    std::vector<Level> m_levels; ///< the finest first
};

} // namespace vsq
