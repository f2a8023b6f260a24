// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/chrometrace.h"

#include "core/energy/operatingpoints.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace vsq {

namespace {

enum class Track { Subtiles = 1, Tiles, Passes, Ppu, Stalls };

class TraceWriter {
public:
    TraceWriter(const LayerContext &context, const std::string &name)
        : m_context(context), m_microseconds(1e6 / clockAt(context.config().voltage, context.config().clockCurve).value)
    {
        m_text = "{\"displayTimeUnit\": \"ns\", \"otherData\": {\"layer\": " + nlohmann::json(name).dump()
            + fmt::format(", \"cycles\": {}, \"clock_MHz\": {:.3f}, \"voltage\": {}}}, \"traceEvents\": [\n",
                          context.schedule().totalCycles(), 1.0 / m_microseconds, context.config().voltage);
        metadata("process_name", 0, name);
        metadata("thread_name", Track::Subtiles, "subtiles");
        metadata("thread_name", Track::Tiles, "tiles");
        metadata("thread_name", Track::Passes, "passes along K");
        metadata("thread_name", Track::Ppu, "PPU");
        metadata("thread_name", Track::Stalls, "stalls");
    }

    std::string write()
    {
        for (std::size_t i = 0; i < m_context.plan().subtiles.size(); ++i) {
            subtile(i);
        }
        return m_text + "\n]}\n";
    }

private:
    template <typename Thread> void metadata(const char *kind, Thread thread, const std::string &value)
    {
        add(fmt::format(R"({{"name": "{}", "ph": "M", "pid": 1, "tid": {}, "args": {{"name": {}}}}})", kind, static_cast<int>(thread),
                        nlohmann::json(value).dump()));
    }

    void add(const std::string &event)
    {
        m_text += (m_first ? "" : ",\n") + event;
        m_first = false;
    }

    /// arguments: more members of args, each with a comma before it.
    void span(Track track, const std::string &name, std::int64_t begin, std::int64_t end, const std::string &arguments = {})
    {
        if (end > begin) {
            add(fmt::format(R"({{"name": "{}", "ph": "X", "pid": 1, "tid": {}, "ts": {:.6f}, "dur": {:.6f}, "args": {{"cycle": {}, "cycles": {}{}}}}})",
                            name, static_cast<int>(track), static_cast<double>(begin) * m_microseconds,
                            static_cast<double>(end - begin) * m_microseconds, begin, end - begin, arguments));
        }
    }

    void subtile(std::size_t index)
    {
        const Subtile &part = m_context.subtile(index);
        const Schedule &schedule = m_context.schedule();
        const std::int64_t begin = schedule.start(index);
        const std::int64_t end = schedule.start(index + 1);
        span(Track::Subtiles, "fill", begin, begin + part.fillCycles);
        span(Track::Subtiles, fmt::format("subtile {}", index), begin + part.fillCycles, end - part.drainCycles,
             fmt::format(R"(, "m": [{}, {}], "n": [{}, {}], "vectors": [{}, {}])", part.mBegin, part.mEnd, part.nBegin, part.nEnd,
                         part.vectorBegin, part.vectorEnd));
        span(Track::Subtiles, "drain", end - part.drainCycles, end);
        for (std::int64_t ordinal = 0; ordinal < m_context.plan().tiles(part); ++ordinal) {
            tile(index, m_context.plan().tile(part, ordinal));
        }
        for (const Stall &stall : schedule.stalls(index)) {
            const std::int64_t product = schedule.cycleOf(index, stall.compute);
            span(Track::Stalls, fmt::format("waits for {}", nameOf(stall.cause)), product - stall.length, product);
        }
    }

    void tile(std::size_t index, const Tile &tile)
    {
        const Subtile &part = m_context.subtile(index);
        const auto cycleOf = [&](std::int64_t compute) { return m_context.schedule().cycleOf(index, compute); };
        const std::int64_t last = cycleOf(tile.firstCycle + tile.cycles - 1) + 1;
        span(Track::Tiles, "tile", cycleOf(tile.firstCycle), last,
             fmt::format(R"(, "tile": {}, "m": {}, "n": {}, "columns": {})", part.firstTile + tile.ordinal, tile.m, tile.n, tile.columns));
        for (std::int64_t k = 0; k < part.vectors(); ++k) {
            const std::int64_t first = tile.firstCycle + k * tile.columns;
            span(Track::Passes, fmt::format("k {}", part.vectorBegin + k), cycleOf(first), cycleOf(first + tile.columns - 1) + 1);
        }
        const bool processed = m_context.ppu().has_value();
        span(Track::Ppu, processed ? "post-processing" : "read-out", last,
             last + tile.columns + (processed ? m_context.config().ppuStages - 1 : 0));
    }

    const LayerContext &m_context;
    double m_microseconds; ///< a cycle
    std::string m_text;
    bool m_first = true;
};

} // namespace

std::string chromeTrace(const LayerContext &context, const std::string &name)
{
    return TraceWriter(context, name).write();
}

} // namespace vsq
