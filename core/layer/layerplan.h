// SPDX-License-Identifier: GPL-3.0-or-later
// What a network's layer is for the chip, and what it costs: the only way from a layer to a plan, which views, commands, reports
// and the simulator take.
//
// One rule for the output: a layer's cost includes its pass through the post-processing unit in the format that its next
// consumer takes, as the published networks are counted (JSSC Table IV); the chip cannot emit its 24-bit sums.
// ChipConfig::layerOutput decides where a network's values are taken, never what they cost.
#pragma once

#include "core/chip/counters.h"
#include "core/chip/plan.h"
#include "core/network/lowering.h"
#include "core/quantize/format.h"

#include <map>
#include <optional>
#include <string>

namespace vsq {

/// The rule above in a sentence, for reports of several layers.
inline constexpr const char *kOutputRule = "each layer's results leave through the post-processing unit in the format that its "
                                           "next consumer takes";

/// One of the layer's products as a shape, convolutions with their geometry. n counts all images of a batch together.
/// Never transposed: output words lie along the features, as the next layer's vectors want them, and so do scales and biases.
ProductShape shapeOf(const Layer &layer, Mode mode);

/// The format that the layer's results leave the chip in; next: the mode of the layer that takes them, empty where that one does
/// not run on the chip. Scores go to the softmax, what the host takes is INT8. Where K is too long or the lanes are too few for
/// VSQ output, INT8 with a scale for 32 values, then with a static scale.
OutputFormat outputOf(const Layer &layer, Mode mode, std::optional<Mode> next, const ChipConfig &config);

/// THE plan of one of the layer's products: the cheapest one. Throws Error for a layer of the host, for a format that is none of
/// the chip's, and where the product does not fit the chip as configured.
Plan planOf(const Layer &layer, Mode mode, OutputFormat output, const ChipConfig &config);
/// next: the format of the layer that takes the result.
Plan planOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config, const NumberFormat &next);
/// With one format for the network.
Plan planOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config);

/// A product that belongs to no network: C [m,n] = A [m,k] B [n,k]^T.
Layer bareProduct(std::int64_t m, std::int64_t n, std::int64_t k);

struct LayerCost {
    Plan plan;              ///< of one product
    Counters counters;      ///< of one product, stalls included; what depends on data is 0
    std::int64_t count = 1; ///< products alike
    std::string note;       ///< where it does not run as asked for, or leaves lanes idle by its nature; else empty

    [[nodiscard]] OutputFormat output() const { return plan.shape.output; }
    [[nodiscard]] int multipliers() const { return plan.lanes * vectorSize(plan.shape.mode); }
    [[nodiscard]] std::int64_t cycles() const { return counters.cycles * count; } ///< of all products
    /// Useful multiplier-cycles over all that the path in use had, 0..1.
    [[nodiscard]] double utilisation() const;
};

/// Of a plan of planOf(); count: products alike.
LayerCost costOf(const Layer &layer, Plan plan, const ChipConfig &config);
/// Empty where planOf() throws: refusalOf() has the reason.
std::optional<LayerCost> costOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config,
                                const NumberFormat &next);
std::optional<LayerCost> costOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config);

/// Why a layer that is meant for the chip does not run there as configured; empty where it does, for a layer of the host and for
/// a format that is none of the chip's.
std::string refusalOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config, const NumberFormat &next);

/// The format of the layer that takes this one's result; formats: by layer name, `format` where a layer has none of its own.
const NumberFormat &nextFormat(const Layer &layer, const NumberFormat &format,
                               const std::map<std::string, NumberFormat> &formats);

} // namespace vsq
