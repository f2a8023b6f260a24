// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/chrometrace.h"

#include "core/base/json.h"
#include "core/energy/operatingpoints.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

enum class Track { Subtiles = 1, Tiles, Passes, Ppu, Stalls };

class TraceWriter {
public:
    TraceWriter(const LayerContext &context, const std::string &name)
        : m_context(context), m_microseconds(1e6 / clockAt(context.config().voltage, context.config().clockCurve).value)
    {
        m_text = "{\"displayTimeUnit\": \"ns\", \"otherData\": {\"layer\": " + jsonText(Json(name), -1)
                 + fmt::format(
                     ", \"output\": \"{}\", \"cycles\": {}, \"clock_MHz\": {:.3f}, \"voltage\": {}}}, \"traceEvents\": [\n",
                     nameOf(context.plan().shape.output), context.schedule().totalCycles(), 1.0 / m_microseconds,
                     context.config().voltage);
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
        endProcessing(m_context.schedule().totalCycles());
        return m_text + "\n]}\n";
    }

private:
    template <typename Thread>
    void metadata(const char *kind, Thread thread, const std::string &value)
    {
        add(fmt::format(R"({{"name": "{}", "ph": "M", "pid": 1, "tid": {}, "args": {{"name": {}}}}})", kind,
                        static_cast<int>(thread), jsonText(Json(value), -1)));
    }

    void add(const std::string &event)
    {
        m_text += (m_first ? "" : ",\n") + event;
        m_first = false;
    }

    /// Picoseconds, so that a span ends exactly where the next one begins.
    [[nodiscard]] std::int64_t picoseconds(std::int64_t cycle) const
    {
        return std::llround(static_cast<double>(cycle) * m_microseconds * 1e6);
    }

    /// arguments: more members of args, each with a comma before it.
    void span(Track track, const std::string &name, std::int64_t begin, std::int64_t end, const std::string &arguments = {})
    {
        if (end > begin) {
            const std::int64_t from = picoseconds(begin);
            const std::int64_t length = picoseconds(end) - from;
            add(fmt::format(
                R"({{"name": "{}", "ph": "X", "pid": 1, "tid": {}, "ts": {}.{:06}, "dur": {}.{:06}, "args": {{"cycle": {}, "cycles": {}{}}}}})",
                name, static_cast<int>(track), from / 1000000, from % 1000000, length / 1000000, length % 1000000, begin,
                end - begin, arguments));
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
            const std::int64_t first = begin + part.fillCycles + stall.compute + stall.before;
            span(Track::Stalls, fmt::format("waits for {}", nameOf(stall.cause)), first, first + stall.length);
        }
    }

    void tile(std::size_t index, const Tile &tile)
    {
        const Subtile &part = m_context.subtile(index);
        const auto cycleOf = [&](std::int64_t compute) { return m_context.schedule().cycleOf(index, compute); };
        const std::int64_t last = cycleOf(tile.firstCycle + tile.cycles - 1) + 1;
        span(Track::Tiles, "tile", cycleOf(tile.firstCycle), last,
             fmt::format(R"(, "tile": {}, "m": {}, "n": {}, "columns": {})", part.firstTile + tile.ordinal, tile.m, tile.n,
                         tile.columns));
        for (std::int64_t k = 0; k < part.vectors(); ++k) {
            const std::int64_t first = tile.firstCycle + k * tile.columns;
            span(Track::Passes, fmt::format("k {}", part.vectorBegin + k), cycleOf(first), cycleOf(first + tile.columns - 1) + 1);
        }
        // Its entries are read out in the first pass of the next tile, or in the drain.
        const bool isLast = tile.ordinal + 1 == m_context.plan().tiles(part);
        const std::int64_t readOut = isLast ? last : cycleOf(tile.firstCycle + tile.cycles);
        endProcessing(readOut);
        const int stages = m_context.ppu() ? std::max(1, m_context.config().ppuStages) : 1;
        m_processing = {readOut, readOut + tile.columns + stages - 1, part.firstTile + tile.ordinal};
    }

    /// The tile in post-processing, until the next one's entries follow on its heels.
    void endProcessing(std::int64_t next)
    {
        span(Track::Ppu, m_context.ppu() ? "post-processing" : "read-out", m_processing.begin, std::min(m_processing.end, next),
             fmt::format(R"(, "tile": {})", m_processing.tile));
        m_processing = {};
    }

    struct Processing {
        std::int64_t begin = 0;
        std::int64_t end = 0;
        std::int64_t tile = 0;
    };

    const LayerContext &m_context;
    double m_microseconds; ///< a cycle
    std::string m_text;
    bool m_first = true;
    Processing m_processing;
};

} // namespace

std::string chromeTrace(const LayerContext &context, const std::string &name)
{
    return TraceWriter(context, name).write();
}

} // namespace vsq
