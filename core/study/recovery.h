// SPDX-License-Identifier: GPL-3.0-or-later
// How much of FP32's score a format recovers, and how far such a figure moves by the choice of the items alone.
#pragma once

#include "core/data/metric.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace vsq {

struct Recovery {
    double percent = 0.0;             ///< 100 * score / FP32's score
    std::array<double, 2> interval{}; ///< 95 % over paired resamples of the items (bootstrap, B. Efron 1979)
    /// Half of the 95 % interval of FP32's own score over resamples of the items, in per cent of it: what another draw of as
    /// many items does to the network that nothing was done to. A loss below it is no evidence.
    double noiseFloor = 0.0;
    int resamples = 0;
    std::uint64_t seed = 0;
};

/// 100 * right answers / FP32's right answers; empty where FP32 has none.
std::optional<double> recoveredPercent(const Accuracy &fp32, const Accuracy &quantized);
/// The noise floor of counted answers, without drawing: right answers of a resample are binomial, and the interval lies between
/// their 2.5 % and 97.5 % quantiles. Empty where FP32 has no right answer.
std::optional<double> noiseFloorOf(const Accuracy &fp32);

/// The score of some items, named by their numbers, repetitions counted.
using ScoreOf = std::function<double(std::span<const std::size_t> items)>;

/// Empty for no items and where FP32's score is not above 0. Fewer resamples for very many items, never below 200.
std::optional<Recovery> recoveryOf(std::size_t items, const ScoreOf &fp32, const ScoreOf &quantized, std::uint64_t seed = 1);
/// Of top-1 and top-5, whose score is the share of the items with the flag 1: percent and noise floor as the two functions above
/// have them. Empty too where the numbers of flags differ.
std::optional<Recovery> recoveryOf(const std::vector<std::uint8_t> &fp32, const std::vector<std::uint8_t> &quantized,
                                   std::uint64_t seed = 1);

} // namespace vsq
