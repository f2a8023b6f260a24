// SPDX-License-Identifier: GPL-3.0-or-later
// Which layers suffer from a format: one layer at a time is quantized, the rest of the network stays in FP32.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/network/lowering.h"
#include "core/study/paired.h"
#include "core/study/studypoint.h"

#include <memory>
#include <vector>

namespace vsq {

/// Which operands of the one layer are quantized. One side alone is computed as codes times scales in FP32.
enum class SensitiveSide : std::uint8_t { Both, Weights, Activations };
/// "both", "weights", "activations".
std::string_view nameOf(SensitiveSide side);

struct LayerSensitivity {
    Layer layer;
    NumberFormat format;
    Accuracy accuracy;
    PairedDifference paired; ///< against FP32
    double sqnr = 0.0;       ///< dB, of the network's first output against FP32's; infinite where nothing changed
    double noise = 0.0;      ///< its error's share of FP32's energy: what layers add up, nearly

    [[nodiscard]] double loss() const { return 0.0 - paired.difference; } ///< of accuracy, 0..1; no loss is not -0
};

struct Sensitivity {
    Accuracy fp32;
    std::vector<LayerSensitivity> layers; ///< of each format, then in the network's order; the chip's layers only
    double seconds = 0.0;
};

/// Several formats at once share the FP32 run, and each layer's run begins at that layer: about half a pass for a layer and a
/// format. Throws Error as evaluate() does, Cancelled.
Sensitivity measureSensitivity(const std::shared_ptr<const Graph> &graph, const Dataset &data,
                               const std::vector<NumberFormat> &formats, SensitiveSide side, const ChipConfig &config,
                               const EngineOptions &engine, const JobContext &job = {});

/// Indices into layers, the most sensitive first: by loss of accuracy, equal ones by SQNR.
std::vector<std::size_t> ranked(const std::vector<LayerSensitivity> &layers);

} // namespace vsq
