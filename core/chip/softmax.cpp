// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/softmax.h"

#include "core/base/error.h"
#include "core/chip/datapath.h"
#include "core/chip/ppuarithmetic.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

namespace vsq {

namespace {

constexpr std::int64_t kMostDenominator = 65535; // U(10,6)

/// ceil(X / 4) of Q(6,2).
std::int32_t ceiling(std::int32_t x)
{
    return (x + 3) >> 2;
}

/// Shifts beyond the word's width leave nothing.
std::int64_t shiftedRight(std::int64_t value, std::int32_t shift)
{
    return shift > 62 ? 0 : value >> shift;
}

} // namespace

SoftmaxUnit::SoftmaxUnit(const ChipConfig &config)
    : m_config(config), m_segmentBits(std::bit_width(static_cast<unsigned>(config.softmaxSegments)) - 1)
{
    for (std::size_t r = 0; r < m_powers.size(); ++r) {
        const double exact = 32768.0 * std::exp2(static_cast<double>(r) / 4.0);
        m_powers[r] = static_cast<std::uint16_t>(
            std::floor(config.softmaxTable == ChipConfig::TableRounding::Nearest ? exact + 0.5 : exact));
    }
    const std::int32_t n = config.softmaxSegments;
    for (std::int32_t i = 0; i <= n; ++i) {
        m_reciprocals.push_back((2 * 128 * n + n + i) / (2 * (n + i))); // round(2^7 / (1 + i/n))
    }
}

std::int8_t SoftmaxUnit::quantize(float x) const
{
    if (std::isnan(x)) {
        return -128;
    }
    const double scaled = std::clamp(4.0 * static_cast<double>(x), -1000.0, 1000.0);
    const double rounded = m_config.rounding == ChipConfig::Rounding::HalfUp ? std::floor(scaled + 0.5) : std::nearbyint(scaled);
    return static_cast<std::int8_t>(std::clamp(rounded, -128.0, 127.0));
}

std::int8_t SoftmaxUnit::quantizeTruncated(std::int32_t t) const
{
    constexpr int kToQuarters = kPpuFractionBits - 2;
    return static_cast<std::int8_t>(std::clamp<std::int64_t>(shiftRounded(t, kToQuarters, m_config.rounding), -128, 127));
}

std::int32_t SoftmaxUnit::addSlice(SoftmaxState &state, std::span<const std::int8_t> x, std::span<std::uint16_t> y) const
{
    assert(!x.empty() && x.size() == y.size());
    const std::int32_t local = ceiling(*std::max_element(x.begin(), x.end()));
    std::int64_t total = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const std::int32_t d = x[i] - 4 * local; // <= 0
        const std::int32_t q = d >> 2;
        y[i] = static_cast<std::uint16_t>(shiftedRight(m_powers[static_cast<std::size_t>(d - 4 * q)], -q));
        total += y[i];
    }
    const std::int64_t sum = shiftRounded(total, 9, m_config.rounding); // 15 to 6 fraction bits
    const std::int32_t maximum = state.started ? std::max(state.maximum, local) : local;
    const std::int64_t before = state.started ? shiftedRight(state.denominator, maximum - state.maximum) : 0;
    state.denominator = std::min(before + shiftedRight(sum, maximum - local), kMostDenominator);
    state.maximum = maximum;
    state.started = true;
    return local;
}

std::uint8_t SoftmaxUnit::normalise(const SoftmaxState &state, std::uint16_t y, std::int32_t localMaximum) const
{
    assert(state.denominator > 0);
    const int log2 = std::bit_width(static_cast<std::uint64_t>(state.denominator)) - 1;
    const int e = log2 - 6;
    const std::int64_t f = log2 <= 7 ? state.denominator << (7 - log2) : state.denominator >> (log2 - 7); // [128, 255]
    const int restBits = 7 - m_segmentBits;
    const auto segment = static_cast<std::size_t>((f - 128) >> restBits);
    const std::int64_t rest = (f - 128) & ((1 << restBits) - 1);
    const std::int64_t step = m_reciprocals[segment + 1] - m_reciprocals[segment];
    const std::int64_t r = m_reciprocals[segment] + ((step * rest) >> restBits);
    const std::int64_t value = shiftedRight(y, state.maximum - localMaximum) * r;
    return static_cast<std::uint8_t>(std::min<std::int64_t>(128, shiftRounded(value, 15 + e, m_config.rounding)));
}

std::vector<std::uint8_t> softmaxRow(std::span<const float> x, const ChipConfig &config)
{
    const SoftmaxUnit unit(config);
    const auto slice = static_cast<std::size_t>(config.softmaxSlice);
    std::vector<std::int8_t> codes(x.size());
    std::transform(x.begin(), x.end(), codes.begin(), [&unit](float value) { return unit.quantize(value); });
    std::vector<std::uint16_t> y(x.size());
    std::vector<std::int32_t> maxima;
    SoftmaxState state;
    for (std::size_t begin = 0; begin < x.size(); begin += slice) {
        const std::size_t count = std::min(slice, x.size() - begin);
        maxima.push_back(unit.addSlice(state, std::span(codes).subspan(begin, count), std::span(y).subspan(begin, count)));
    }
    std::vector<std::uint8_t> p(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        p[i] = unit.normalise(state, y[i], maxima[i / slice]);
    }
    return p;
}

std::vector<float> softmax(std::span<const float> x, std::int64_t rows, std::int64_t columns, const ChipConfig &config)
{
    if (rows < 0 || columns < 0 || x.size() != static_cast<std::size_t>(rows * columns)) {
        throw Error({{}, "softmax"}, "values", std::to_string(rows * columns), std::to_string(x.size()));
    }
    std::vector<float> result;
    result.reserve(x.size());
    for (std::int64_t row = 0; row < rows; ++row) {
        for (const std::uint8_t p :
             softmaxRow(x.subspan(static_cast<std::size_t>(row * columns), static_cast<std::size_t>(columns)), config)) {
            result.push_back(static_cast<float>(p) / 128.0F);
        }
    }
    return result;
}

} // namespace vsq
