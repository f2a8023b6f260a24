// SPDX-License-Identifier: GPL-3.0-or-later
// A fine-tuning while it goes and when it is done, as the lines of JSON of `vsq finetune --progress json` say it.
#pragma once

#include "core/base/json.h"
#include "core/data/metric.h"
#include "core/quantize/format.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// After an epoch; number 0: before the first step.
struct TunedEpoch {
    int number = 0;
    double loss = 0.0;     ///< mean of its steps; of number 0 there is none
    double training = 0.0; ///< share of the training items that were right, 0..1
    Accuracy validation;
    bool best = false;
    double seconds = 0.0;
};

struct MovedLayer {
    std::string layer;
    double change = 0.0; ///< |w - w0| / |w0|
    double scales = 1.0; ///< the channels' largest magnitudes over what they were
};

/// Loss of single steps over the epochs: at most kMostSteps of them, evenly thinned out.
struct StepLosses {
    static constexpr std::size_t kMostSteps = 1000;
    std::vector<double> epochs; ///< done when it was, as a real number
    std::vector<double> losses;
    int every = 1; ///< so many steps a point
    int skipped = 0;

    void add(double epoch, double loss);
};

struct TuningRun {
    QString name;    ///< of the tuned network
    QString network; ///< name of the one that was fine-tuned
    QString model;   ///< its file
    QString data;    ///< that it is reported on
    QString out;     ///< file of the tuned network
    NumberFormat format;
    bool ownFormats = false; ///< some layers had formats of their own
    QString recipe;
    int plannedEpochs = 0;
    std::int64_t trainingItems = 0;
    bool ownTest = false; ///< reported on items none of which was trained on
    double density = 1.0;

    Accuracy fp32;
    Accuracy postTraining; ///< in the format, before
    std::vector<TunedEpoch> epochs;
    StepLosses steps;
    std::vector<MovedLayer> layers; ///< after the last epoch; of a finished run after the best
    std::optional<Accuracy> tuned;  ///< of the best epoch, on the reported data; empty: not finished
    int bestEpoch = 0;
    QString scalesFile;
    double seconds = 0.0;

    /// Share of what quantization lost that fine-tuning brought back; empty where nothing was lost, or it is not finished.
    [[nodiscard]] std::optional<double> recovered() const;

    /// An event of the program; what it does not know it leaves alone. Throws nlohmann's exceptions for damaged ones.
    void take(const Json &event);
    /// What the program printed at the end.
    void finish(const Json &report);
};

} // namespace vsq
