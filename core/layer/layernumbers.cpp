// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layernumbers.h"

#include <cmath>

namespace vsq {

std::optional<double> LayerNumbers::of(LayerMeasure measure) const
{
    switch (measure) {
    case LayerMeasure::Cycles: return cycles;
    case LayerMeasure::Utilisation: return utilisation;
    case LayerMeasure::Sqnr: return sqnr;
    case LayerMeasure::Energy: break;
    }
    return energy;
}

LayerNumbers numbersOf(const LayerReport &report)
{
    LayerNumbers numbers{.name = report.layer.name};
    if (report.cycles) {
        numbers.cycles = static_cast<double>(*report.cycles);
    }
    numbers.utilisation = report.utilisation;
    if (std::isfinite(report.sqnrOut)) {
        numbers.sqnr = report.sqnrOut;
    }
    numbers.energy = report.energy;
    return numbers;
}

LayerNumbers numbersOf(const std::string &layer, const LayerCost &cost)
{
    return {.name = layer, .cycles = static_cast<double>(cost.cycles()), .utilisation = cost.utilisation()};
}

} // namespace vsq
