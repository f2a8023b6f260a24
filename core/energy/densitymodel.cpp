// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/densitymodel.h"

#include "core/energy/monotonecubic.h"
#include "core/energy/publishedtables.h"

#include <algorithm>
#include <array>

namespace vsq {
namespace {

constexpr double kOperationsPerMac = 2.0;

/// fJ a MAC of an efficiency in TOPS/W.
constexpr double femtojoules(double topsPerWatt)
{
    return kOperationsPerMac * 1e3 / topsPerWatt;
}

constexpr double toggles(double density)
{
    return density * (2.0 - density);
}

/// Activity 0..1 of the density-dependent part.
double activity(double products, double a, double b, double weightB)
{
    const double wires = (weightB * toggles(b) + toggles(a)) / (weightB + 1.0);
    return (1.0 - products) * wires + products * a * b;
}

struct Curve {
    MonotoneCubic energy;
    double products = 0.0;
};

/// Least squares over the published points of E(0) + (E(1) - E(0)) * activity(products, d, d), linear in `products`.
double fitProducts(Mode mode)
{
    const auto &rows = densityRows();
    const double none = femtojoules(of(rows.front().topsPerWatt, mode));
    const double full = femtojoules(of(rows.back().topsPerWatt, mode));
    double numerator = 0.0;
    double denominator = 0.0;
    for (const DensityRow &row : rows) {
        const double measured = (femtojoules(of(row.topsPerWatt, mode)) - none) / (full - none);
        const double direction = row.density * row.density - toggles(row.density);
        numerator += (measured - toggles(row.density)) * direction;
        denominator += direction * direction;
    }
    return std::clamp(numerator / denominator, 0.0, 1.0);
}

const Curve &curveOf(Mode mode)
{
    static const auto curves = [] {
        std::vector<Curve> list;
        for (const Mode each : {Mode::Int8, Mode::Int4, Mode::Vsq}) {
            std::vector<double> x;
            std::vector<double> y;
            for (const DensityRow &row : densityRows()) {
                x.push_back(row.density);
                y.push_back(femtojoules(of(row.topsPerWatt, each)));
            }
            list.push_back({MonotoneCubic(std::move(x), std::move(y)), fitProducts(each)});
        }
        return list;
    }();
    return curves[static_cast<std::size_t>(mode)];
}

} // namespace

double energyPerMac(Mode mode, double density)
{
    return curveOf(mode).energy(density);
}

double productShare(Mode mode)
{
    return curveOf(mode).products;
}

double effectiveDensity(Mode mode, double aDensity, double bDensity, double densityWeightB)
{
    const double a = std::clamp(aDensity, 0.0, 1.0);
    const double b = std::clamp(bDensity, 0.0, 1.0);
    if (a == b) {
        return a;
    }
    const double products = productShare(mode);
    const double wanted = activity(products, a, b, densityWeightB);
    double low = std::min(a, b);
    double high = std::max(a, b);
    for (int step = 0; step < 50; ++step) { // activity of equal densities rises with them
        const double middle = 0.5 * (low + high);
        (activity(products, middle, middle, densityWeightB) < wanted ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

} // namespace vsq
