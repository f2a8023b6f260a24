// SPDX-License-Identifier: GPL-3.0-or-later
// The published measurements as typed rows: the reference beside our own results, and what the energy model rests on.
// Sources: Keller et al., JSSC 58(4), 2023 ("JSSC"); Dai et al., VS-Quant, MLSys 2021. The numbers lie in
// resources/published and are compiled in.
#pragma once

#include "core/chip/mode.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

/// A value for each Mode, in the order of the enumeration.
using PerMode = std::array<double, 3>;
constexpr double of(const PerMode &values, Mode mode)
{
    return values[static_cast<std::size_t>(mode)];
}

/// JSSC Figs 13 and 14b: benchmark matrix product at 50 % density.
struct OperatingPointRow {
    double supply = 0.0; ///< V
    double clockMHz = 0.0;
    PerMode topsPerWatt{};
};

/// JSSC Fig. 14a: 0.67 V, both operands of the same density 0..1.
struct DensityRow {
    double density = 0.0;
    PerMode topsPerWatt{};
};

/// JSSC Fig. 14a and text: VSQ at other supplies than densityRows().
struct DensityAnchorRow {
    double supply = 0.0;
    double density = 0.0;
    double topsPerWatt = 0.0;
};

/// JSSC Table II: energy a MAC in units of the INT4 datapath, 0.67 V.
struct EnergyPerMacRow {
    Mode mode = Mode::Int4;
    double datapath = 0.0;
    double aBuffer = 0.0;
    double bBuffer = 0.0;
    double collector = 0.0;
    double other = 0.0;
    [[nodiscard]] double total() const { return datapath + aBuffer + bBuffer + collector + other; }
};

/// JSSC Table IV, 0.67 V. What is not published is empty.
struct WorkloadRow {
    std::string network;
    std::optional<int> tokens;
    double gmacs = 0.0;
    double fp32Accuracy = 0.0; ///< F1 on SQuAD v1.1 (BERT), top-1 on ImageNet, percent
    Mode mode = Mode::Vsq;
    double loss = 0.0; ///< points
    std::optional<double> utilisationPercent;
    std::optional<double> inferencesPerSecond;
    std::optional<double> inferencesPerSecondPerWatt;
    std::optional<double> topsPerWatt;
};

/// JSSC Table V: input format of ResNet-50's layers in the mixed VSQ run. Patterns like "res4{a-f}_2c".
struct LayerFormatRow {
    Mode mode = Mode::Vsq;
    std::vector<std::string> patterns;
};

/// JSSC Table VI.
struct PruningRow {
    std::string network;
    int tokens = 0;
    double densityPercent = 0.0;
    double loss = 0.0;
    double energyGainPercent = 0.0;
};

/// VS-Quant tables 3, 5, 6, 7: accuracy without fine-tuning, vectors of 16.
struct PostTrainingRow {
    std::string network;
    int weightBits = 0;
    std::string activationBits; ///< "8", unsigned "8U", FP32 "32"
    std::string scaleBits;      ///< "weight/activation", "fp", "pc" (best per-channel calibration), empty for FP32
    double accuracy = 0.0;
};

/// VS-Quant table 9: after quantization-aware fine-tuning.
struct FineTuningRow {
    std::string network;
    int weightBits = 0;
    std::string activationBits;
    double perVector = 0.0;
    int perVectorEpochs = 0;
    double perChannel = 0.0;
    int perChannelEpochs = 0;
};

/// Text of resources/published/<stem>.csv as compiled in; empty for an unknown stem.
std::string_view publishedCsv(std::string_view stem);

const std::vector<OperatingPointRow> &operatingPointRows();
const std::vector<DensityRow> &densityRows();
const std::vector<DensityAnchorRow> &densityAnchorRows();
const EnergyPerMacRow &energyPerMacRow(Mode mode);
const std::vector<WorkloadRow> &workloadRows();
const std::vector<LayerFormatRow> &resnet50FormatRows();
const std::vector<PruningRow> &pruningRows();
const std::vector<PostTrainingRow> &postTrainingRows();
const std::vector<FineTuningRow> &fineTuningRows();

/// Whether a layer's name is one that the pattern stands for: "{a-f}" is any one character of that range.
bool matchesLayerPattern(std::string_view pattern, std::string_view name);

} // namespace vsq
