// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/wordtimes.h"

#include "core/base/error.h"
#include "core/base/nearestname.h"
#include "core/chip/ppuarithmetic.h"
#include "core/chip/pputiming.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace vsq {

namespace {

struct MemoryName {
    Memory memory;
    const char *name;
};
constexpr std::array kMemoryNames{
    MemoryName{Memory::ABuffer, "a-buffer"},         MemoryName{Memory::BBuffer, "b-buffer"},
    MemoryName{Memory::ARegister, "a-register"},     MemoryName{Memory::Collector, "collector"},
    MemoryName{Memory::ScaleBuffer, "scale-buffer"}, MemoryName{Memory::BiasBuffer, "bias-buffer"},
    MemoryName{Memory::VsqBuffer, "vsq-buffer"},     MemoryName{Memory::OutputBuffer, "output-buffer"}};

std::int64_t wordsOf(Memory memory, const ChipConfig &config)
{
    switch (memory) {
    case Memory::ABuffer: return config.aBankEntries;
    case Memory::BBuffer: return config.bBufferEntries;
    case Memory::ARegister: return config.lanes;
    case Memory::Collector: return config.collectorEntries;
    case Memory::ScaleBuffer:
    case Memory::BiasBuffer: return config.scaleEntries;
    case Memory::VsqBuffer: return config.vsqTilesInside ? config.collectorEntries : config.bBufferEntries;
    case Memory::OutputBuffer: return config.outputWords;
    default: break;
    }
    return 0;
}

[[noreturn]] void refuse(std::string_view what, const std::string &expected, std::string_view found)
{
    throw Error({{}, "word"}, std::string(what), expected, "'" + std::string(found) + "'");
}

std::int64_t number(std::string_view part, std::string_view whole)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (part.empty() || error != std::errc() || end != part.data() + part.size()) {
        refuse("address", "MEMORY:ADDRESS in whole numbers (a-buffer:BANK:ADDRESS)", whole);
    }
    return value;
}

bool sameColumns(const Subtile &a, const Subtile &b)
{
    return a.nBegin == b.nBegin && a.nEnd == b.nEnd && a.vectorBegin == b.vectorBegin && a.vectorEnd == b.vectorEnd;
}

bool sameRows(const Subtile &a, const Subtile &b)
{
    return a.mBegin == b.mBegin && a.mEnd == b.mEnd && a.vectorBegin == b.vectorBegin && a.vectorEnd == b.vectorEnd;
}

} // namespace

void validate(const ChipWord &word, const ChipConfig &config)
{
    const std::int64_t words = wordsOf(word.memory, config);
    const auto inRange = [](const char *what, std::int64_t value, std::int64_t count) {
        if (value < 0 || value >= count) {
            throw Error({{}, "word"}, what, fmt::format("0 .. {}", count - 1), std::to_string(value));
        }
    };
    inRange("bank", word.bank, word.memory == Memory::ABuffer ? config.lanes : 1);
    inRange("address", word.address, words);
}

ChipWord chipWordFromText(std::string_view text, const ChipConfig &config)
{
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    const auto found = std::find_if(kMemoryNames.begin(), kMemoryNames.end(),
                                    [&](const MemoryName &entry) { return name == entry.name; });
    if (found == kMemoryNames.end() || colon == std::string_view::npos) {
        std::string list;
        std::vector<std::string> names;
        for (const MemoryName &entry : kMemoryNames) {
            list += (list.empty() ? "" : ", ") + std::string(entry.name);
            names.emplace_back(entry.name);
        }
        refuse("memory", "MEMORY:ADDRESS with one of " + list + " (nearest: " + nearestName(std::string(name), names) + ")",
               text);
    }
    ChipWord word{.memory = found->memory};
    std::string_view rest = text.substr(colon + 1);
    if (word.memory == Memory::ABuffer) {
        const std::size_t second = rest.find(':');
        word.bank = number(rest.substr(0, second), text);
        rest = second == std::string_view::npos ? std::string_view() : rest.substr(second + 1);
    }
    word.address = number(rest, text);
    validate(word, config);
    return word;
}

std::string toText(const ChipWord &word)
{
    const auto found = std::find_if(kMemoryNames.begin(), kMemoryNames.end(),
                                    [&](const MemoryName &entry) { return word.memory == entry.memory; });
    const std::string name = found == kMemoryNames.end() ? std::string(nameOf(word.memory)) : found->name;
    return word.memory == Memory::ABuffer ? fmt::format("{}:{}:{}", name, word.bank, word.address)
                                          : fmt::format("{}:{}", name, word.address);
}

WordTimes::WordTimes(const LayerTimes &times, const ChipWord &word) : m_times(&times)
{
    const LayerContext &context = times.context();
    validate(word, context.config());
    for (std::size_t s = 0; s < context.plan().subtiles.size(); ++s) {
        switch (word.memory) {
        case Memory::ABuffer: ofOperandA(s, word); break;
        case Memory::BBuffer: ofOperandB(s, word.address); break;
        case Memory::ARegister: ofRegister(s); break;
        case Memory::Collector: ofCollector(s, word.address); break;
        case Memory::ScaleBuffer:
        case Memory::BiasBuffer: ofSettings(s, word.address); break;
        case Memory::VsqBuffer: ofVsqBuffer(s, word.address); break;
        case Memory::OutputBuffer: ofOutput(s, word.address); break;
        default: break;
        }
    }
    for (std::vector<std::int64_t> *cycles : {&m_writes, &m_clears, &m_reads}) {
        std::sort(cycles->begin(), cycles->end());
        cycles->erase(std::unique(cycles->begin(), cycles->end()), cycles->end());
    }
}

void WordTimes::write(std::int64_t cycle)
{
    if (cycle >= 0) {
        m_writes.push_back(cycle);
    }
}

void WordTimes::clear(std::int64_t cycle)
{
    if (cycle >= 0) {
        m_writes.push_back(cycle);
        m_clears.push_back(cycle);
    }
}

void WordTimes::read(std::int64_t cycle)
{
    if (cycle >= 0) {
        m_reads.push_back(cycle);
    }
}

std::int64_t WordTimes::cycleOf(std::size_t subtile, const Tile &tile, std::int64_t pass, std::int64_t a) const
{
    return m_times->context().schedule().cycleOf(subtile, tile.firstCycle + pass * tile.columns + a);
}

/// Vectors of one tile of rows lie side by side in every bank; one is read at the beginning of its pass, tile by tile along N.
void WordTimes::ofOperandA(std::size_t subtile, const ChipWord &word)
{
    const LayerContext &context = m_times->context();
    const Plan &plan = context.plan();
    const Subtile &part = context.subtile(subtile);
    const std::int64_t row = part.mBegin + word.address / part.vectors() * plan.lanes;
    if (row >= part.mEnd) {
        return;
    }
    const std::int64_t before = static_cast<std::int64_t>(m_reads.size());
    for (std::int64_t n = part.nBegin; n < part.nEnd; n += plan.tileColumns) {
        read(cycleOf(subtile, m_times->tileOf(subtile, row, n), word.address % part.vectors(), 0));
    }
    if (subtile == 0 || !sameRows(context.subtile(subtile - 1), part)) {
        const bool streams = context.config().operandSupply == ChipConfig::Operands::Streaming;
        write(streams ? std::max<std::int64_t>(0, m_reads[static_cast<std::size_t>(before)] - 1)
                      : context.schedule().start(subtile));
    }
}

/// Vectors of a column lie side by side; every tile of rows reads them once.
void WordTimes::ofOperandB(std::size_t subtile, std::int64_t address)
{
    const LayerContext &context = m_times->context();
    const Subtile &part = context.subtile(subtile);
    const std::int64_t n = part.nBegin + address / part.vectors();
    if (n >= part.nEnd) {
        return;
    }
    std::int64_t first = context.schedule().totalCycles();
    for (std::int64_t row = part.mBegin; row < part.mEnd; row += context.plan().lanes) {
        const Tile tile = m_times->tileOf(subtile, row, n);
        const std::int64_t cycle = cycleOf(subtile, tile, address % part.vectors(), n - tile.n);
        first = std::min(first, cycle);
        read(cycle);
    }
    if (subtile == 0 || !sameColumns(context.subtile(subtile - 1), part)) {
        const bool streams = context.config().operandSupply == ChipConfig::Operands::Streaming;
        write(streams ? std::max<std::int64_t>(0, first - 1) : context.schedule().start(subtile));
    }
}

/// All lanes load at the beginning of a pass and hold for all its columns.
void WordTimes::ofRegister(std::size_t subtile)
{
    const Plan &plan = m_times->context().plan();
    const Subtile &part = m_times->context().subtile(subtile);
    for (std::int64_t ordinal = 0; ordinal < plan.tiles(part); ++ordinal) {
        const Tile tile = plan.tile(part, ordinal);
        for (std::int64_t pass = 0; pass < part.vectors(); ++pass) {
            write(cycleOf(subtile, tile, pass, 0));
            for (std::int64_t a = 0; a < tile.columns; ++a) {
                read(cycleOf(subtile, tile, pass, a));
            }
        }
    }
}

/// Written by every product of its column, read by all but the first pass, and when it is handed over; emptied at the end.
void WordTimes::ofCollector(std::size_t subtile, std::int64_t entry)
{
    const Plan &plan = m_times->context().plan();
    const Subtile &part = m_times->context().subtile(subtile);
    const std::int64_t firstRead = m_times->context().config().firstPassForcedZero ? 1 : 0;
    for (std::int64_t ordinal = 0; ordinal < plan.tiles(part); ++ordinal) {
        const Tile tile = plan.tile(part, ordinal);
        for (std::int64_t pass = 0; entry < tile.columns && pass < part.vectors(); ++pass) {
            const std::int64_t cycle = cycleOf(subtile, tile, pass, entry);
            write(cycle);
            if (pass >= firstRead) {
                read(cycle);
            }
        }
    }
    for (const ReadOut &readOut : m_times->readOuts(subtile)) {
        if (readOut.entry == entry) {
            read(readOut.cycle);
            if (firstRead == 0) {
                clear(readOut.cycle);
            }
        }
    }
    if (entry < std::min<std::int64_t>(plan.tileColumns, part.nEnd - part.nBegin)) {
        clear(m_times->lastCycle(subtile));
    }
}

/// Scale and bias: one entry a tile of rows, read with each of its read-outs.
void WordTimes::ofSettings(std::size_t subtile, std::int64_t entry)
{
    const LayerContext &context = m_times->context();
    const Subtile &part = context.subtile(subtile);
    const std::int64_t row = part.mBegin + entry * context.plan().lanes;
    if (!context.ppu() || row >= part.mEnd) {
        return;
    }
    if (subtile == 0 || !sameRows(context.subtile(subtile - 1), part)) {
        write(context.schedule().start(subtile));
    }
    for (const ReadOut &readOut : m_times->readOuts(subtile)) {
        if (readOut.m == row) {
            read(readOut.cycle);
        }
    }
}

/// An output vector's tiles gather in a row until the last one is there.
void WordTimes::ofVsqBuffer(std::size_t subtile, std::int64_t row)
{
    const LayerContext &context = m_times->context();
    const ChipConfig &config = context.config();
    const Plan &plan = context.plan();
    const Subtile &part = context.subtile(subtile);
    if (!context.ppu() || outputVector(plan.output, config) == 0) {
        return;
    }
    const std::int64_t gather = m_times->stages() / 2;
    const std::int64_t end = m_times->lastCycle(subtile);
    bool holds = false;
    for (const ReadOut &readOut : m_times->readOuts(subtile)) {
        const std::int64_t held = config.vsqTilesInside ? readOut.entry : readOut.n - part.nBegin;
        const std::int64_t cycle = readOut.cycle + gather;
        if (held != row || readOut.cycle < 0 || cycle > end) {
            continue;
        }
        const bool isLast = completesVector(plan, part, readOut.m, config);
        const bool buffersAll = config.vsqSegments == kVsqSegments;
        const bool isFirst = readOut.m % outputVector(plan.output, config) == 0;
        if (!isLast || buffersAll) {
            write(cycle);
        }
        if (isLast && (buffersAll || !isFirst)) {
            read(cycle);
            clear(cycle);
        }
        holds = !isLast;
    }
    if (holds) { // the last of its tiles comes past the pipeline
        clear(end);
    }
}

void WordTimes::ofOutput(std::size_t subtile, std::int64_t address)
{
    const LayerContext &context = m_times->context();
    if (!context.ppu() || context.plan().output == OutputFormat::Softmax) {
        return;
    }
    for (const OutputWrite &word : m_times->outputWrites(subtile)) {
        if (word.address == address) {
            write(word.cycle);
        }
    }
}

std::optional<std::int64_t> WordTimes::lastWrite(std::int64_t cycle) const
{
    const auto after = std::upper_bound(m_writes.begin(), m_writes.end(), cycle);
    return after == m_writes.begin() ? std::nullopt : std::optional(*(after - 1));
}

std::optional<std::int64_t> WordTimes::nextRead(std::int64_t cycle) const
{
    const auto after = std::upper_bound(m_reads.begin(), m_reads.end(), cycle);
    return after == m_reads.end() ? std::nullopt : std::optional(*after);
}

} // namespace vsq
