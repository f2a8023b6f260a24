// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/entropyclip.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

/// Divergence of the histogram clipped at `bins` from the same with `levels` levels.
double divergence(const std::vector<double> &histogram, std::size_t bins, std::size_t levels, double clippedMass)
{
    double total = 0.0;
    for (const double count : histogram) {
        total += count;
    }
    double result = 0.0;
    double quantizedTotal = 0.0;
    std::vector<double> quantized(bins, 0.0);
    for (std::size_t level = 0; level < levels; ++level) {
        const std::size_t begin = level * bins / levels;
        const std::size_t end = (level + 1) * bins / levels;
        double mass = 0.0;
        std::size_t occupied = 0;
        for (std::size_t i = begin; i < end; ++i) {
            mass += histogram[i];
            occupied += histogram[i] > 0.0 ? 1 : 0;
        }
        for (std::size_t i = begin; i < end && occupied > 0; ++i) {
            quantized[i] = histogram[i] > 0.0 ? mass / static_cast<double>(occupied) : 0.0;
        }
        quantizedTotal += mass;
    }
    if (quantizedTotal == 0.0) {
        return std::numeric_limits<double>::infinity();
    }
    for (std::size_t i = 0; i < bins; ++i) {
        const double p = (histogram[i] + (i + 1 == bins ? clippedMass : 0.0)) / total;
        const double q = quantized[i] / quantizedTotal;
        if (p > 0.0) {
            result += p * std::log(p / std::max(q, 1e-12));
        }
    }
    return result;
}

} // namespace

std::size_t entropyBins(const std::vector<double> &histogram, std::size_t levels)
{
    std::vector<double> above(histogram.size() + 1, 0.0);
    for (std::size_t i = histogram.size(); i-- > 0;) {
        above[i] = above[i + 1] + histogram[i];
    }
    double best = std::numeric_limits<double>::infinity();
    std::size_t chosen = histogram.size();
    constexpr std::size_t kStep = 8;
    for (std::size_t bins = std::max<std::size_t>(levels, 128); bins <= histogram.size(); bins += kStep) {
        if (const double d = divergence(histogram, bins, levels, above[bins]); d < best) {
            best = d;
            chosen = bins;
        }
    }
    return chosen;
}

} // namespace vsq
