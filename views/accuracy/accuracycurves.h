// SPDX-License-Identifier: GPL-3.0-or-later
// A study's runs put in order: as curves, as a grid of both operands' bits, and how high a run stands.
#pragma once

#include "views/theme/role.h"
#include "views/workspace/workspace.h"

#include <map>
#include <optional>
#include <vector>

namespace vsq {

/// What of a run is drawn.
enum class AccuracyScale : std::uint8_t {
    Accuracy, ///< %, Wilson intervals
    Recovered ///< % of FP32's, intervals over paired resamples
};

/// One curve: the results that differ in nothing but the weights' bits.
struct AccuracyCurve {
    QString name; ///< only what tells it from the other curves
    Granularity granularity = Granularity::Vector;
    bool plain = true;        ///< integers with VS-Quant's scales, nothing searched or prepared; else a format by itself
    std::vector<int> results; ///< indices into the study's results, by weight bits
};
std::vector<AccuracyCurve> curvesOf(const std::vector<StudyResult> &results);

/// Runs of one granularity by the bits of both operands: the granularity of the most runs that has several of both.
struct BitsGrid {
    Granularity granularity = Granularity::Vector;
    std::vector<int> weightBits;
    std::vector<int> activationBits;
    std::map<std::pair<int, int>, int> results; ///< by weight and activation bits; of several the last
};

/// Empty where no granularity has several bits of both operands.
std::optional<BitsGrid> gridOf(const std::vector<StudyResult> &results);

/// A run's height and its 95 % interval.
struct Height {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};
Height heightOf(const Evaluation &run, AccuracyScale scale);

/// "per-vector", and its hue.
QString titleOfScales(Granularity granularity);
Role roleOf(Granularity granularity);

} // namespace vsq
