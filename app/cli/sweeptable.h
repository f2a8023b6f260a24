// SPDX-License-Identifier: GPL-3.0-or-later
// The results of a sweep for people, for spreadsheets and for programs.
#pragma once

#include "app/cli/productreport.h"
#include "core/study/evaluation.h"

#include <string>
#include <vector>

namespace vsq::cli {

/// [{"weight_bits", "activation_bits", "vector", "scale_bits", "granularity", "calibration", "fidelity", "value", "correct",
/// "count", "interval", "fp32", "seconds", "paired": {"lost", "gained", "difference", "interval", "p"}, "recovered_percent"}];
/// vector and scale_bits are null without per-vector scales, scale_bits "fp" where they stay real; fp32 and what compares with
/// it are null where it is not known (item by item).
Json sweepJson(const std::vector<Evaluation> &results);
/// The same columns with a header line; intervals as low and high.
std::string sweepCsv(const std::vector<Evaluation> &results);
std::string sweepText(const std::vector<Evaluation> &results);

/// {"lost", "gained", "difference", "interval", "p"}.
Json pairedJson(const PairedDifference &paired);

/// [{"id", "title", "format", "fidelity", "seconds"}].
Json pointsJson(const std::vector<StudyPoint> &points, const std::vector<double> &seconds);
std::string pointsText(const std::vector<StudyPoint> &points, const std::vector<double> &seconds);

} // namespace vsq::cli
