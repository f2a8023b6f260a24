// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/valuehistory.h"

#include "core/chip/signalreader.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr std::int64_t kCyclesBetweenLooks = 4096; ///< at the job

void add(HistorySpan &span, const HistorySpan &other)
{
    if (!other.any) {
        return;
    }
    span.low = span.any ? std::min(span.low, other.low) : other.low;
    span.high = span.any ? std::max(span.high, other.high) : other.high;
    span.last = other.last;
    span.any = true;
}

} // namespace

ValueHistory::ValueHistory(const LayerContext &context, std::vector<ChipSignal> watched, std::int64_t from, std::int64_t to,
                           const JobContext &job)
    : m_signals(std::move(watched)), m_from(std::clamp<std::int64_t>(from, 0, context.schedule().totalCycles())),
      m_to(std::clamp<std::int64_t>(to, m_from, context.schedule().totalCycles()))
{
    while ((m_to - m_from + m_resolution - 1) / m_resolution > kFinest) {
        m_resolution *= 2;
    }
    read(context, job);
    summarise();
}

void ValueHistory::read(const LayerContext &context, const JobContext &job)
{
    const auto count = static_cast<std::size_t>((m_to - m_from + m_resolution - 1) / m_resolution);
    Level &finest = m_levels.emplace_back();
    finest.cycles = m_resolution;
    finest.spans.assign(m_signals.size(), std::vector<HistorySpan>(count));
    finest.events.assign(count, 0);
    SignalReader reader(context);
    reader.seek(m_from);
    for (std::int64_t cycle = m_from; cycle < m_to; ++cycle) {
        if ((cycle - m_from) % kCyclesBetweenLooks == 0) {
            job.check();
            job.report(cycle - m_from, m_to - m_from, "reading");
        }
        reader.step();
        const auto at = static_cast<std::size_t>((cycle - m_from) / m_resolution);
        for (std::size_t i = 0; i < m_signals.size(); ++i) {
            if (const std::optional<std::int64_t> value = reader.value(m_signals[i])) {
                add(finest.spans[i][at], {true, *value, *value, *value});
            }
        }
        for (const Event &event : reader.events()) {
            finest.events[at] |= 1U << static_cast<unsigned>(event.kind);
        }
    }
}

void ValueHistory::summarise()
{
    while (m_levels.back().events.size() > static_cast<std::size_t>(kFactor)) {
        const Level &fine = m_levels.back();
        Level coarse;
        coarse.cycles = fine.cycles * kFactor;
        const std::size_t count = (fine.events.size() + kFactor - 1) / kFactor;
        coarse.spans.assign(m_signals.size(), std::vector<HistorySpan>(count));
        coarse.events.assign(count, 0);
        for (std::size_t at = 0; at < fine.events.size(); ++at) {
            coarse.events[at / kFactor] |= fine.events[at];
            for (std::size_t i = 0; i < m_signals.size(); ++i) {
                add(coarse.spans[i][at / kFactor], fine.spans[i][at]);
            }
        }
        m_levels.push_back(std::move(coarse));
    }
}

template <typename Visit>
void ValueHistory::cover(std::int64_t from, std::int64_t to, const Visit &visit) const
{
    std::int64_t at = (std::clamp(from, m_from, m_to) - m_from) / m_resolution;
    const std::int64_t end = (std::clamp(to, m_from, m_to) - m_from + m_resolution - 1) / m_resolution;
    while (at < end) { // the longest span that begins here and does not reach too far
        std::size_t level = 0;
        std::int64_t length = 1;
        while (level + 1 < m_levels.size() && at % (length * kFactor) == 0 && at + length * kFactor <= end) {
            ++level;
            length *= kFactor;
        }
        visit(m_levels[level], static_cast<std::size_t>(at / length));
        at += length;
    }
}

HistorySpan ValueHistory::span(std::size_t signal, std::int64_t from, std::int64_t to) const
{
    HistorySpan all;
    cover(from, to, [&](const Level &level, std::size_t at) { add(all, level.spans[signal][at]); });
    return all;
}

std::uint32_t ValueHistory::events(std::int64_t from, std::int64_t to) const
{
    std::uint32_t all = 0;
    cover(from, to, [&](const Level &level, std::size_t at) { all |= level.events[at]; });
    return all;
}

std::optional<std::int64_t> ValueHistory::at(std::size_t signal, std::int64_t cycle) const
{
    if (m_resolution != 1 || cycle < m_from || cycle >= m_to) {
        return std::nullopt;
    }
    const HistorySpan &span = m_levels.front().spans[signal][static_cast<std::size_t>(cycle - m_from)];
    return span.any ? std::optional(span.last) : std::nullopt;
}

} // namespace vsq
