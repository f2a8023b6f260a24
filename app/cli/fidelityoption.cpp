// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fidelityoption.h"

#include "app/cli/command.h"
#include "app/cli/values.h"
#include "core/study/evaluation.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

void FidelityOption::declare(CLI::App &app)
{
    app.add_option("--fidelity", m_name,
                   "float (FP32), quantized (codes times scales) or chip (the accelerator's integers); default chip "
                   "where the format is one of the chip's, else quantized");
}

Fidelity FidelityOption::fidelity(const NumberFormat &format) const
{
    if (m_name.empty()) {
        return defaultFidelity(format);
    }
    choiceOf("--fidelity", m_name, {"float", "quantized", "chip"});
    const Fidelity fidelity = fidelityFromName(m_name);
    if (fidelity == Fidelity::Chip && chipModeName(format).empty()) {
        throw UsageError(fmt::format("--fidelity chip contradicts a format that is none of the chip's ({})", describe(format)));
    }
    return fidelity;
}

} // namespace vsq::cli
