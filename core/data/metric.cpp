// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/metric.h"

#include "core/base/error.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <string>

namespace vsq {

namespace {

constexpr Metric kAll[] = {Metric::Top1, Metric::Top5, Metric::F1, Metric::Spearman, Metric::Pearson};

/// 1-based; equal values share the mean of theirs.
std::vector<double> ranksOf(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]]) {
            ++end;
        }
        for (std::size_t i = begin; i < end; ++i) {
            ranks[order[i]] = static_cast<double>(begin + 1 + end) / 2.0;
        }
        begin = end;
    }
    return ranks;
}

} // namespace

std::string_view nameOf(Metric metric)
{
    switch (metric) {
    case Metric::Top1: return "top1";
    case Metric::Top5: return "top5";
    case Metric::F1: return "f1";
    case Metric::Spearman: return "spearman";
    case Metric::Pearson: break;
    }
    return "pearson";
}

Metric metricFromName(std::string_view name)
{
    for (const Metric metric : kAll) {
        if (name == nameOf(metric)) {
            return metric;
        }
    }
    throw Error({}, "metric", "top1, top5, f1, spearman or pearson", "'" + std::string(name) + "'");
}

bool isRegression(Metric metric)
{
    return metric == Metric::Spearman || metric == Metric::Pearson;
}

std::array<double, 2> Accuracy::interval() const
{
    if (count == 0) {
        return {0.0, 1.0};
    }
    constexpr double kZ = 1.959963984540054; // 97.5 % quantile of the standard normal
    const auto n = static_cast<double>(count);
    const double p = value();
    const double centre = p + kZ * kZ / (2 * n);
    const double half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
    const double scale = 1 + kZ * kZ / n;
    // At the ends rounding errors would leave 0..1 or miss them.
    return {correct == 0 ? 0.0 : (centre - half) / scale, correct == count ? 1.0 : (centre + half) / scale};
}

double f1Score(std::span<const Prediction> predictions, std::span<const std::int64_t> labels, std::int64_t classes)
{
    assert(predictions.size() == labels.size());
    struct Counts {
        double right = 0.0;
        double answered = 0.0;
        double labelled = 0.0;
        [[nodiscard]] double f1() const { return answered + labelled == 0.0 ? 0.0 : 2.0 * right / (answered + labelled); }
    };
    std::vector<Counts> counts(static_cast<std::size_t>(classes));
    for (std::size_t i = 0; i < labels.size(); ++i) {
        ++counts[static_cast<std::size_t>(labels[i])].labelled;
        if (predictions[i].best >= 0) {
            ++counts[static_cast<std::size_t>(predictions[i].best)].answered;
        }
        if (predictions[i].best == labels[i]) {
            ++counts[static_cast<std::size_t>(labels[i])].right;
        }
    }
    if (classes == 2) {
        return counts[1].f1();
    }
    double sum = 0.0;
    double met = 0.0;
    for (const Counts &each : counts) {
        sum += each.f1();
        met += each.answered + each.labelled > 0.0 ? 1.0 : 0.0;
    }
    return met == 0.0 ? 0.0 : sum / met;
}

double pearson(std::span<const double> x, std::span<const double> y)
{
    assert(x.size() == y.size());
    const auto n = static_cast<double>(x.size());
    const double meanX = std::accumulate(x.begin(), x.end(), 0.0) / n;
    const double meanY = std::accumulate(y.begin(), y.end(), 0.0) / n;
    double both = 0.0;
    double ownX = 0.0;
    double ownY = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        both += (x[i] - meanX) * (y[i] - meanY);
        ownX += (x[i] - meanX) * (x[i] - meanX);
        ownY += (y[i] - meanY) * (y[i] - meanY);
    }
    return ownX == 0.0 || ownY == 0.0 ? 0.0 : both / std::sqrt(ownX * ownY);
}

double spearman(std::span<const double> x, std::span<const double> y)
{
    return pearson(ranksOf(x), ranksOf(y));
}

} // namespace vsq
