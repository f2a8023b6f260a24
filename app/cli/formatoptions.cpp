// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formatoptions.h"

#include "app/cli/command.h"
#include "app/cli/values.h"
#include "core/base/error.h"
#include "core/base/file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace vsq::cli {

namespace {

const char *const kGroup = "Number format";

/// A single option beside --format may only repeat what the name says already.
void agree(const std::string &name, const char *option, const std::string &given, const std::string &meant)
{
    if (!given.empty() && given != meant) {
        throw UsageError(fmt::format("{} {} contradicts --format {}, which means {} {}", option, given, name, option, meant));
    }
}

/// What core refuses, as a wrong value of an option.
template <typename Parse>
auto optionValue(std::string_view option, const Parse &parse)
{
    try {
        return parse();
    } catch (const Error &error) {
        throw UsageError(fmt::format("{}: expected {}, found {}", option, error.expected(), error.found()));
    }
}

} // namespace

int bitsFrom(std::string_view option, std::string_view text)
{
    return static_cast<int>(integerOf(option, text, 2, 8));
}

int vectorFrom(std::string_view text)
{
    constexpr int kSizes[] = {16, 32, 64, 128};
    return kSizes[choiceOf("--vector", text, {"16", "32", "64", "128"})];
}

int scaleBitsFrom(std::string_view text)
{
    if (text == "fp") {
        return 0;
    }
    if (text.find_first_not_of("0123456789") != std::string_view::npos) {
        refuse("--scale-bits", "an integer 3..10 or fp", text);
    }
    return static_cast<int>(integerOf("--scale-bits", text, 3, 10));
}

OperandFormat operandFrom(std::string_view option, std::string_view text)
{
    return optionValue(option, [&] { return operandFromText(text); });
}

Granularity granularityFrom(std::string_view text)
{
    return optionValue("--granularity", [&] { return granularityFromName(text); });
}

Calibration calibrationFrom(std::string_view text)
{
    return optionValue("--calibration", [&] { return calibrationFromText(text); });
}

Preparation preparationFrom(std::string_view text)
{
    return optionValue("--prepare", [&] { return preparationFromText(text); });
}

ScaleSearch searchFrom(std::string_view text)
{
    return choiceOf("--scale-search", text, {"none", "mse"}) == 0 ? ScaleSearch::None : ScaleSearch::Mse;
}

NumberFormat makeFormat(int weightBits, int activationBits, int vector, int scaleBits, Granularity granularity,
                        const Calibration &calibration)
{
    return {.weights = twoLevelFormat(weightBits, granularity, vector, scaleBits),
            .activations = twoLevelFormat(activationBits, granularity, vector, scaleBits),
            .calibration = calibration,
            .preparation = {}};
}

NumberFormat withChoices(NumberFormat format, const std::string &rule, const std::string &search)
{
    const auto choose = [&](const char *option, const auto &change) {
        int refused = 0;
        for (OperandFormat *operand : {&format.weights, &format.activations}) {
            try {
                *operand = change(*operand);
            } catch (const Error &error) {
                if (++refused == 2) {
                    throw UsageError(fmt::format("{}: expected {}, found {}", option, error.expected(), error.found()));
                }
            }
        }
    };
    if (!rule.empty()) {
        choose("--scale-rule", [&](const OperandFormat &operand) { return withRule(operand, rule); });
    }
    if (!search.empty()) {
        choose("--scale-search", [&](const OperandFormat &operand) { return withSearch(operand, searchFrom(search)); });
    }
    return format;
}

void checkFormat(const NumberFormat &format)
{
    optionValue("--calibration", [&] {
        requireSensible(format);
        return true;
    });
}

void FormatOptions::declare(CLI::App &app)
{
    app.add_option("--format", m_name, "vsq, int4, int8 (the chip's modes), mxfp4, nvfp4 ...: vsq help formats (default vsq)")
        ->group(kGroup);
    app.add_option("--weights", m_weights, "Format of the weights where it is another")->group(kGroup)->type_name("FORMAT");
    app.add_option("--activations", m_activations, "Format of the activations where it is another")
        ->group(kGroup)
        ->type_name("FORMAT");
    app.add_option("--weight-bits", m_weightBits, "Bits of a weight's code, 2..8")->group(kGroup);
    app.add_option("--activation-bits", m_activationBits, "Bits of an activation's code, 2..8")->group(kGroup);
    app.add_option("--vector", m_vector, "Elements along K that share a scale: 16, 32, 64 or 128")->group(kGroup);
    app.add_option("--scale-bits", m_scaleBits, "Bits of a per-vector scale, 3..10, or fp")->group(kGroup);
    app.add_option("--granularity", m_granularity, "Who shares a scale: vector, channel or tensor")->group(kGroup);
    app.add_option("--calibration", m_calibration, "max, percentile:99.99, entropy, mse or octav (default max)")->group(kGroup);
    app.add_option("--scale-rule", m_rule, "MX formats' power of two: floor, even, ceil or rceil (default floor)")->group(kGroup);
    app.add_option("--scale-search", m_search, "mse: each vector's integer scale with the least squared error (default none)")
        ->group(kGroup);
    app.add_option("--prepare", m_preparation, "Before quantizing: hadamard:N, smooth:A or both, separated by a comma")
        ->group(kGroup);
}

void FormatOptions::declareLayers(CLI::App &app)
{
    app.add_option("--formats", m_layers, "Formats of single layers: {\"layers\": {NAME: FORMAT}}")
        ->group(kGroup)
        ->type_name("FILE.json");
}

bool FormatOptions::hasSingles() const
{
    return !(m_weightBits.empty() && m_activationBits.empty() && m_vector.empty() && m_scaleBits.empty()
             && m_granularity.empty());
}

bool FormatOptions::isGiven() const
{
    return hasSingles()
           || !(m_name.empty() && m_weights.empty() && m_activations.empty() && m_calibration.empty() && m_rule.empty()
                && m_search.empty() && m_preparation.empty());
}

NumberFormat FormatOptions::named(const std::string &option, const std::string &text) const
{
    const OperandFormat operand = operandFrom(option, text);
    const bool perVector = operand.granularity == Granularity::Vector;
    agree(text, "--weight-bits", m_weightBits, std::to_string(operand.bits));
    agree(text, "--activation-bits", m_activationBits, std::to_string(operand.bits));
    agree(text, "--granularity", m_granularity, std::string(nameOf(operand.granularity)));
    if (!perVector && !(m_vector.empty() && m_scaleBits.empty())) {
        throw UsageError(fmt::format("{} contradicts --format {}, which has no per-vector scales",
                                     m_vector.empty() ? "--scale-bits" : "--vector", text));
    }
    if (!operand.isTwoLevel() && !m_scaleBits.empty()) {
        throw UsageError(fmt::format("--scale-bits contradicts --format {}, whose scales are no integers", text));
    }
    agree(text, "--vector", m_vector, std::to_string(operand.vectorSize));
    agree(text, "--scale-bits", m_scaleBits, operand.scaleBits == 0 ? "fp" : std::to_string(operand.scaleBits));
    return {.weights = operand, .activations = operand, .calibration = {}, .preparation = {}};
}

NumberFormat FormatOptions::free() const
{
    const Granularity granularity = m_granularity.empty() ? Granularity::Vector : granularityFrom(m_granularity);
    if (granularity != Granularity::Vector && !(m_vector.empty() && m_scaleBits.empty())) {
        throw UsageError(fmt::format("{} contradicts --granularity {}, which has no per-vector scales",
                                     m_vector.empty() ? "--scale-bits" : "--vector", m_granularity));
    }
    return makeFormat(m_weightBits.empty() ? 4 : bitsFrom("--weight-bits", m_weightBits),
                      m_activationBits.empty() ? 4 : bitsFrom("--activation-bits", m_activationBits),
                      m_vector.empty() ? 64 : vectorFrom(m_vector), m_scaleBits.empty() ? 8 : scaleBitsFrom(m_scaleBits),
                      granularity, {});
}

NumberFormat FormatOptions::operands() const
{
    if (m_weights.empty() && m_activations.empty()) {
        return m_name.empty() ? free() : named("--format", m_name);
    }
    if (hasSingles()) {
        throw UsageError(fmt::format("{} names a whole format: it does not go together with bits, vectors, scales or granularity",
                                     m_weights.empty() ? "--activations" : "--weights"));
    }
    NumberFormat format = namedFormat("vsq");
    if (!m_name.empty()) {
        format.weights = format.activations = operandFrom("--format", m_name);
    }
    if (!m_weights.empty()) {
        format.weights = operandFrom("--weights", m_weights);
    }
    if (!m_activations.empty()) {
        format.activations = operandFrom("--activations", m_activations);
    }
    return format;
}

NumberFormat FormatOptions::format() const
{
    NumberFormat format = withChoices(operands(), m_rule, m_search);
    if (!m_calibration.empty()) {
        format.calibration = calibrationFrom(m_calibration);
    }
    if (!m_preparation.empty()) {
        format.preparation = preparationFrom(m_preparation);
    }
    checkFormat(format);
    return format;
}

LayerFormats FormatOptions::layerFormats() const
{
    LayerFormats formats{.others = format(), .layers = {}};
    if (m_layers.empty()) {
        return formats;
    }
    const char *const what = "formats of layers";
    LayerFormats read = layerFormatsFromJson(parseJson(readFile(m_layers, what), m_layers, what), m_layers, formats.others);
    if (isGiven()) {
        read.others = formats.others; // what is said here weighs more than the file
    }
    return read;
}

void requireLayers(const std::map<std::string, NumberFormat, std::less<>> &layers, const Graph &graph)
{
    for (const auto &[layer, format] : layers) {
        const bool known = std::any_of(graph.nodes.begin(), graph.nodes.end(),
                                       [&wanted = layer](const Node &node) { return node.name == wanted; });
        if (!known) {
            throw Error({{}, "--formats, layer '" + layer + "'"}, "format of a layer", "a layer of " + graph.sourceFile,
                        "none of that name");
        }
    }
}

std::string formatsHelp()
{
    std::string text = fmt::format("{:<14} {:>5}  {:<6} {:<54} {}\n", "format", "bits", "runs", "element, scale", "source");
    for (const FormatName &entry : formatNames()) {
        const NumberFormat both{.weights = entry.format, .activations = entry.format, .calibration = {}, .preparation = {}};
        text += fmt::format("{:<14} {:>5}  {:<6} {:<54} {}\n", entry.name, bitsPerElement(entry.format),
                            chipModeName(both).empty() ? "host" : "chip", entry.summary, entry.source);
        if (!entry.rules.empty() && entry.name == std::string_view("mxfp4")) {
            text += fmt::format(
                "{:<28} with a rule for its scale: mxfp4:floor (default), mxfp4:even, mxfp4:ceil, mxfp4:rceil; so all "
                "mxfp\n",
                "");
        }
    }
    text +=
        "\nbits: of an element in storage, its share of the block's scale included. runs: on the chip as integers, or on the host\n"
        "as dequantized products in FP32. vsq:mse searches each vector's scale for the least squared error.\n"
        "Free formats: int6-v32-s6 (6 bits, vectors of 32, scales of 6 bits), int6-v32-fp (real scales), int6-channel,\n"
        "int6-tensor; 2 to 8 bits, scales of 3 to 10. Any format can be prepared: --prepare hadamard:64,smooth:0.5.\n";
    return text;
}

} // namespace vsq::cli
