// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formatlist.h"

#include "app/cli/command.h"
#include "app/cli/formatoptions.h"
#include "app/cli/values.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>

namespace vsq::cli {

namespace {

void addOnce(std::vector<NumberFormat> &list, const NumberFormat &format)
{
    if (std::find(list.begin(), list.end(), format) == list.end()) {
        list.push_back(format);
    }
}

std::vector<std::string> valuesOf(const char *option, const std::string &text, const char *otherwise)
{
    return listOf(option, text.empty() ? otherwise : text);
}

std::vector<OperandFormat> operandsOf(const char *option, const std::string &text, const std::string &otherwise)
{
    std::vector<OperandFormat> list;
    for (const std::string &name : listOf(option, text.empty() ? otherwise : text)) {
        list.push_back(operandFrom(option, name));
    }
    return list;
}

/// Each format with each of the choices that it has; a choice that none of them has is refused.
std::vector<NumberFormat> withEach(const std::vector<NumberFormat> &formats, const char *option, const std::string &texts,
                                   const std::function<NumberFormat(const NumberFormat &, const std::string &)> &change)
{
    if (texts.empty()) {
        return formats;
    }
    const std::vector<std::string> choices = listOf(option, texts);
    std::vector<NumberFormat> list;
    for (const std::string &choice : choices) {
        std::string refusal;
        bool taken = false;
        for (const NumberFormat &format : formats) {
            try {
                (void)change(format, choice);
                taken = true;
            } catch (const UsageError &error) {
                refusal = error.what();
            }
        }
        if (!taken) {
            throw UsageError(refusal);
        }
    }
    for (const NumberFormat &format : formats) {
        for (const std::string &choice : choices) {
            try {
                addOnce(list, change(format, choice));
            } catch (const UsageError &) {
                addOnce(list, format);
            }
        }
    }
    return list;
}

} // namespace

void FormatList::declare(CLI::App &app)
{
    const char *const group = "Number formats (lists separated by commas)";
    app.add_option("--format", m_names, "Named or free formats: vsq, int4, mxfp4, int6-v16-s4 ... (vsq help formats)")
        ->group(group);
    app.add_option("--weights", m_weights, "Formats of the weights")->group(group);
    app.add_option("--activations", m_activations, "Formats of the activations (default: as the weights)")->group(group);
    app.add_option("--weight-bits", m_weightBits, "Bits of a weight's code, 2..8 (default 4)")->group(group);
    app.add_option("--activation-bits", m_activationBits, "Bits of an activation's code, 2..8 (default 4)")->group(group);
    app.add_option("--vector", m_vectors, "Elements along K that share a scale: 16, 32, 64, 128 (default 64)")->group(group);
    app.add_option("--scale-bits", m_scaleBits, "Bits of a per-vector scale, 3..10 or fp (default 8)")->group(group);
    app.add_option("--granularity", m_granularities, "Who shares a scale: vector, channel, tensor (default vector)")
        ->group(group);
    app.add_option("--calibration", m_calibrations, "max, percentile:99.99, entropy, mse, octav (default max)")->group(group);
    app.add_option("--scale-rule", m_rules, "Of MX formats: floor, even, ceil, rceil (default floor)")->group(group);
    app.add_option("--scale-search", m_searches, "Of formats with integer scales: none, mse (default none)")->group(group);
    app.add_option("--prepare", m_preparations, "none, hadamard:64, smooth:0.5, hadamard:64+smooth:0.5 (default none)")
        ->group(group);
}

std::vector<NumberFormat> FormatList::named() const
{
    std::vector<NumberFormat> list;
    if (m_weights.empty() && m_activations.empty()) {
        for (const OperandFormat &operand : operandsOf("--format", m_names, "vsq")) {
            addOnce(list, {.weights = operand, .activations = operand, .calibration = {}, .preparation = {}});
        }
        return list;
    }
    if (!m_names.empty()) {
        throw UsageError("--format names both operands: it does not go together with --weights or --activations");
    }
    for (const OperandFormat &weights : operandsOf("--weights", m_weights, "vsq")) {
        for (const OperandFormat &activations : operandsOf("--activations", m_activations, operandText(weights))) {
            addOnce(list, {.weights = weights, .activations = activations, .calibration = {}, .preparation = {}});
        }
    }
    return list;
}

std::vector<NumberFormat> FormatList::free() const
{
    std::vector<NumberFormat> list;
    for (const std::string &granularity : valuesOf("--granularity", m_granularities, "vector")) {
        for (const std::string &vector : valuesOf("--vector", m_vectors, "64")) {
            for (const std::string &scaleBits : valuesOf("--scale-bits", m_scaleBits, "8")) {
                for (const std::string &weightBits : valuesOf("--weight-bits", m_weightBits, "4")) {
                    for (const std::string &activationBits : valuesOf("--activation-bits", m_activationBits, "4")) {
                        addOnce(list,
                                makeFormat(bitsFrom("--weight-bits", weightBits), bitsFrom("--activation-bits", activationBits),
                                           vectorFrom(vector), scaleBitsFrom(scaleBits), granularityFrom(granularity), {}));
                    }
                }
            }
        }
    }
    return list;
}

std::vector<NumberFormat> FormatList::operands() const
{
    const bool single = !(m_weightBits.empty() && m_activationBits.empty() && m_vectors.empty() && m_scaleBits.empty()
                          && m_granularities.empty());
    const bool isNamed = !(m_names.empty() && m_weights.empty() && m_activations.empty());
    if (isNamed && single) {
        throw UsageError(
            "--format names whole formats: it does not go together with lists of bits, vectors, scales or granularities");
    }
    return isNamed ? named() : free();
}

std::vector<NumberFormat> FormatList::formats() const
{
    std::vector<NumberFormat> list = operands();
    list = withEach(list, "--scale-rule", m_rules,
                    [](const NumberFormat &format, const std::string &rule) { return withChoices(format, rule, {}); });
    list = withEach(list, "--scale-search", m_searches,
                    [](const NumberFormat &format, const std::string &search) { return withChoices(format, {}, search); });
    list = withEach(list, "--prepare", m_preparations, [](NumberFormat format, const std::string &steps) {
        format.preparation = preparationFrom(steps);
        return format;
    });
    return withEach(list, "--calibration", m_calibrations, [](NumberFormat format, const std::string &method) {
        format.calibration = calibrationFrom(method);
        checkFormat(format);
        return format;
    });
}

} // namespace vsq::cli
