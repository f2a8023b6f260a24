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
#include "core/run/fidelity.h"

#include <functional>
#include <memory>

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
};

struct EvaluationOptions {
    EngineOptions engine;                           ///< its stop token is the job's
    std::shared_ptr<const ActivationScales> scales; ///< static; null: from the data
    Metric metric = Metric::Top1;
    std::map<std::string, NumberFormat, std::less<>> layerFormats{}; ///< of layers (by name) that have their own
    std::shared_ptr<const ColumnMaxima> maxima{};                    ///< for smoothing; null: of the first items of the data
};

/// fp32 (top-1) is computed when not handed in. Throws Error where metric and labels do not go together, Cancelled.
Evaluation evaluate(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &format,
                    const ChipConfig &config, Fidelity fidelity, const JobContext &job = {}, const Accuracy *fp32 = nullptr,
                    const EvaluationOptions &options = {});

/// A study of accuracy against bits: every combination, each handed out as it is done.
struct AccuracyStudy {
    std::vector<NumberFormat> formats;
};
void runStudy(const std::shared_ptr<const Graph> &graph, const Dataset &data, const AccuracyStudy &study,
              const ChipConfig &config, const std::function<void(std::size_t index, const Evaluation &)> &done,
              const JobContext &job = {}, const EvaluationOptions &options = {});

} // namespace vsq
