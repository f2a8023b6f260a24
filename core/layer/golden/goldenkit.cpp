// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/golden/goldenkit.h"

#include "core/base/error.h"
#include "core/chip/addressgenerator.h"
#include "core/chip/bufferword.h"
#include "core/chip/finishedtiles.h"
#include "core/chip/ppu.h"
#include "core/chip/softmax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <tuple>

namespace vsq {

namespace {

constexpr std::int64_t kUsualCycles = 2048;

/// Puts the low `width` bits of a value at a place of a word.
void put(GoldenBits &word, int at, int width, std::uint64_t value)
{
    for (int i = 0; i < width; ++i) {
        const auto bit = static_cast<std::uint32_t>(value >> i & 1U);
        word[static_cast<std::size_t>((at + i) / 32)] |= bit << ((at + i) % 32);
    }
}

class Maker {
public:
    Maker(const OpenedChip &chip, std::int64_t first, std::int64_t last)
        : m_chip(chip), m_context(chip.context()), m_plan(m_context.plan()), m_config(chip.config()), m_tiles(m_context)
    {
        m_kit.firstTile = first;
        m_kit.lastTile = last;
        m_kit.bias.width = kLanes * (m_config.biasBits > 8 ? 16 : 8);
    }

    GoldenKit run()
    {
        for (std::size_t s = 0; s < m_plan.subtiles.size(); ++s) {
            const Subtile &part = m_context.subtile(s);
            const std::int64_t tiles = m_plan.tiles(part);
            if (part.firstTile + tiles <= m_kit.firstTile || part.firstTile > m_kit.lastTile) {
                continue;
            }
            m_held.clear();
            for (std::int64_t ordinal = 0; ordinal < tiles; ++ordinal) {
                const std::int64_t tile = part.firstTile + ordinal;
                if (tile >= m_kit.firstTile && tile <= m_kit.lastTile) {
                    addTile(s, m_plan.tile(part, ordinal));
                }
            }
        }
        if (m_kit.out.words.empty()) {
            m_kit.out.words.emplace_back(); // $readmemh wants one
        }
        for (const GoldenFile *file : m_kit.files()) {
            for (const GoldenBits &word : file->words) {
                m_kit.checks.words.push_back({checkOf(word)});
            }
        }
        return std::move(m_kit);
    }

private:
    [[nodiscard]] GoldenBits wordOf(const std::int8_t *from, std::int32_t scale) const
    {
        std::array<std::int8_t, kMaxVector> codes{};
        std::copy_n(from, m_context.size(), codes.begin());
        GoldenBits word{};
        const BufferBits bits = packWord(codes, static_cast<std::uint8_t>(scale), m_context.mode(), m_config.scaleByte);
        for (std::size_t i = 0; i < bits.size(); ++i) {
            put(word, static_cast<int>(8 * i), 8, bits[i]);
        }
        return word;
    }

    /// Words are written when they are first used.
    std::int64_t groupOf(std::size_t s, std::int64_t m, std::int64_t k)
    {
        const auto [at, isNew] = m_groups.try_emplace({s, m, k}, static_cast<std::int64_t>(m_kit.aGroups.size()));
        if (isNew) {
            const Subtile &part = m_context.subtile(s);
            m_kit.aGroups.push_back({s, aAddresses(part, m, m_plan.lanes).at(k - part.vectorBegin)});
            for (std::int64_t lane = 0; lane < m_plan.lanes; ++lane) {
                const std::int64_t row = m + lane < part.mEnd ? m + lane : m_context.a().rows;
                m_kit.a.words.push_back(wordOf(m_context.aCodes(row, k), m_context.aScale(row, k)));
            }
        }
        return at->second;
    }

    std::int64_t wordOfB(std::size_t s, std::int64_t n, std::int64_t k)
    {
        const auto [at, isNew] = m_words.try_emplace({s, n, k}, static_cast<std::int64_t>(m_kit.bWords.size()));
        if (isNew) {
            const Subtile &part = m_context.subtile(s);
            m_kit.bWords.push_back({s, (n - part.nBegin) * part.vectors() + k - part.vectorBegin});
            const std::int64_t row = m_plan.column(n);
            m_kit.b.words.push_back(wordOf(m_context.bCodes(row, k), m_context.bScale(row, k)));
        }
        return at->second;
    }

    std::int64_t settingsOf(std::size_t s, std::int64_t m)
    {
        const auto [at, isNew] = m_settings.try_emplace({s, m, 0}, static_cast<std::int64_t>(m_kit.ppuWords.size()));
        if (isNew) {
            const Subtile &part = m_context.subtile(s);
            m_kit.ppuWords.push_back({s, (m - part.mBegin) / m_plan.lanes});
            GoldenBits scales{};
            GoldenBits bias{};
            const int biasWidth = m_kit.bias.width / kLanes;
            for (int lane = 0; m_context.ppu() && lane < m_plan.lanes && m + lane < part.mEnd; ++lane) {
                put(scales, 16 * lane, 16, static_cast<std::uint64_t>(m_context.ppu()->scaleOf(m + lane)));
                put(bias, biasWidth * lane, biasWidth, static_cast<std::uint64_t>(m_context.ppu()->biasOf(m + lane)));
            }
            m_kit.scales.words.push_back(scales);
            m_kit.bias.words.push_back(bias);
        }
        return at->second;
    }

    void addTile(std::size_t s, const Tile &tile)
    {
        const Subtile &part = m_context.subtile(s);
        const int perWord = std::max(1, codesPerOutputWord(m_plan.output));
        TileSums sums;
        LaneCounts counts;
        m_tiles.run(s, tile, sums, counts);
        for (std::int64_t pass = 0; pass < part.vectors(); ++pass) {
            for (std::int64_t a = 0; a < tile.columns; ++a) {
                GoldenStep step;
                step.cycle = m_context.schedule().cycleOf(s, tile.firstCycle + pass * tile.columns + a);
                step.k = part.vectorBegin + pass;
                step.a = groupOf(s, tile.m, step.k);
                step.b = wordOfB(s, tile.n + a, step.k);
                step.ppu = settingsOf(s, tile.m);
                step.entry = static_cast<int>(a);
                step.rows = static_cast<int>(tile.rows);
                step.first = pass == 0;
                step.last = pass + 1 == part.vectors();
                step.row = m_config.vsqTilesInside ? a : tile.n + a - part.nBegin;
                step.offset = static_cast<int>((tile.m - part.mBegin) % perWord);
                step.m = tile.m;
                step.n = tile.n + a;
                step.subtile = s;
                step.tile = part.firstTile + tile.ordinal;
                if (step.last) {
                    finish(step, part, sums[static_cast<std::size_t>(a)]);
                }
                addStep(step);
            }
        }
    }

    /// A finished entry: its sums, and the output words that come of it.
    void finish(GoldenStep &step, const Subtile &part, const std::array<std::int32_t, kLanes> &sums)
    {
        GoldenBits word{};
        for (int lane = 0; lane < m_plan.lanes; ++lane) {
            put(word, 24 * lane, 24, static_cast<std::uint64_t>(sums[static_cast<std::size_t>(lane)]) & 0xffffffU);
        }
        m_kit.sumSteps.push_back(m_kit.steps.size());
        m_kit.sums.words.push_back(word);
        if (!m_context.ppu()) {
            return;
        }
        std::array<std::int32_t, kLanes> values{};
        std::int64_t largest = 0;
        for (int lane = 0; lane < step.rows; ++lane) {
            const PpuValue value = ppuValue(sums[static_cast<std::size_t>(lane)], step.m + lane, *m_context.ppu(), m_config);
            values[static_cast<std::size_t>(lane)] = value.truncated;
            largest = std::max(largest, std::abs(value.rectified));
        }
        const std::int64_t vector = outputVector(m_plan.output, m_config);
        if (vector > 0) {
            gather(step, part, values, largest, vector);
        } else {
            step.completes = true;
            step.count = step.rows;
            m_plan.output == OutputFormat::Softmax ? addSlices(step, values) : addCodes(step, values);
        }
    }

    void addCodes(const GoldenStep &step, const std::array<std::int32_t, kLanes> &values)
    {
        GoldenBits word{};
        const int width = 128 / codesPerOutputWord(m_plan.output);
        for (int i = 0; i < step.rows; ++i) {
            const int code = staticCode(values[static_cast<std::size_t>(i)], m_plan.output, m_config);
            put(word, dataAt() + width * (step.offset + i), width, static_cast<std::uint64_t>(code));
        }
        addOutput(word, step.m, step.rows);
    }

    /// 2^(x - local maximum) in U(1,15) of each lane, and the local maxima of the slices, 8 bits each (spec section 7).
    void addSlices(const GoldenStep &step, const std::array<std::int32_t, kLanes> &values)
    {
        m_kit.out.width = 384;
        const SoftmaxUnit unit(m_config);
        std::array<std::int8_t, kLanes> x{};
        std::array<std::uint16_t, kLanes> y{};
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = unit.quantizeTruncated(values[i]);
        }
        GoldenBits word{};
        SoftmaxState state;
        const auto count = static_cast<std::size_t>(step.rows);
        const auto slice = static_cast<std::size_t>(m_config.softmaxSlice);
        for (std::size_t begin = 0; begin < count; begin += slice) {
            const std::size_t length = std::min(slice, count - begin);
            const std::int32_t local = unit.addSlice(state, std::span(x).subspan(begin, length),
                                                     std::span(y).subspan(begin, length));
            put(word, 256 + static_cast<int>(8 * (begin / slice)), 8, static_cast<std::uint64_t>(local));
        }
        for (std::size_t i = 0; i < count; ++i) {
            put(word, static_cast<int>(16 * i), 16, y[i]);
        }
        addOutput(word, step.m, step.rows);
    }

    void gather(GoldenStep &step, const Subtile &part, const std::array<std::int32_t, kLanes> &values, std::int64_t largest,
                std::int64_t vector)
    {
        const std::int64_t begin = step.m / vector * vector;
        step.segment = static_cast<int>((step.m - begin) / m_plan.lanes);
        Held &held = m_held[step.row];
        if (step.segment == 0) {
            held = {};
        }
        held.segments += 1;
        held.largest = std::max(held.largest, largest);
        std::copy_n(values.begin(), m_plan.lanes, held.values.begin() + step.segment * m_plan.lanes);
        const std::int64_t count = std::min(vector, part.mEnd - begin);
        const bool isLast = step.m + m_plan.lanes >= begin + count;
        if (!isLast || held.segments != step.segment + 1) { // the range of tiles may begin in the middle of a vector
            return;
        }
        step.completes = true;
        step.count = static_cast<int>(count);
        const VectorQuantizer quantizer(ppuMagnitude(held.largest, *m_context.ppu(), m_config), m_plan.output, m_config,
                                        reciprocalIn(*m_context.ppu(), m_config));
        const int perWord = codesPerOutputWord(m_plan.output);
        const int width = 128 / perWord;
        for (std::int64_t first = 0; first < count; first += perWord) {
            GoldenBits word{};
            const int inWord = static_cast<int>(std::min<std::int64_t>(perWord, count - first));
            for (int i = 0; i < inWord; ++i) {
                const int code = quantizer.code(held.values[static_cast<std::size_t>(first + i)]);
                put(word, dataAt() + width * i, width, static_cast<std::uint64_t>(code));
            }
            if (first == 0 || m_config.outputScaleRepeated) {
                put(word, m_config.scaleByte == ChipConfig::ScaleByte::High ? 128 : 0, 8, quantizer.scale());
            }
            addOutput(word, begin + first, inWord);
        }
    }

    [[nodiscard]] int dataAt() const { return m_config.scaleByte == ChipConfig::ScaleByte::High ? 0 : 8; }

    void addOutput(const GoldenBits &word, std::int64_t m, int count)
    {
        m_kit.outputs.push_back({m_kit.steps.size(), m, count});
        m_kit.out.words.push_back(word);
    }

    void addStep(const GoldenStep &step)
    {
        GoldenBits word{};
        int at = 0;
        const auto next = [&](int width, std::int64_t value) {
            put(word, at, width, static_cast<std::uint64_t>(value));
            at += width;
        };
        next(32, step.cycle);
        next(24, step.a);
        next(24, step.b);
        next(16, step.k);
        next(16, step.ppu);
        next(8, step.entry);
        next(8, step.rows);
        next(4, step.segment);
        next(4, (step.first ? 1 : 0) | (step.last ? 2 : 0) | (step.completes ? 4 : 0));
        next(8, step.count);
        next(16, step.row);
        next(8, step.offset);
        m_kit.program.words.push_back(word);
        m_kit.steps.push_back(step);
    }

    struct Held {
        int segments = 0;
        std::int64_t largest = 0;
        std::array<std::int32_t, std::size_t{kLanes} * kVsqSegments> values{};
    };

    const OpenedChip &m_chip;
    const LayerContext &m_context;
    const Plan &m_plan;
    const ChipConfig &m_config;
    FinishedTiles m_tiles;
    GoldenKit m_kit;
    using Key = std::tuple<std::size_t, std::int64_t, std::int64_t>; ///< subtile, row or column, vector
    std::map<Key, std::int64_t> m_groups;
    std::map<Key, std::int64_t> m_words;
    std::map<Key, std::int64_t> m_settings;
    std::map<std::int64_t, Held> m_held; ///< by row of the VSQ buffer
};

/// As many tiles as have about kUsualCycles; whole groups that an output vector needs.
std::int64_t usualLast(const Plan &plan, std::int64_t first)
{
    std::int64_t cycles = 0;
    std::int64_t last = first;
    for (const Subtile &part : plan.subtiles) {
        for (std::int64_t ordinal = std::max<std::int64_t>(0, first - part.firstTile); ordinal < plan.tiles(part); ++ordinal) {
            if (cycles >= kUsualCycles && (part.firstTile + ordinal - first) % plan.mTilesInside == 0) {
                return last;
            }
            cycles += plan.tile(part, ordinal).cycles;
            last = part.firstTile + ordinal;
        }
    }
    return last;
}

} // namespace

std::vector<const GoldenFile *> GoldenKit::files() const
{
    return {&a, &b, &scales, &bias, &sums, &out, &program};
}

GoldenKit makeGoldenKit(const OpenedChip &chip, std::int64_t first, std::int64_t last)
{
    const Plan &plan = chip.context().plan();
    const std::int64_t tiles = plan.subtiles.back().firstTile + plan.tiles(plan.subtiles.back());
    const std::string item = "layer '" + chip.data().layer.name + "'";
    if (first < 0 || first >= tiles) {
        throw Error({{}, item}, "first tile", fmt::format("0 .. {}", tiles - 1), std::to_string(first));
    }
    if (last >= tiles || (last >= 0 && last < first)) {
        throw Error({{}, item}, "last tile", fmt::format("{} .. {}", first, tiles - 1), std::to_string(last));
    }
    return Maker(chip, first, last < 0 ? usualLast(plan, first) : last).run();
}

std::string hexOf(const GoldenBits &bits, int width)
{
    std::string text;
    for (int digit = (width + 3) / 4; digit-- > 0;) {
        text += "0123456789abcdef"[bits[static_cast<std::size_t>(digit / 8)] >> (4 * (digit % 8)) & 15U];
    }
    return text;
}

std::uint32_t checkOf(const GoldenBits &bits)
{
    std::uint32_t hash = 2166136261U;
    for (const std::uint32_t part : bits) {
        hash = (hash * 16777619U) ^ part;
    }
    return hash;
}

} // namespace vsq
