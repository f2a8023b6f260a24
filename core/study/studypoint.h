// SPDX-License-Identifier: GPL-3.0-or-later
// One point of a study: a number format measured with a fidelity, and what came out.
#pragma once

#include "core/data/metric.h"
#include "core/quantize/format.h"
#include "core/run/fidelity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// The id under which a study keeps FP32's own run.
constexpr std::int64_t kFp32Point = -1;

struct Outcome {
    Accuracy accuracy;
    double seconds = 0.0;
    std::vector<std::uint8_t> right; ///< of each item 1 where the answer was right; empty where it was not kept
};

struct StudyPoint {
    std::int64_t id = 0; ///< place in the grid, 0-based
    NumberFormat format;
    Fidelity fidelity = Fidelity::Chip;
    std::optional<Outcome> outcome{}; ///< empty: not measured yet
};

/// One text for a point, different for points that differ: format as JSON, and fidelity.
std::string keyOf(const NumberFormat &format, Fidelity fidelity);
/// "vsq" or what describe() says, and the fidelity where it is not the format's default.
std::string titleOf(const StudyPoint &point);

/// "0,3,7,12-19": ascending numbers, runs of three and more as ranges, as Slurm's --array takes them.
std::string rangesText(const std::vector<std::int64_t> &ascending);

} // namespace vsq
