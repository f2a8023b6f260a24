// SPDX-License-Identifier: GPL-3.0-or-later
// What each layer of a network costs on the chip in a run, and what the format's codes and scales lose in it.
#pragma once

#include "core/chip/outputformat.h"
#include "core/network/lowering.h"

#include <cstdint>
#include <optional>
#include <string>

namespace vsq {

/// Of the integer scales of one operand (per-vector formats), over all products of a layer.
struct ScaleSummary {
    std::int64_t count = 0;
    std::int64_t zeros = 0; ///< vectors whose scale is 0: all of their values are lost or are 0
    std::int64_t smallest = 0;
    std::int64_t largest = 0;
    double mean = 0.0;
};

struct LayerReport {
    Layer layer;               ///< as this run has it: N counts all images of the batch
    std::int64_t products = 0; ///< of this run: heads, groups
    std::int64_t m = 0;        ///< of one product of this run
    std::int64_t n = 0;
    std::int64_t k = 0;
    std::int64_t macs = 0;              ///< of all products
    std::optional<std::int64_t> cycles; ///< of all products, stalls included; empty where the chip does not compute the layer
    std::optional<double> utilisation;  ///< 0..1
    std::optional<double> energy;       ///< J
    std::optional<OutputFormat> output; ///< what the results leave the chip as; counted in the three above
    std::string note;                   ///< of the plan
    std::string prepare;                ///< what was done to the operands before quantizing; empty: nothing was asked for
    std::int64_t saturations = 0;       ///< Fidelity::Chip
    double sqnrWeights = 0.0;           ///< dB: operand A, codes times scales against what they stand for
    double sqnrIn = 0.0;                ///< dB: operand B, the same
    double sqnrOut = 0.0;               ///< dB: the product against the FP32 product of the same operands
    double densityA = 0.0;              ///< share of codes that are not 0, 0..1
    double densityB = 0.0;
    std::optional<ScaleSummary> scalesA; ///< formats with integer per-vector scales
    std::optional<ScaleSummary> scalesB;
};

} // namespace vsq
