// SPDX-License-Identifier: GPL-3.0-or-later
// Accuracy of a network under a number format, beside FP32's on the same items.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/engine/engine.h"
#include "core/quantize/format.h"
#include "core/study/dataset.h"
#include "core/study/fidelity.h"

#include <array>
#include <functional>
#include <memory>

namespace vsq {

struct Accuracy {
    std::int64_t correct = 0;
    std::int64_t count = 0;
    [[nodiscard]] double value() const { return count == 0 ? 0.0 : static_cast<double>(correct) / static_cast<double>(count); }
    /// 95 % Wilson score interval (E. B. Wilson, JASA 1927).
    [[nodiscard]] std::array<double, 2> interval() const;
};

struct Evaluation {
    Accuracy quantized;
    Accuracy fp32;
    NumberFormat format;
    Fidelity fidelity = Fidelity::Chip;
    double seconds = 0.0; ///< of the quantized run alone
};

/// Chip where the format is one of the chip's, else Quantized.
Fidelity defaultFidelity(const NumberFormat &format);

/// fp32 is computed when not handed in. engine's stop token is the job's. Throws Cancelled.
Evaluation evaluate(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &format,
                    const ChipConfig &config, Fidelity fidelity, const JobContext &job = {},
                    const Accuracy *fp32 = nullptr, const EngineOptions &engine = {});

/// A study of accuracy against bits: every combination, each handed out as it is done.
struct AccuracyStudy {
    std::vector<NumberFormat> formats;
};
void runStudy(const std::shared_ptr<const Graph> &graph, const Dataset &data, const AccuracyStudy &study,
              const ChipConfig &config, const std::function<void(std::size_t index, const Evaluation &)> &done,
              const JobContext &job = {}, const EngineOptions &engine = {});

} // namespace vsq
