// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/recovery.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
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

/// Called with the items of each resample.
template <typename Take>
void drawResamples(std::size_t items, int resamples, std::uint64_t seed, const Take &take)
{
    std::vector<std::size_t> drawn(items);
    Random random(seed);
    for (int i = 0; i < resamples; ++i) {
        for (std::size_t &item : drawn) {
            item = static_cast<std::size_t>(random.below(items));
        }
        take(drawn);
    }
}

int resamplesFor(std::size_t items)
{
    return static_cast<int>(std::clamp(kDraws / static_cast<double>(items), 200.0, 1000.0));
}

std::int64_t sumOf(const std::vector<std::uint8_t> &flags)
{
    return std::accumulate(flags.begin(), flags.end(), std::int64_t{0});
}

} // namespace

std::optional<double> recoveredPercent(const Accuracy &fp32, const Accuracy &quantized)
{
    return fp32.correct > 0 ? std::optional(100.0 * quantized.value() / fp32.value()) : std::nullopt;
}

std::optional<double> noiseFloorOf(const Accuracy &fp32)
{
    if (fp32.correct <= 0) {
        return std::nullopt;
    }
    if (fp32.correct == fp32.count) {
        return 0.0;
    }
    const auto n = static_cast<double>(fp32.count);
    const double p = fp32.value();
    constexpr double kFar = 12.0; // standard deviations: beyond, nothing is left of the distribution
    const double reach = kFar * std::sqrt(n * p * (1.0 - p)) + kFar;
    const auto first = static_cast<std::int64_t>(std::max(0.0, std::floor(n * p - reach)));
    const auto last = static_cast<std::int64_t>(std::min(n, std::ceil(n * p + reach)));
    std::int64_t low = first;
    std::int64_t high = last;
    double below = 0.0;
    for (std::int64_t k = first; k <= last; ++k) {
        const auto right = static_cast<double>(k);
        const double chance = std::exp(std::lgamma(n + 1.0) - std::lgamma(right + 1.0) - std::lgamma(n - right + 1.0)
                                       + right * std::log(p) + (n - right) * std::log1p(-p));
        low = below < 0.025 ? k : low;
        below += chance;
        if (below >= 0.975) {
            high = k;
            break;
        }
    }
    return 100.0 * static_cast<double>(high - low) / 2.0 / static_cast<double>(fp32.correct);
}

std::optional<Recovery> recoveryOf(std::size_t items, const ScoreOf &fp32, const ScoreOf &quantized, std::uint64_t seed)
{
    std::vector<std::size_t> all(items);
    std::iota(all.begin(), all.end(), std::size_t{0});
    const double whole = items == 0 ? 0.0 : fp32(all);
    if (!(whole > 0.0)) {
        return std::nullopt;
    }
    Recovery recovery{.percent = 100.0 * quantized(all) / whole, .resamples = resamplesFor(items), .seed = seed};
    std::vector<double> ratios;
    std::vector<double> own;
    drawResamples(items, recovery.resamples, seed, [&](const std::vector<std::size_t> &drawn) {
        const double score = fp32(drawn);
        own.push_back(100.0 * score / whole);
        ratios.push_back(score > 0.0 ? 100.0 * quantized(drawn) / score : 0.0);
    });
    recovery.interval = middle(std::move(ratios));
    const auto [low, high] = middle(std::move(own));
    recovery.noiseFloor = (high - low) / 2;
    return recovery;
}

std::optional<Recovery> recoveryOf(const std::vector<std::uint8_t> &fp32, const std::vector<std::uint8_t> &quantized,
                                   std::uint64_t seed)
{
    const auto count = static_cast<std::int64_t>(fp32.size());
    const Accuracy reference{.correct = sumOf(fp32), .count = count};
    const auto percent = recoveredPercent(reference, {.correct = sumOf(quantized), .count = count});
    if (fp32.size() != quantized.size() || !percent) {
        return std::nullopt;
    }
    Recovery recovery{
        .percent = *percent, .noiseFloor = *noiseFloorOf(reference), .resamples = resamplesFor(fp32.size()), .seed = seed};
    std::vector<double> ratios;
    drawResamples(fp32.size(), recovery.resamples, seed, [&](const std::vector<std::size_t> &drawn) {
        std::int64_t right = 0;
        std::int64_t others = 0;
        for (const std::size_t item : drawn) {
            right += fp32[item];
            others += quantized[item];
        }
        ratios.push_back(right > 0 ? 100.0 * static_cast<double>(others) / static_cast<double>(right) : 0.0);
    });
    recovery.interval = middle(std::move(ratios));
    return recovery;
}

} // namespace vsq
