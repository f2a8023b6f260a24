// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/lanekernel.h"

#include "core/chip/datapath.h"

#include <bit>
#include <cstring>

// The same source for each instruction set; the loader picks one. Integers only, so all agree.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)                            \
    && !defined(__SANITIZE_THREAD__) // both die in the loader's choice
#define VSQ_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VSQ_CLONES
#endif
#define VSQ_INLINE [[gnu::always_inline]] static inline

namespace vsq {

namespace {

constexpr int kWidth = 16;
using Shorts [[gnu::vector_size(32)]] = std::int16_t;
using Ints [[gnu::vector_size(64)]] = std::int32_t;

template <typename V, typename T>
VSQ_INLINE void load(V &vector, const T *from)
{
    std::memcpy(&vector, from, sizeof vector);
}

VSQ_INLINE void treesOf(Mode mode, const std::int16_t *a, const std::int8_t *b, Ints &trees)
{
    if (mode == Mode::Int8) {
        Ints sum{};
        for (int e = 0; e < 32; ++e) {
            Shorts codes;
            load(codes, a + e * kWidth);
            const std::int16_t code = b[e];
            const Shorts product = codes * code; // at most 2^14
            sum += __builtin_convertvector(product, Ints);
        }
        trees = sum;
        return;
    }
    Shorts even{};
    Shorts odd{};
    for (int e = 0; e < 64; e += 2) {
        Shorts first;
        Shorts second;
        load(first, a + e * kWidth);
        load(second, a + (e + 1) * kWidth);
        const std::int16_t code = b[e];
        const std::int16_t next = b[e + 1];
        even += first * code; // at most 64 * 64 = 2^12
        odd += second * next;
    }
    const Shorts sum = even + odd;
    trees = __builtin_convertvector(sum, Ints);
}

VSQ_INLINE void shifted(const LaneSettings &settings, Ints &value)
{
    if (settings.rounding == ChipConfig::Rounding::HalfUp) {
        value = (value + 128) >> 8;
    } else {
        value = (value + 127 + ((value >> 8) & 1)) >> 8;
    }
}

/// Masks are 0 or -1 a lane, made of shifts: GCC takes vector comparisons apart before it looks at the clone's target.
struct Flags {
    Ints clamped;
    Ints zeroScale;
    Ints roundedToZero;
};

VSQ_INLINE void cycle(const LaneSettings &settings, const LaneOperands &a, const std::int8_t *b, std::int32_t bScale,
                      bool fromZero, std::int32_t *sums, Flags &flags)
{
    Ints term;
    treesOf(settings.mode, a.codes, b, term);
    flags.zeroScale = Ints{};
    flags.roundedToZero = Ints{};
    if (settings.mode == Mode::Vsq) {
        Ints scale;
        load(scale, a.scales);
        scale = scale * bScale;
        flags.zeroScale = (scale - 1) >> 31; // products are not negative
        if (settings.fullScaleProduct) {
            term = term * scale; // 30 b
            shifted(settings, term);
        } else {
            shifted(settings, scale);
            flags.roundedToZero = ((scale - 1) >> 31) & ~flags.zeroScale;
            term = term * scale;
        }
    }
    Ints sum{};
    if (!fromZero) {
        load(sum, sums);
    }
    sum += term;
    if (settings.wrapping) {
        sum = (sum << 8) >> 8;
        flags.clamped = Ints{};
    } else {
        const Ints above = (kSumMax - sum) >> 31;
        const Ints below = (sum - kSumMin) >> 31;
        flags.clamped = above | below;
        sum = (sum & ~flags.clamped) | (above & kSumMax) | (below & kSumMin);
    }
    std::memcpy(sums, &sum, sizeof sum);
}

VSQ_INLINE std::uint32_t maskOf(const Ints &flags, std::int32_t rows)
{
    std::uint32_t mask = 0;
    for (int lane = 0; lane < rows; ++lane) {
        mask |= static_cast<std::uint32_t>(flags[lane] & 1) << lane;
    }
    return mask;
}

VSQ_INLINE std::int64_t totalOf(const Ints &counts, std::int32_t rows)
{
    std::int64_t total = 0;
    for (int lane = 0; lane < rows; ++lane) {
        total += counts[lane];
    }
    return total;
}

VSQ_INLINE bool any(const Ints &flags)
{
    std::uint64_t words[8];
    std::memcpy(words, &flags, sizeof words);
    return (words[0] | words[1] | words[2] | words[3] | words[4] | words[5] | words[6] | words[7]) != 0;
}

} // namespace

LaneSettings::LaneSettings(Mode datapath, const ChipConfig &config)
    : mode(datapath), rounding(config.rounding), fullScaleProduct(config.scaleProduct == ChipConfig::ScaleProduct::Full),
      wrapping(wraps(datapath, config))
{
}

VSQ_CLONES
LaneMasks executeCycle(const LaneSettings &settings, const LaneOperands &a, const std::int8_t *b, std::int32_t bScale,
                       bool fromZero, std::int32_t *sums)
{
    Flags flags;
    cycle(settings, a, b, bScale, fromZero, sums, flags);
    if (!any(flags.clamped | flags.zeroScale | flags.roundedToZero)) {
        return {};
    }
    return {maskOf(flags.clamped, a.rows), maskOf(flags.zeroScale, a.rows), maskOf(flags.roundedToZero, a.rows)};
}

VSQ_CLONES
void executePass(const LaneSettings &settings, const LaneOperands &a, const std::int8_t *const *b, const std::int32_t *bScales,
                 const bool *real, int columns, bool fromZero, std::int32_t *sums, LaneCounts &counts)
{
    Ints clamped{};
    Ints zeroScale{};
    Ints roundedToZero{};
    for (int column = 0; column < columns; ++column) {
        Flags flags;
        cycle(settings, a, b[column], bScales[column], fromZero, sums + column * kWidth, flags);
        if (real[column]) {
            clamped -= flags.clamped;
            zeroScale -= flags.zeroScale;
            roundedToZero -= flags.roundedToZero;
        }
    }
    counts.clamped += totalOf(clamped, a.rows);
    counts.zeroScales += totalOf(zeroScale, a.rows);
    counts.roundedToZero += totalOf(roundedToZero, a.rows);
}

VSQ_CLONES
WordActivity wordActivity(const std::int8_t *word, const std::int8_t *before, Mode mode)
{
    constexpr std::uint64_t kLow = 0x7f7f7f7f7f7f7f7fULL;
    const std::uint64_t bits = mode == Mode::Int8 ? ~std::uint64_t{0} : 0x0f0f0f0f0f0f0f0fULL;
    const int parts = vectorSize(mode) / 8;
    WordActivity activity;
    for (int part = 0; part < parts; ++part) {
        std::uint64_t now = 0;
        std::uint64_t then = 0;
        std::memcpy(&now, word + part * 8, 8);
        std::memcpy(&then, before + part * 8, 8);
        activity.nonZero += std::popcount((((now & kLow) + kLow) | now) & ~kLow);
        activity.toggles += std::popcount((now ^ then) & bits);
    }
    return activity;
}

} // namespace vsq
