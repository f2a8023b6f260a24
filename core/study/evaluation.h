// SPDX-License-Identifier: GPL-3.0-or-later
// Accuracy of a network under a number format, beside FP32's on the same items.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/data/dataset.h"
#include "core/data/metric.h"
#include "core/engine/engine.h"
#include "core/quantize/format.h"
#include "core/run/activationscales.h"
#include "core/run/columnmaxima.h"
#include "core/run/fidelity.h"
#include "core/study/paired.h"
#include "core/study/recovery.h"
#include "core/study/studypoint.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace vsq {

struct Evaluation {
    Accuracy quantized;
    Accuracy fp32;
    NumberFormat format;
    Fidelity fidelity = Fidelity::Chip;
    double seconds = 0.0; ///< of the quantized run alone
    Metric metric = Metric::Top1;
    double score = 0.0; ///< by the metric; quantized.value() for top-1 and top-5
    double fp32Score = 0.0;
    std::vector<std::uint8_t> right; ///< of each item 1 where the answer was right; empty where labels are real numbers
    std::vector<std::uint8_t> fp32Right;
    std::optional<Recovery> recovery; ///< of FP32's score, from evaluate()
    std::int64_t offered = 0;         ///< items that there were; more than were looked at where the run ended early

    /// Empty where FP32's answers are not known item by item.
    [[nodiscard]] std::optional<PairedDifference> paired() const;
    [[nodiscard]] bool stoppedEarly() const { return quantized.count < offered; }
};

struct EvaluationOptions {
    EngineOptions engine;                           ///< its stop token is the job's
    std::shared_ptr<const ActivationScales> scales; ///< static; null: from the data
    Metric metric = Metric::Top1;
    /// Top-1 and top-5: above 0 the items come in a seeded random order, and the run ends as soon as the 95 % interval of the
    /// paired difference reaches no further than this to either side (0..1).
    double precision = 0.0;
    std::uint64_t seed = 1;                                          ///< of that order, and of the resamples
    std::map<std::string, NumberFormat, std::less<>> layerFormats{}; ///< of layers (by name) that have their own
    std::shared_ptr<const ColumnMaxima> maxima{};                    ///< for smoothing; null: of the first items of the data
};

/// fp32 (top-1) is computed when not handed in. Throws Error where metric and labels do not go together, Cancelled.
Evaluation evaluate(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &format,
                    const ChipConfig &config, Fidelity fidelity, const JobContext &job = {}, const Accuracy *fp32 = nullptr,
                    const EvaluationOptions &options = {});

/// One run under one format, top-1, without FP32 beside it: a point of a study. Throws Error, Cancelled.
Outcome measurePoint(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &format,
                     const ChipConfig &config, Fidelity fidelity, const JobContext &job, const EvaluationOptions &options);

/// A study of accuracy against bits: every combination, each handed out as it is done.
struct AccuracyStudy {
    std::vector<NumberFormat> formats;
};
void runStudy(const std::shared_ptr<const Graph> &graph, const Dataset &data, const AccuracyStudy &study,
              const ChipConfig &config, const std::function<void(std::size_t index, const Evaluation &)> &done,
              const JobContext &job = {}, const EvaluationOptions &options = {});

} // namespace vsq
