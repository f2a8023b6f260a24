// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/fidelity.h"

#include "core/base/error.h"

#include <string>

namespace vsq {

std::string_view nameOf(Fidelity fidelity)
{
    switch (fidelity) {
    case Fidelity::Float: return "float";
    case Fidelity::Quantized: return "quantized";
    case Fidelity::Chip: break;
    }
    return "chip";
}

Fidelity fidelityFromName(std::string_view name)
{
    for (const Fidelity fidelity : {Fidelity::Float, Fidelity::Quantized, Fidelity::Chip}) {
        if (name == nameOf(fidelity)) {
            return fidelity;
        }
    }
    throw Error({}, "fidelity", "float, quantized or chip", "'" + std::string(name) + "'");
}

Fidelity defaultFidelity(const NumberFormat &format)
{
    return chipModeName(format).empty() ? Fidelity::Quantized : Fidelity::Chip;
}

} // namespace vsq
