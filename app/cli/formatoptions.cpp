// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formatoptions.h"

#include "app/cli/command.h"
#include "app/cli/values.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

namespace {

const char *const kGroup = "Number format";

OperandFormat operand(int bits, int vector, int scaleBits, Granularity granularity)
{
    OperandFormat format{
        .bits = bits, .vectorSize = vector, .scaleBits = scaleBits, .granularity = granularity, .isUnsigned = false};
    if (granularity != Granularity::Vector) {
        format.vectorSize = bits > 4 ? 32 : 64;
        format.scaleBits = 0;
    }
    return format;
}

/// A single option beside --format may only repeat what the name says already.
void agree(const std::string &name, const char *option, const std::string &given, const std::string &meant)
{
    if (!given.empty() && given != meant) {
        throw UsageError(fmt::format("{} {} contradicts --format {}, which means {} {}", option, given, name, option, meant));
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

Granularity granularityFrom(std::string_view text)
{
    constexpr Granularity kAll[] = {Granularity::Vector, Granularity::Channel, Granularity::Tensor};
    return kAll[choiceOf("--granularity", text, {"vector", "channel", "tensor"})];
}

Calibration calibrationFrom(std::string_view text)
{
    using Method = Calibration::Method;
    constexpr std::string_view kPercentile = "percentile:";
    if (text.substr(0, kPercentile.size()) == kPercentile) {
        return {.method = Method::Percentile,
                .percentile = realOf("--calibration percentile", text.substr(kPercentile.size()), 50.0, 100.0)};
    }
    constexpr Method kAll[] = {Method::Max, Method::Percentile, Method::Entropy, Method::Mse, Method::Octav};
    return {.method = kAll[choiceOf("--calibration", text, {"max", "percentile", "entropy", "mse", "octav"})]};
}

NumberFormat makeFormat(int weightBits, int activationBits, int vector, int scaleBits, Granularity granularity,
                        const Calibration &calibration)
{
    return {.weights = operand(weightBits, vector, scaleBits, granularity),
            .activations = operand(activationBits, vector, scaleBits, granularity),
            .calibration = calibration};
}

void FormatOptions::declare(CLI::App &app)
{
    app.add_option("--format", m_name, "One of the chip's modes: vsq, int4 or int8 (default vsq)")->group(kGroup);
    app.add_option("--weight-bits", m_weightBits, "Bits of a weight's code, 2..8")->group(kGroup);
    app.add_option("--activation-bits", m_activationBits, "Bits of an activation's code, 2..8")->group(kGroup);
    app.add_option("--vector", m_vector, "Elements along K that share a scale: 16, 32, 64 or 128")->group(kGroup);
    app.add_option("--scale-bits", m_scaleBits, "Bits of a per-vector scale, 3..10, or fp")->group(kGroup);
    app.add_option("--granularity", m_granularity, "Who shares a scale: vector, channel or tensor")->group(kGroup);
    app.add_option("--calibration", m_calibration, "max, percentile:99.99, entropy, mse or octav (default max)")->group(kGroup);
}

bool FormatOptions::isGiven() const
{
    return !(m_name.empty() && m_weightBits.empty() && m_activationBits.empty() && m_vector.empty() && m_scaleBits.empty()
             && m_granularity.empty() && m_calibration.empty());
}

NumberFormat FormatOptions::format() const
{
    const Calibration calibration = m_calibration.empty() ? Calibration{} : calibrationFrom(m_calibration);
    if (!m_name.empty()) {
        choiceOf("--format", m_name, {"vsq", "int4", "int8"});
        NumberFormat named = namedFormat(m_name);
        const bool perVector = named.weights.granularity == Granularity::Vector;
        agree(m_name, "--weight-bits", m_weightBits, std::to_string(named.weights.bits));
        agree(m_name, "--activation-bits", m_activationBits, std::to_string(named.activations.bits));
        agree(m_name, "--granularity", m_granularity, perVector ? "vector" : "channel");
        if (!perVector && !(m_vector.empty() && m_scaleBits.empty())) {
            throw UsageError(fmt::format("{} contradicts --format {}, which has no per-vector scales",
                                         m_vector.empty() ? "--scale-bits" : "--vector", m_name));
        }
        agree(m_name, "--vector", m_vector, std::to_string(named.weights.vectorSize));
        agree(m_name, "--scale-bits", m_scaleBits, std::to_string(named.weights.scaleBits));
        named.calibration = calibration;
        return named;
    }
    const Granularity granularity = m_granularity.empty() ? Granularity::Vector : granularityFrom(m_granularity);
    if (granularity != Granularity::Vector && !(m_vector.empty() && m_scaleBits.empty())) {
        throw UsageError(fmt::format("{} contradicts --granularity {}, which has no per-vector scales",
                                     m_vector.empty() ? "--scale-bits" : "--vector", m_granularity));
    }
    return makeFormat(m_weightBits.empty() ? 4 : bitsFrom("--weight-bits", m_weightBits),
                      m_activationBits.empty() ? 4 : bitsFrom("--activation-bits", m_activationBits),
                      m_vector.empty() ? 64 : vectorFrom(m_vector), m_scaleBits.empty() ? 8 : scaleBitsFrom(m_scaleBits),
                      granularity, calibration);
}

} // namespace vsq::cli
