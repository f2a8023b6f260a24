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
using Bytes [[gnu::vector_size(32)]] = std::int8_t;
using Pairs [[gnu::vector_size(64)]] = std::int16_t; // [16] lanes x 2 neighbouring codes
using Ints [[gnu::vector_size(64)]] = std::int32_t;
using Words [[gnu::vector_size(64)]] = std::uint64_t;

template <typename V, typename T>
VSQ_INLINE void load(V &vector, const T *from)
{
    std::memcpy(&vector, from, sizeof vector);
}

/// Both halves of each lane, added.
VSQ_INLINE void folded(const Pairs &pairs, Ints &sums)
{
    Ints both;
    load(both, &pairs);
    sums = (both >> 16) + ((both << 16) >> 16);
}

/// a's next two codes of each lane times the two codes of B at b.
VSQ_INLINE void multiplied(const std::int16_t *a, const std::int16_t *b, Pairs &product)
{
    std::int32_t pair = 0; // broadcast as one word: a load and nothing else
    std::memcpy(&pair, b, sizeof pair);
    const Ints everywhere = Ints{} + pair;
    Pairs codes;
    load(codes, &everywhere);
    load(product, a);
    product *= codes;
}

VSQ_INLINE void treesOf(Mode mode, const std::int16_t *a, const std::int8_t *b, Ints &trees)
{
    constexpr int kHalf = 32;
    constexpr int kPair = 2 * kWidth;
    alignas(64) std::int16_t codes[2 * kHalf];
    Bytes bytes;
    load(bytes, b);
    Pairs wide = __builtin_convertvector(bytes, Pairs);
    std::memcpy(codes, &wide, sizeof wide);
    if (mode == Mode::Int8) {
        trees = Ints{};
        for (int pair = 0; pair < kHalf / 2; ++pair) {
            Pairs product;
            multiplied(a + pair * kPair, codes + pair * 2, product); // each at most 2^14
            Ints sum;
            folded(product, sum);
            trees += sum;
        }
        return;
    }
    load(bytes, b + kHalf);
    wide = __builtin_convertvector(bytes, Pairs);
    std::memcpy(codes + kHalf, &wide, sizeof wide);
    Pairs even{};
    Pairs odd{};
    for (int pair = 0; pair < kHalf; pair += 2) {
        Pairs first;
        Pairs second;
        multiplied(a + pair * kPair, codes + pair * 2, first);
        multiplied(a + (pair + 1) * kPair, codes + pair * 2 + 2, second);
        even += first; // all 32 codes of a half lane: at most 32 * 15 * 15 < 2^13
        odd += second;
    }
    folded(even + odd, trees);
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

/// All eight words, or-ed together.
VSQ_INLINE std::uint64_t gathered(const Words &words)
{
    using Four [[gnu::vector_size(32)]] = std::uint64_t;
    using Two [[gnu::vector_size(16)]] = std::uint64_t;
    Four low;
    Four high;
    std::memcpy(&low, &words, sizeof low);
    std::memcpy(&high, reinterpret_cast<const char *>(&words) + sizeof low, sizeof high);
    low |= high;
    Two first;
    Two second;
    std::memcpy(&first, &low, sizeof first);
    std::memcpy(&second, reinterpret_cast<const char *>(&low) + sizeof first, sizeof second);
    first |= second;
    return first[0] | first[1];
}

VSQ_INLINE bool any(const Ints &flags)
{
    Words words;
    load(words, &flags);
    return gathered(words) != 0;
}

/// Of 64 codes of 4 bits. What is counted lies in few bits of each byte, so that words are laid over each other.
VSQ_INLINE WordActivity activityOf64(const std::int8_t *word, const std::int8_t *before)
{
    using Four [[gnu::vector_size(32)]] = std::uint64_t;
    constexpr std::uint64_t kLow = 0x7f7f7f7f7f7f7f7fULL;
    constexpr std::uint64_t kCodes = 0x0f0f0f0f0f0f0f0fULL;
    Words now;
    Words then;
    load(now, word);
    load(then, before);
    Words nonZero = (((now & kLow) + kLow) | now) & ~kLow; // bit 7
    nonZero >>= Words{0, 1, 2, 3, 4, 5, 6, 7};
    const Words toggled = (now ^ then) & kCodes;
    Four low;
    Four high;
    std::memcpy(&low, &toggled, sizeof low);
    std::memcpy(&high, reinterpret_cast<const char *>(&toggled) + sizeof low, sizeof high);
    low |= high << 4;
    WordActivity activity;
    activity.nonZero = std::popcount(gathered(nonZero));
    for (int part = 0; part < 4; ++part) {
        activity.toggles += std::popcount(static_cast<std::uint64_t>(low[part]));
    }
    return activity;
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
    if (mode != Mode::Int8) {
        return activityOf64(word, before);
    }
    constexpr std::uint64_t kLow = 0x7f7f7f7f7f7f7f7fULL;
    WordActivity activity;
    for (int part = 0; part < vectorSize(Mode::Int8) / 8; ++part) {
        std::uint64_t now = 0;
        std::uint64_t then = 0;
        std::memcpy(&now, word + part * 8, 8);
        std::memcpy(&then, before + part * 8, 8);
        activity.nonZero += std::popcount((((now & kLow) + kLow) | now) & ~kLow);
        activity.toggles += std::popcount(now ^ then);
    }
    return activity;
}

} // namespace vsq
