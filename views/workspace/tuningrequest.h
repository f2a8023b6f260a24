// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be fine-tuned, in what it is to be good, and how: as the program that does it takes it.
#pragma once

#include "core/chip/config.h"
#include "core/quantize/formatjson.h"
#include "core/tensor/shape.h"

#include <QString>
#include <QStringList>

#include <map>
#include <string>

namespace vsq {

struct TuningRequest {
    QString model;
    std::map<std::string, Shape> shapes; ///< of inputs whose sizes the file leaves open
    LayerFormats formats;
    ChipConfig chip;
    QString data; ///< that is learnt from
    QString test; ///< that is reported on; empty: the data's own test set, or the data
    QString out;  ///< the fine-tuned network

    QString recipe;            ///< "transformer", "residual", "imitation"; empty: by the network's operators
    int epochs = 0;            ///< 0: the recipe's, as all that follow
    double learningRate = 0.0; ///< highest of the schedule
    int trainItems = 0;        ///< at most so many; 0: all
    double distillation = 0.0; ///< share of the loss that compares with the FP32 network's answers, 0..1
    double density = 1.0;      ///< of the weights
    bool staticScales = false; ///< of activations

    /// Of `vsq finetune`, with lines of JSON for what happens. formatsFile, chipFile: where formats and chip are written to.
    [[nodiscard]] QStringList arguments(const QString &formatsFile, const QString &chipFile) const;
};

/// The vocabulary beside a table of texts, or beside the other data where this one has none; empty: no texts, or none found.
QString vocabularyFor(const QString &data, const QString &other);

} // namespace vsq
