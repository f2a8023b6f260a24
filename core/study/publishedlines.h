// SPDX-License-Identifier: GPL-3.0-or-later
// What was published, as lines to draw beside one's own results: always with source and conditions, never as ours.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace vsq {

struct PublishedPoint {
    int weightBits = 0;
    std::string activationBits;                       ///< "8", unsigned "8U"
    double accuracy = 0.0;                            ///< percent: top-1 (ResNet-50, DeiT), F1 (BERT)
    double loss = 0.0;                                ///< points below FP32 of the same source
    std::optional<double> inferencesPerSecondPerWatt; ///< where it was measured in silicon
};

struct PublishedLine {
    std::string network;
    std::string title;                  ///< "per-vector, scales 4/6, activations 8"
    std::string source;                 ///< "VS-Quant (arXiv 2102.04503), tables 3, 5, 6, 7"
    std::string conditions;             ///< "post-training, vectors of 16"
    std::vector<PublishedPoint> points; ///< by weight bits
};

/// Accuracy after training alone (VS-Quant tables 3, 5, 6, 7), after fine-tuning (table 9), and of the chip's three formats
/// (JSSC 2023, Table IV); one line for each network, kind of scales and activation bits.
const std::vector<PublishedLine> &publishedLines();

} // namespace vsq
