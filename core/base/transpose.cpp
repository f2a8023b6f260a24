// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/transpose.h"

#include <cstring>

namespace vsq {

namespace {

constexpr std::int64_t kWord = 4; ///< bytes

inline void copyWord(const char *from, char *to)
{
    std::memcpy(to, from, kWord);
}

#if defined(__GNUC__) && !defined(__clang__) // clang 14 has no __builtin_shuffle

inline void prefetch(const char *from) // any address may be prefetched
{
    __builtin_prefetch(from);
}

using Four = float __attribute__((vector_size(16)));
using Places = int __attribute__((vector_size(16)));

inline Four load(const char *from)
{
    Four four;
    std::memcpy(&four, from, sizeof four);
    return four;
}

/// Four rows of four become four columns.
inline void turnFour(const char *from, std::int64_t fromStride, char *to, std::int64_t toStride)
{
    const Four a = load(from);
    const Four b = load(from + fromStride);
    const Four c = load(from + 2 * fromStride);
    const Four d = load(from + 3 * fromStride);
    const Four abLow = __builtin_shuffle(a, b, Places{0, 4, 1, 5});
    const Four abHigh = __builtin_shuffle(a, b, Places{2, 6, 3, 7});
    const Four cdLow = __builtin_shuffle(c, d, Places{0, 4, 1, 5});
    const Four cdHigh = __builtin_shuffle(c, d, Places{2, 6, 3, 7});
    const Four columns[4] = {
        __builtin_shuffle(abLow, cdLow, Places{0, 1, 4, 5}), __builtin_shuffle(abLow, cdLow, Places{2, 3, 6, 7}),
        __builtin_shuffle(abHigh, cdHigh, Places{0, 1, 4, 5}), __builtin_shuffle(abHigh, cdHigh, Places{2, 3, 6, 7})};
    for (std::int64_t i = 0; i < 4; ++i) {
        std::memcpy(to + i * toStride, &columns[i], sizeof columns[i]);
    }
}

#else

inline void prefetch(const char *) {}

inline void turnFour(const char *from, std::int64_t fromStride, char *to, std::int64_t toStride)
{
    for (std::int64_t c = 0; c < 4; ++c) {
        for (std::int64_t r = 0; r < 4; ++r) {
            copyWord(from + r * fromStride + c * kWord, to + c * toStride + r * kWord);
        }
    }
}

#endif

/// Four rows: whole cache lines of them are read before the next four.
inline void turnRows(const char *from, std::int64_t fromStride, std::int64_t columns, char *to, std::int64_t toStride)
{
    std::int64_t c = 0;
    for (; c + 4 <= columns; c += 4) {
        turnFour(from + c * kWord, fromStride, to + c * toStride, toStride);
    }
    for (; c < columns; ++c) {
        for (std::int64_t r = 0; r < 4; ++r) {
            copyWord(from + r * fromStride + c * kWord, to + c * toStride + r * kWord);
        }
    }
}

} // namespace

void transposeWords(const void *from, std::int64_t fromStride, std::int64_t rows, std::int64_t columns, void *to,
                    std::int64_t toStride)
{
    // A cache line of the source is used whole, and lines of the target are filled before others push them out: where its
    // rows lie whole pages apart they share a set of the nearest cache, which then has room for half as many.
    constexpr std::int64_t kPage = 4096;
    constexpr std::int64_t kAhead = 32; // rows: the hardware does not foresee steps of a row
    const std::int64_t together = toStride % kPage == 0 ? 8 : 16;
    const auto *source = static_cast<const char *>(from);
    auto *target = static_cast<char *>(to);
    for (std::int64_t c0 = 0; c0 < columns; c0 += together) {
        const std::int64_t count = columns - c0 < together ? columns - c0 : together;
        const char *block = source + c0 * kWord;
        char *place = target + c0 * toStride;
        std::int64_t r = 0;
        for (; r + 4 <= rows; r += 4) {
            for (std::int64_t i = 0; i < 4; ++i) {
                prefetch(block + (r + kAhead + i) * fromStride);
            }
            turnRows(block + r * fromStride, fromStride, count, place + r * kWord, toStride);
        }
        for (; r < rows; ++r) {
            for (std::int64_t c = 0; c < count; ++c) {
                copyWord(block + r * fromStride + c * kWord, place + c * toStride + r * kWord);
            }
        }
    }
}

void transposeBlock(const float *from, std::int64_t fromStride, std::int64_t rows, std::int64_t columns, float *to,
                    std::int64_t toStride)
{
    transposeWords(from, fromStride * kWord, rows, columns, to, toStride * kWord);
}

} // namespace vsq
