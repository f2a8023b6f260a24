// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/operatingpoints.h"

#include "core/base/error.h"
#include "core/energy/densitymodel.h"
#include "core/energy/monotonecubic.h"
#include "core/energy/publishedtables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vsq {
namespace {

template <typename Value>
MonotoneCubic curveOf(Value value)
{
    std::vector<double> x;
    std::vector<double> y;
    for (const OperatingPointRow &row : operatingPointRows()) {
        x.push_back(row.supply);
        y.push_back(value(row));
    }
    return {std::move(x), std::move(y)};
}

/// Throws outside the published range; true at a published point.
bool checkSupply(double supply)
{
    const auto &rows = operatingPointRows();
    if (!(supply >= rows.front().supply && supply <= rows.back().supply)) {
        throw Error({}, "supply voltage", fmt::format("{:.2f} .. {:.2f} V", rows.front().supply, rows.back().supply),
                    fmt::format("{}", supply));
    }
    return std::any_of(rows.begin(), rows.end(),
                       [supply](const OperatingPointRow &row) { return std::abs(row.supply - supply) < 1e-9; });
}

/// Energy a MAC at 50 % density, in units of the nominal's.
double energyFactor(Mode mode, double supply)
{
    static const auto energies = [] {
        std::vector<MonotoneCubic> byMode;
        for (const Mode each : {Mode::Int8, Mode::Int4, Mode::Vsq}) {
            byMode.push_back(curveOf([each](const OperatingPointRow &row) { return 1.0 / of(row.topsPerWatt, each); }));
        }
        return byMode;
    }();
    const MonotoneCubic &energy = energies[static_cast<std::size_t>(mode)];
    return energy(supply) / energy(kNominalSupply);
}

/// The static share at the lowest supply that makes the printed efficiencies there come out, their mean.
double staticShareAtLowest()
{
    const double lowest = operatingPointRows().front().supply;
    const double half = energyPerMac(Mode::Vsq, 0.5);
    double sum = 0.0;
    int count = 0;
    for (const DensityAnchorRow &row : densityAnchorRows()) {
        if (std::abs(row.supply - lowest) > 1e-9) {
            continue;
        }
        const double nominal = energyPerMac(Mode::Vsq, row.density) / half;
        const double here = of(operatingPointRows().front().topsPerWatt, Mode::Vsq) / row.topsPerWatt;
        sum += (here - nominal) / (1.0 - nominal);
        ++count;
    }
    return count > 0 ? std::clamp(sum / count, 0.0, 1.0) : 0.0;
}

} // namespace

Figure clockAt(double supply, ChipConfig::ClockCurve curve)
{
    static const MonotoneCubic clock = curveOf([](const OperatingPointRow &row) { return row.clockMHz * 1e6; });
    // The clock at the nominal supply was itself interpolated.
    const bool published = checkSupply(supply) && std::abs(supply - kNominalSupply) > 1e-9;
    const double value = curve == ChipConfig::ClockCurve::Linear ? clock.linear(supply) : clock(supply);
    return {value, published ? Origin::Published : Origin::Derived};
}

Figure efficiencyAt(Mode mode, double supply)
{
    const Origin origin = checkSupply(supply) ? Origin::Published : Origin::Derived;
    const auto &rows = operatingPointRows();
    const auto nominal = std::find_if(rows.begin(), rows.end(),
                                      [](const OperatingPointRow &row) { return std::abs(row.supply - kNominalSupply) < 1e-9; });
    return {of(nominal->topsPerWatt, mode) / energyFactor(mode, supply), origin};
}

double supplyFactor(Mode mode, double supply)
{
    checkSupply(supply);
    return energyFactor(mode, supply);
}

double staticShare(Mode mode, double supply)
{
    checkSupply(supply);
    static const double atLowest = staticShareAtLowest();
    const auto leakage = [mode](double volts) { // energy a cycle, beside the whole
        return volts / clockAt(volts).value / energyFactor(mode, volts);
    };
    const double lowest = operatingPointRows().front().supply;
    const double nominal = leakage(kNominalSupply);
    return std::max(0.0, atLowest * (leakage(supply) - nominal) / (leakage(lowest) - nominal));
}

} // namespace vsq
