// SPDX-License-Identifier: GPL-3.0-or-later
// The ProductBackends that run a network under a number format: codes times scales, or the chip's integers.
//
// Activations are quantized with the static gamma of a calibration set, or without one with a gamma for each image (each item
// of the batch has its own tensor maximum), so that a result does not depend on which other images are in the batch. Weights
// are quantized once and kept.
#pragma once

#include "core/chip/config.h"
#include "core/engine/engine.h"
#include "core/quantize/quantizedmatrix.h"
#include "core/reference/executor.h"
#include "core/run/activationscales.h"
#include "core/run/columnmaxima.h"
#include "core/run/fidelity.h"
#include "core/run/ppuchain.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace vsq {

/// One product as it was computed, handed to an observer right after.
struct ProductTrace {
    const ProductRequest &request;
    const QuantizedMatrix &a;
    const QuantizedMatrix &b;     ///< gamma [N]: that of each row's image
    const float *c = nullptr;     ///< [N, M]
    std::int64_t saturations = 0; ///< Fidelity::Chip
};

struct BackendOptions {
    NumberFormat format;
    std::map<std::string, NumberFormat, std::less<>> layerFormats; ///< of layers (by name) that have their own
    std::shared_ptr<const ColumnMaxima> maxima;                    ///< for formats that smooth their operands
    ChipConfig config;
    EngineOptions engine;
    std::function<void(const ProductTrace &)> observer; ///< called from the thread that multiplies; may be empty
    std::set<std::string, std::less<>>
        observed; ///< layers of the chip (by name) that it wants to see, the host's all; empty: all
    std::shared_ptr<const ActivationScales> scales; ///< null: from the data, image by image
    std::set<std::string, std::less<>> chipSoftmax; ///< Fidelity::Chip: Softmax nodes that the approximate unit computes
    PpuChain chain;                                 ///< Fidelity::Chip: layers whose codes the PPU makes; needs scales
};

/// The format with what the chip's settings assume of it where software computes it: unsigned activations.
NumberFormat asConfigured(NumberFormat format, const ChipConfig &config);

/// Whether some format smooths its operands, so that maxima are wanted.
bool needsMaxima(const BackendOptions &options);

/// Float needs no options. Thread-safe: one backend may serve several Executor::run() at a time. Layers of layerFormats that the
/// chip does not run are computed in Fidelity::Quantized under Fidelity::Chip.
/// Throws Error for Fidelity::Chip with a format that is none of the chip's or with unsigned activations, and for scales of
/// another format.
std::unique_ptr<ProductBackend> makeBackend(Fidelity fidelity, const BackendOptions &options);

/// How the products are computed, for reports: "fp32", "chip integers", and for Fidelity::Quantized "integer dot products"
/// (scales and sums of vectors in FP32) or, where the scales are not integers of at most 8 bits, "dequantized fp32 (host
/// arithmetic)".
std::string_view arithmeticOf(Fidelity fidelity, const NumberFormat &format);

/// A network and the backend to run it with.
struct PreparedNetwork {
    std::shared_ptr<const Graph> graph;
    std::unique_ptr<ProductBackend> backend;
};

/// makeBackend(), with what options.config leaves to the chip beside the products: attention's softmax, and layers whose
/// result the next one takes directly. Throws Error too where layerOutput is ppu and there are no static scales.
PreparedNetwork prepareNetwork(const std::shared_ptr<const Graph> &graph, Fidelity fidelity, BackendOptions options);

} // namespace vsq
