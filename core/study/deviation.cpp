// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/deviation.h"

#include "core/energy/operatingpoints.h"
#include "core/layer/layerenergy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace vsq {

namespace {

constexpr double kLeastShare = 0.0005; ///< of the cycles; smaller losses are not named

double percentOff(double value, double published)
{
    return 100.0 * (value / published - 1.0);
}

void join(std::string &text, const std::string &part, const char *between = ", ")
{
    text += (text.empty() || part.empty() ? "" : between) + part;
}

/// TOPS/W with both operands at one density.
double efficiencyAt(const WorkloadResult &result, double density)
{
    EnergyBreakdown energy;
    for (const WorkloadLayer &layer : result.layers) {
        energy += energyOf(layer.cost, {density, density, Origin::Assumed}, result.config);
    }
    return energy.topsPerWatt().value;
}

/// Subtiles of the whole row and the overheads that they have, "612 subtiles of 128 cycles".
std::string subtilesText(const WorkloadResult &result)
{
    std::int64_t subtiles = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;
    for (const WorkloadLayer &layer : result.layers) {
        const Plan &plan = layer.cost.plan;
        const auto count = static_cast<std::int64_t>(plan.subtiles.size());
        const std::int64_t each = plan.fillDrainCycles / std::max<std::int64_t>(count, 1);
        least = subtiles == 0 ? each : std::min(least, each);
        most = std::max(most, each);
        subtiles += count * layer.cost.count;
    }
    return fmt::format("{} subtiles of {} cycles", subtiles,
                       least == most ? std::to_string(most) : fmt::format("{} or {}", least, most));
}

std::string stallsText(const WorkloadResult &result)
{
    std::int64_t a = 0;
    std::int64_t b = 0;
    std::int64_t output = 0;
    for (const WorkloadLayer &layer : result.layers) {
        a += layer.cost.counters.stallsForA * layer.cost.count;
        b += layer.cost.counters.stallsForB * layer.cost.count;
        output += layer.cost.counters.stallsForOutput * layer.cost.count;
    }
    return fmt::format("waiting for A {}, for B {}, for the output {} cycles", a, b, output);
}

/// Why cycles are as they are: what this row loses, and, where it is faster than the silicon, that it loses too little.
std::string speedReason(const WorkloadResult &result, double points, bool speedOff)
{
    const double lost = 100.0 - result.utilisationPercent;
    const std::string losses = lossesText(result);
    if (std::abs(points) <= kUtilisationBound && speedOff) {
        // The published pair itself: speed times work is another utilisation than the one beside it.
        const double implied = result.utilisationPercent * *result.published->inferencesPerSecond
                               / result.inferencesPerSecond().value;
        return fmt::format("the published speed is a utilisation of {:.1f} % at this clock and these MACs, the published "
                           "utilisation is {:g} %",
                           implied, *result.published->utilisationPercent);
    }
    if (points > 0.0) {
        return fmt::format("the silicon loses {:.1f} % of its multiplier-cycles, this configuration {:.1f} %{}",
                           100.0 - *result.published->utilisationPercent, lost, losses.empty() ? "" : ": " + losses);
    }
    return fmt::format("{:.1f} % of the multiplier-cycles are lost, in the silicon {:.1f} %: {}", lost,
                       100.0 - *result.published->utilisationPercent, losses);
}

std::string efficiencyReason(const WorkloadResult &result)
{
    const std::optional<double> density = densityThatFits(result);
    std::string text = density ? fmt::format(
                           "the operand densities of this network are not published; a density of {:.2f} of both would give the "
                           "published figure",
                           *density)
                               : fmt::format("no density of the operands gives the published figure");
    text += fmt::format(", here it is {:.2f} (A) and {:.2f} (B){}", result.densities.a, result.densities.b,
                        result.densities.origin == Origin::Assumed ? ", assumed" : "");
    if (const double total = result.energy.total().value; total > 0.0 && result.energy.overhead.value > 0.0) {
        text += fmt::format("; {:.1f} % of the energy is spent filling, draining and stalling (A-18)",
                            100.0 * result.energy.overhead.value / total);
    }
    return text;
}

} // namespace

std::optional<double> densityThatFits(const WorkloadResult &result)
{
    if (!result.published || !result.published->topsPerWatt) {
        return std::nullopt;
    }
    const double wanted = *result.published->topsPerWatt;
    double low = 0.0; // efficiency falls as density grows
    double high = 1.0;
    if (efficiencyAt(result, low) < wanted || efficiencyAt(result, high) > wanted) {
        return std::nullopt;
    }
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (efficiencyAt(result, middle) > wanted ? low : high) = middle;
    }
    return (low + high) / 2;
}

std::string lossesText(const WorkloadResult &result)
{
    struct Loss {
        double share;
        std::string text;
    };
    const CycleShares &shares = result.shares;
    const auto percent = [&shares](double part) { return fmt::format("{:.1f} %", 100.0 * part / shares.total); };
    std::vector<Loss> losses{
        {shares.paddingM, "padding along M " + percent(shares.paddingM) + " (lanes without a row)"},
        {shares.paddingN, "padding along N " + percent(shares.paddingN) + " (A-29: rows of feature maps in whole tiles)"},
        {shares.paddingK, "padding along K " + percent(shares.paddingK) + " (A-29: channels in whole vectors)"},
        {shares.fillDrain, "fill and drain " + percent(shares.fillDrain) + " (A-18: " + subtilesText(result) + ")"},
        {shares.stalls, "stalls " + percent(shares.stalls) + " (" + stallsText(result) + ")"},
    };
    std::stable_sort(losses.begin(), losses.end(), [](const Loss &a, const Loss &b) { return a.share > b.share; });
    std::string text;
    for (const Loss &loss : losses) {
        if (loss.share >= kLeastShare * shares.total) {
            join(text, loss.text);
        }
    }
    return text;
}

std::string deviation(const WorkloadResult &result)
{
    if (!result.published || std::abs(result.supply - kNominalSupply) > 1e-9) {
        return {};
    }
    const WorkloadRow &row = *result.published;
    std::string speed;
    double points = 0.0;
    bool speedOff = false;
    if (row.utilisationPercent) {
        points = result.utilisationPercent - *row.utilisationPercent;
        if (std::abs(points) > kUtilisationBound) {
            speed = fmt::format("utilisation {:+.1f} points", points);
        }
    }
    if (row.inferencesPerSecond) {
        const double off = percentOff(result.inferencesPerSecond().value, *row.inferencesPerSecond);
        speedOff = std::abs(off) > kSpeedBound;
        join(speed, speedOff ? fmt::format("inferences/s {:+.1f} %", off) : std::string());
    }
    std::string text;
    if (!speed.empty()) {
        text = speed + ": " + speedReason(result, points, speedOff);
    }
    if (row.topsPerWatt) {
        const double off = percentOff(result.energy.topsPerWatt().value, *row.topsPerWatt);
        if (std::abs(off) > kEfficiencyBound) {
            join(text, fmt::format("TOPS/W {:+.1f} %: {}", off, efficiencyReason(result)), "; ");
        }
    }
    return text;
}

} // namespace vsq
