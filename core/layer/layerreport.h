// SPDX-License-Identifier: GPL-3.0-or-later
// What a network's run did in each of its layers: cycles, utilisation and energy on the chip, and what the format's codes and
// scales lost.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"
#include "core/network/lowering.h"
#include "core/run/backend.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

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
    Layer layer;
    std::int64_t products = 0; ///< of this run: heads, groups, images
    std::int64_t m = 0;        ///< of one product of this run (N counts all images of the batch)
    std::int64_t n = 0;
    std::int64_t k = 0;
    std::int64_t macs = 0;              ///< of all products
    std::optional<std::int64_t> cycles; ///< of all products; empty where the format is none of the chip's
    std::optional<double> utilisation;  ///< 0..1
    std::optional<double> energy;       ///< J
    std::int64_t saturations = 0;       ///< Fidelity::Chip
    double sqnrWeights = 0.0;           ///< dB: operand A, codes times scales against what they stand for
    double sqnrIn = 0.0;                ///< dB: operand B, the same
    double sqnrOut = 0.0;               ///< dB: the product against the FP32 product of the same operands
    double densityA = 0.0;              ///< share of codes that are not 0, 0..1
    double densityB = 0.0;
    std::optional<ScaleSummary> scalesA; ///< formats with integer per-vector scales
    std::optional<ScaleSummary> scalesB;
};

/// Observes the products of a run; one for one run.
class LayerRecorder {
public:
    LayerRecorder(std::shared_ptr<const Graph> graph, NumberFormat format, ChipConfig config);
    ~LayerRecorder();

    /// For BackendOptions::observer.
    void record(const ProductTrace &trace);
    /// In the network's order; layers whose product did not run are left out.
    [[nodiscard]] std::vector<LayerReport> reports() const;

private:
    struct Sums;
    /// Of one product; zeros where the chip does not compute it.
    struct Chip {
        std::int64_t cycles = 0;
        std::int64_t multiplierCycles = 0;
        double energy = 0.0;
    };
    Chip onChip(const ProductTrace &trace) const;

    std::shared_ptr<const Graph> m_graph;
    NumberFormat m_format;
    ChipConfig m_config;
    std::optional<Mode> m_mode;
    std::vector<Layer> m_lowered;
    std::unique_ptr<ProductBackend> m_float;
    mutable std::mutex m_mutex;
    std::map<std::string, Sums> m_layers; ///< by node name
};

} // namespace vsq
