// SPDX-License-Identifier: GPL-3.0-or-later
// The options that say how numbers are held: a format by name, one for each operand, or bits, vectors and scales one by one.
#pragma once

#include "core/network/graph.h"
#include "core/quantize/formatjson.h"

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace vsq::cli {

class FormatOptions {
public:
    void declare(CLI::App &app);
    /// --formats FILE.json too, for commands that run networks.
    void declareLayers(CLI::App &app);
    /// "vsq" where nothing is given. Throws UsageError for values out of range and for options that contradict each other.
    [[nodiscard]] NumberFormat format() const;
    /// format() for all layers but those that --formats names. Throws UsageError, and Error for a wrong file.
    [[nodiscard]] LayerFormats layerFormats() const;
    /// Whether any of the options is.
    [[nodiscard]] bool isGiven() const;

private:
    [[nodiscard]] bool hasSingles() const;
    [[nodiscard]] NumberFormat operands() const;
    [[nodiscard]] NumberFormat named(const std::string &option, const std::string &text) const;
    [[nodiscard]] NumberFormat free() const;

    std::string m_name;
    std::string m_weights;
    std::string m_activations;
    std::string m_weightBits;
    std::string m_activationBits;
    std::string m_vector;
    std::string m_scaleBits;
    std::string m_granularity;
    std::string m_calibration;
    std::string m_rule;
    std::string m_search;
    std::string m_preparation;
    std::string m_layers; ///< file
};

/// A format as operandFromText() takes it. Throws UsageError.
OperandFormat operandFrom(std::string_view option, std::string_view text);
/// "max", "percentile:99.99", "entropy", "mse", "octav". Throws UsageError.
Calibration calibrationFrom(std::string_view text);
Granularity granularityFrom(std::string_view text);
Preparation preparationFrom(std::string_view text);
/// "none", "mse". Throws UsageError.
ScaleSearch searchFrom(std::string_view text);
/// 3..10, or 0 for "fp". Throws UsageError.
int scaleBitsFrom(std::string_view text);
/// 16, 32, 64 or 128. Throws UsageError.
int vectorFrom(std::string_view text);
int bitsFrom(std::string_view option, std::string_view text);
/// Integers with VS-Quant's scales on both sides.
NumberFormat makeFormat(int weightBits, int activationBits, int vector, int scaleBits, Granularity granularity,
                        const Calibration &calibration);
/// The format with the rule (and search) on those operands that have a choice. Throws UsageError where none has.
NumberFormat withChoices(NumberFormat format, const std::string &rule, const std::string &search);
/// requireSensible() as UsageError.
void checkFormat(const NumberFormat &format);

/// Throws Error for a layer that the network lacks.
void requireLayers(const std::map<std::string, NumberFormat, std::less<>> &layers, const Graph &graph);

/// A table of all names with bits an element, for `vsq help formats`.
std::string formatsHelp();

} // namespace vsq::cli
