// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/recovery.h"

#include "core/base/random.h"

#include <algorithm>
#include <numeric>

namespace vsq {

namespace {

constexpr double kDraws = 2e7;

/// 2.5 % and 97.5 % of the values.
std::array<double, 2> middle(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
    };
    return {at(0.025), at(0.975)};
}

} // namespace

std::optional<Recovery> recoveryOf(std::size_t items, const ScoreOf &fp32, const ScoreOf &quantized, std::uint64_t seed)
{
    std::vector<std::size_t> drawn(items);
    std::iota(drawn.begin(), drawn.end(), std::size_t{0});
    const double whole = items == 0 ? 0.0 : fp32(drawn);
    if (!(whole > 0.0)) {
        return std::nullopt;
    }
    Recovery recovery{.percent = 100.0 * quantized(drawn) / whole, .interval = {}, .seed = seed};
    recovery.resamples = static_cast<int>(std::clamp(kDraws / static_cast<double>(items), 200.0, 1000.0));
    Random random(seed);
    std::vector<double> ratios;
    std::vector<double> own;
    for (int i = 0; i < recovery.resamples; ++i) {
        for (std::size_t &item : drawn) {
            item = static_cast<std::size_t>(random.below(items));
        }
        const double score = fp32(drawn);
        own.push_back(100.0 * score / whole);
        ratios.push_back(score > 0.0 ? 100.0 * quantized(drawn) / score : 0.0);
    }
    recovery.interval = middle(std::move(ratios));
    const auto [low, high] = middle(std::move(own));
    recovery.noiseFloor = (high - low) / 2;
    return recovery;
}

std::optional<Recovery> recoveryOf(const std::vector<std::uint8_t> &fp32, const std::vector<std::uint8_t> &quantized,
                                   std::uint64_t seed)
{
    if (fp32.size() != quantized.size()) {
        return std::nullopt;
    }
    const auto scoreOf = [](const std::vector<std::uint8_t> &flags) {
        return [&flags](std::span<const std::size_t> items) {
            std::size_t right = 0;
            for (const std::size_t item : items) {
                right += flags[item];
            }
            return static_cast<double>(right) / static_cast<double>(items.size());
        };
    };
    return recoveryOf(fp32.size(), scoreOf(fp32), scoreOf(quantized), seed);
}

} // namespace vsq
