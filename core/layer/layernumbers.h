// SPDX-License-Identifier: GPL-3.0-or-later
// A layer of a run in four numbers: what runs are kept and compared by.
#pragma once

#include "core/layer/layerplan.h"
#include "core/layer/layerreport.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace vsq {

enum class LayerMeasure : std::uint8_t { Cycles, Utilisation, Sqnr, Energy };
inline constexpr std::array kLayerMeasures{LayerMeasure::Cycles, LayerMeasure::Utilisation, LayerMeasure::Sqnr,
                                           LayerMeasure::Energy};

/// Each empty where it is not known.
struct LayerNumbers {
    std::string name;
    std::optional<double> cycles = std::nullopt;      ///< of all products
    std::optional<double> utilisation = std::nullopt; ///< 0..1
    std::optional<double> sqnr = std::nullopt;        ///< dB, of the product
    std::optional<double> energy = std::nullopt;      ///< J
    bool operator==(const LayerNumbers &) const = default;

    [[nodiscard]] std::optional<double> of(LayerMeasure measure) const;
};

LayerNumbers numbersOf(const LayerReport &report);
/// What is known without data.
LayerNumbers numbersOf(const std::string &layer, const LayerCost &cost);

} // namespace vsq
