// SPDX-License-Identifier: GPL-3.0-or-later
// What the gradient of a clipped quantizer is taken to be (Sakr et al., ICML 2022, arXiv 2206.06501, section 4). With s the clip:
//
//     STE   1 everywhere
//     PWL   1 for |x| <= s, else 0
//     MAD   1 for |x| <= s, else s / |x|
//     MPH   MAD for weights, PWL for activations
//
// Where nothing is clipped all are 1: scales of vectors that follow the data need no estimator.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace vsq {

enum class GradientEstimator : std::uint8_t { Ste, Pwl, Mad, Mph };
enum class ClippedOperand : std::uint8_t { Weights, Activations };

/// "ste", "pwl", "mad", "mph".
std::string_view nameOf(GradientEstimator estimator);
/// Throws Error for another name.
GradientEstimator gradientEstimatorFromName(std::string_view name);

/// The factor of one value's gradient. isUnsigned: values below 0 are clipped to 0.
float clipGradient(GradientEstimator estimator, ClippedOperand operand, float value, float clip, bool isUnsigned = false);

/// gradient[i] *= clipGradient(x[i]), one clip for all.
void applyClipGradient(GradientEstimator estimator, ClippedOperand operand, std::span<const float> x, float clip, bool isUnsigned,
                       std::span<float> gradient);

} // namespace vsq
