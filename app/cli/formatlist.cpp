// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formatlist.h"

#include "app/cli/command.h"
#include "app/cli/formatoptions.h"
#include "app/cli/values.h"

#include <CLI/CLI.hpp>

#include <algorithm>

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

} // namespace

void FormatList::declare(CLI::App &app)
{
    const char *const group = "Number formats (lists separated by commas)";
    app.add_option("--format", m_names, "The chip's modes: vsq, int4, int8")->group(group);
    app.add_option("--weight-bits", m_weightBits, "Bits of a weight's code, 2..8 (default 4)")->group(group);
    app.add_option("--activation-bits", m_activationBits, "Bits of an activation's code, 2..8 (default 4)")->group(group);
    app.add_option("--vector", m_vectors, "Elements along K that share a scale: 16, 32, 64, 128 (default 64)")->group(group);
    app.add_option("--scale-bits", m_scaleBits, "Bits of a per-vector scale, 3..10 or fp (default 8)")->group(group);
    app.add_option("--granularity", m_granularities, "Who shares a scale: vector, channel, tensor (default vector)")
        ->group(group);
    app.add_option("--calibration", m_calibrations, "max, percentile:99.99, entropy, mse, octav (default max)")->group(group);
}

std::vector<NumberFormat> FormatList::formats() const
{
    const bool single = !(m_weightBits.empty() && m_activationBits.empty() && m_vectors.empty() && m_scaleBits.empty()
                          && m_granularities.empty());
    if (!m_names.empty() && single) {
        throw UsageError(
            "--format names whole formats: it does not go together with lists of bits, vectors, scales or granularities");
    }
    std::vector<Calibration> calibrations;
    for (const std::string &text : listOf("--calibration", m_calibrations)) {
        calibrations.push_back(calibrationFrom(text));
    }
    std::vector<NumberFormat> list;
    if (!m_names.empty()) {
        for (const std::string &name : listOf("--format", m_names)) {
            choiceOf("--format", name, {"vsq", "int4", "int8"});
            for (const Calibration &calibration : calibrations) {
                NumberFormat format = namedFormat(name);
                format.calibration = calibration;
                addOnce(list, format);
            }
        }
        return list;
    }
    for (const std::string &granularity : valuesOf("--granularity", m_granularities, "vector")) {
        for (const std::string &vector : valuesOf("--vector", m_vectors, "64")) {
            for (const std::string &scaleBits : valuesOf("--scale-bits", m_scaleBits, "8")) {
                for (const std::string &weightBits : valuesOf("--weight-bits", m_weightBits, "4")) {
                    for (const std::string &activationBits : valuesOf("--activation-bits", m_activationBits, "4")) {
                        for (const Calibration &calibration : calibrations) {
                            addOnce(list, makeFormat(bitsFrom("--weight-bits", weightBits),
                                                     bitsFrom("--activation-bits", activationBits), vectorFrom(vector),
                                                     scaleBitsFrom(scaleBits), granularityFrom(granularity), calibration));
                        }
                    }
                }
            }
        }
    }
    return list;
}

} // namespace vsq::cli
