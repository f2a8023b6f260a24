// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/clipgradient.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace vsq {

namespace {

constexpr std::array<std::string_view, 4> kNames{"ste", "pwl", "mad", "mph"};

} // namespace

std::string_view nameOf(GradientEstimator estimator)
{
    return kNames[static_cast<std::size_t>(estimator)];
}

GradientEstimator gradientEstimatorFromName(std::string_view name)
{
    const auto *found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) {
        throw Error({}, "gradient estimator", "ste, pwl, mad or mph", "'" + std::string(name) + "'");
    }
    return static_cast<GradientEstimator>(found - kNames.begin());
}

float clipGradient(GradientEstimator estimator, ClippedOperand operand, float value, float clip, bool isUnsigned)
{
    const float magnitude = std::fabs(value);
    const bool below = isUnsigned && value < 0.0F;
    if (estimator == GradientEstimator::Ste || (magnitude <= clip && !below)) {
        return 1.0F;
    }
    const bool zero = estimator == GradientEstimator::Pwl
                      || (estimator == GradientEstimator::Mph && operand == ClippedOperand::Activations);
    return zero || below ? 0.0F : clip / magnitude;
}

void applyClipGradient(GradientEstimator estimator, ClippedOperand operand, std::span<const float> x, float clip, bool isUnsigned,
                       std::span<float> gradient)
{
    if (estimator == GradientEstimator::Ste) {
        return;
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        gradient[i] *= clipGradient(estimator, operand, x[i], clip, isUnsigned);
    }
}

} // namespace vsq
