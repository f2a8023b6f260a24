// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/stallbuilder.h"

#include <algorithm>
#include <array>
#include <optional>

namespace vsq {

namespace {

constexpr std::size_t kEntries = 16;

class Builder {
public:
    Builder(const Plan &plan, const ChipConfig &config)
        : m_plan(plan), m_config(config), m_streams(config.operandSupply == ChipConfig::Operands::Streaming),
          m_timing(plan, config), m_walk(plan)
    {
        if (m_streams) {
            m_stream.emplace(plan, config);
        }
    }

    StallRecord run()
    {
        for (std::size_t s = 0; s < m_plan.subtiles.size(); ++s) {
            m_stalls.clear();
            m_stalled = 0;
            const Subtile &part = m_plan.subtiles[s];
            if (m_stream) {
                m_record.atStart.push_back(m_stream->mark());
            }
            idle(part.fillCycles);
            settle();
            m_record.atFirstProduct.push_back(m_timing);
            m_entries = {};
            m_before = &part;
            std::int64_t compute = 0;
            std::int64_t columnsBefore = 0;
            while (!m_walk.atEnd() && m_walk.subtileIndex() == s) {
                pass(part, compute, columnsBefore);
                columnsBefore = m_walk.tile().columns;
                m_walk.next();
            }
            drain(part, compute);
            m_record.stalls.push_back(m_stalls);
        }
        m_record.outputReads = m_timing.reads;
        return std::move(m_record);
    }

private:
    struct Entry {
        bool pending = false;
        std::int64_t m = 0;
    };

    void cycle(const ReadOutWords &words)
    {
        m_timing.tick(words);
        if (m_stream) {
            m_stream->tick();
        }
    }

    void idle(std::int64_t cycles)
    {
        for (std::int64_t i = 0; i < cycles; ++i) {
            cycle({});
        }
    }

    void settle()
    {
        while (m_before != nullptr && anyPending()) { // the drain was too short: as if the pipeline were ideal
            m_timing.take(takePending(*m_before));
        }
        m_timing.flush();
        if (!m_streams) {
            m_timing.release();
        }
    }

    void stall(std::int64_t compute, StallCause cause, const ReadOutWords &words = {})
    {
        if (m_stalls.empty() || m_stalls.back().compute != compute || m_stalls.back().cause != cause) {
            m_stalls.push_back({compute, 0, m_stalled, cause});
        }
        ++m_stalls.back().length;
        ++m_stalled;
        cycle(words);
    }

    [[nodiscard]] ReadOutWords wordsOf(const Subtile &part, const Entry &entry) const
    {
        return entry.pending ? readOutWords(m_plan, part, entry.m, m_config) : ReadOutWords{};
    }

    [[nodiscard]] bool hasRoom(std::int64_t words) const
    {
        return !m_streams || m_timing.allocated + words <= m_config.outputWords;
    }

    /// Reads the first pending entry out; what it means for the output.
    ReadOutWords takePending(const Subtile &part)
    {
        const auto first = std::find_if(m_entries.begin(), m_entries.end(), [](const Entry &e) { return e.pending; });
        const ReadOutWords words = wordsOf(part, *first);
        first->pending = false;
        return words;
    }
    [[nodiscard]] std::int64_t pendingWords(const Subtile &part) const
    {
        std::int64_t words = 0;
        for (const Entry &entry : m_entries) {
            words += wordsOf(part, entry).allocates;
        }
        return words;
    }
    [[nodiscard]] bool anyPending() const
    {
        return std::any_of(m_entries.begin(), m_entries.end(), [](const Entry &e) { return e.pending; });
    }

    void pass(const Subtile &part, std::int64_t &compute, std::int64_t columnsBefore)
    {
        const Tile &tile = m_walk.tile();
        const bool isFirst = m_walk.k() == part.vectorBegin;
        if (compute > 0) {
            // a load that does not hide behind the pass before.
            const std::int64_t load = m_config.aPrefetch ? std::max<std::int64_t>(0, m_config.aLoadCycles - columnsBefore)
                                                         : m_config.aLoadCycles + m_config.sramReadLatency;
            for (std::int64_t i = 0; i < load; ++i) {
                stall(compute, StallCause::A);
            }
            // entries are cleared as they are read out, before the first pass reads them.
            while (isFirst && !m_config.firstPassForcedZero && anyPending()) {
                const auto next = std::find_if(m_entries.begin(), m_entries.end(), [](const Entry &e) { return e.pending; });
                if (hasRoom(wordsOf(part, *next).allocates)) {
                    stall(compute, StallCause::Output, takePending(part));
                } else {
                    stall(compute, StallCause::Output);
                }
            }
        }
        m_neededA += m_walk.newA();
        for (std::int64_t a = 0; a < tile.columns; ++a) {
            m_neededB += m_walk.newB() > 0 ? 1 : 0;
            while (m_stream && !m_stream->hasA(m_neededA)) {
                stall(compute, StallCause::A);
            }
            while (m_stream && !m_stream->hasB(m_neededB)) {
                stall(compute, StallCause::B);
            }
            Entry &entry = m_entries[static_cast<std::size_t>(a)];
            ReadOutWords words;
            if (isFirst) {
                words = wordsOf(part, entry);
                while (!hasRoom(words.allocates)) {
                    stall(compute, StallCause::Output);
                }
                entry = {false, tile.m};
            }
            entry.pending = m_walk.k() + 1 == part.vectorEnd;
            cycle(words);
            ++compute;
        }
        if (m_stream) {
            m_stream->free(m_walk.freedA(), m_walk.freedB());
        }
    }

    void drain(const Subtile &part, std::int64_t compute)
    {
        while (!hasRoom(pendingWords(part))) {
            const auto next = std::find_if(m_entries.begin(), m_entries.end(), [](const Entry &e) { return e.pending; });
            stall(compute, StallCause::Output, hasRoom(wordsOf(part, *next).allocates) ? takePending(part) : ReadOutWords{});
        }
        for (std::int64_t i = 0; i < part.drainCycles; ++i) {
            cycle(anyPending() ? takePending(part) : ReadOutWords{});
        }
    }

    const Plan &m_plan;
    const ChipConfig &m_config;
    bool m_streams;
    PpuTiming m_timing;
    std::optional<OperandStream> m_stream;
    PassWalk m_walk;
    std::int64_t m_neededA = 0;
    std::int64_t m_neededB = 0;
    std::array<Entry, kEntries> m_entries{};
    const Subtile *m_before = nullptr; ///< whose results are still on their way
    std::vector<Stall> m_stalls;
    std::int64_t m_stalled = 0;
    StallRecord m_record;
};

} // namespace

bool canStall(const ChipConfig &config)
{
    return config.operandSupply == ChipConfig::Operands::Streaming || !config.aPrefetch || config.aLoadCycles > 1
           || !config.firstPassForcedZero;
}

StallRecord buildStalls(const Plan &plan, const ChipConfig &config)
{
    return Builder(plan, config).run();
}

} // namespace vsq
