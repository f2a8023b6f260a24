// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/exactsums.h"

#include <bit>
#include <limits>

namespace vsq {

namespace {

constexpr int kPartBits = 8;
/// Fewer vectors a range cost more in totals than a second part costs in products.
constexpr std::int64_t kFewVectors = 4;

std::int64_t largestCode(int bits, bool isUnsigned)
{
    return std::int64_t{1} << (isUnsigned ? bits : bits - 1);
}

} // namespace

ExactPlan exactPlan(const ProductFormat &format)
{
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    const std::int64_t dot = format.vectorSize * largestCode(format.bitsA, format.unsignedA)
                             * largestCode(format.bitsB, format.unsignedB);
    const int bits = format.scaleBitsA + format.scaleBitsB;
    const std::int64_t whole = kMost / (dot << bits);
    if (bits <= kPartBits || whole >= kFewVectors) {
        return {{ScalePart{}}, whole};
    }
    constexpr std::int32_t kMask = (1 << kPartBits) - 1;
    return {{{.shift = 0, .mask = kMask, .weight = 1.0}, {.shift = kPartBits, .mask = kMask, .weight = double{1 << kPartBits}}},
            kMost / (dot << kPartBits)};
}

void addExactly(const std::int32_t *sums, int count, double weight, bool more, double *totals)
{
    if (more) {
        for (int i = 0; i < count; ++i) {
            totals[i] += static_cast<double>(sums[i]) * weight;
        }
    } else {
        for (int i = 0; i < count; ++i) {
            totals[i] = static_cast<double>(sums[i]) * weight;
        }
    }
}

void roundToReals(const double *totals, int count, std::int32_t *bits)
{
    for (int i = 0; i < count; ++i) {
        bits[i] = std::bit_cast<std::int32_t>(static_cast<float>(totals[i]));
    }
}

void roundToReals(std::int32_t *sums, int count)
{
    for (int i = 0; i < count; ++i) {
        sums[i] = std::bit_cast<std::int32_t>(static_cast<float>(sums[i]));
    }
}

} // namespace vsq
