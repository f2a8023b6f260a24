// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/workloadsreport.h"

#include "core/energy/operatingpoints.h"
#include "core/study/deviation.h"

#include <fmt/format.h>

#include <cmath>

namespace vsq::cli {

namespace {

/// One of the four figures that the publication has, ours and theirs.
struct Compared {
    const char *key;
    Figure ours;
    std::optional<double> published;
    bool inPoints = false;
    bool atAnySupply = false; ///< does not depend on the supply

    [[nodiscard]] std::optional<double> difference(double supply) const
    {
        if (!published || (!atAnySupply && std::abs(supply - kNominalSupply) > 1e-9)) {
            return std::nullopt;
        }
        return inPoints ? ours.value - *published : 100.0 * (ours.value / *published - 1.0);
    }
};

std::vector<Compared> figuresOf(const WorkloadResult &r)
{
    const WorkloadRow none;
    const WorkloadRow &row = r.published ? *r.published : none;
    return {{"utilisation_percent", {r.utilisationPercent, Origin::Assumed}, row.utilisationPercent, true, true},
            {"inferences_per_s", {r.inferencesPerSecond().value, Origin::Assumed}, row.inferencesPerSecond},
            {"inferences_per_s_per_W", r.inferencesPerSecondPerWatt(), row.inferencesPerSecondPerWatt},
            {"TOPS_per_W", r.energy.topsPerWatt(), row.topsPerWatt}};
}

/// Where the multiplier-cycles go; they add up to the total.
std::vector<std::pair<const char *, double>> partsOf(const CycleShares &shares)
{
    return {{"useful", shares.useful},      {"padding_M", shares.paddingM},   {"padding_N", shares.paddingN},
            {"padding_K", shares.paddingK}, {"fill_drain", shares.fillDrain}, {"stalls", shares.stalls}};
}

/// "0.0 1.2 0.0 0.9 0.0": the lost ones of them, in percent.
std::string lostCell(const CycleShares &shares)
{
    const auto percent = [&shares](double part) { return 100.0 * part / shares.total; };
    return fmt::format("{:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", percent(shares.paddingM), percent(shares.paddingN),
                       percent(shares.paddingK), percent(shares.fillDrain), percent(shares.stalls));
}

/// "98.7 (98, +0.7)": ours, published, difference.
std::string cell(const Compared &figure, double supply, int digits)
{
    std::string text = fmt::format("{:.{}f}", figure.ours.value, digits);
    if (figure.published) {
        text += fmt::format(" ({:g}", *figure.published);
        if (const auto difference = figure.difference(supply)) {
            text += fmt::format(", {:+.1f}{}", *difference, figure.inPoints ? "" : " %");
        }
        text += ")";
    }
    return text;
}

} // namespace

Json workloadsJson(const std::vector<WorkloadResult> &results)
{
    Json list = Json::array();
    for (const WorkloadResult &r : results) {
        Json entry;
        entry["network"] = r.network;
        entry["tokens"] = r.tokens ? Json(*r.tokens) : Json(nullptr);
        entry["format"] = nameOf(r.mode);
        entry["cycles"] = r.cycles;
        entry["macs"] = r.macs;
        Json published;
        Json difference;
        Json origin;
        for (const Compared &figure : figuresOf(r)) {
            entry[figure.key] = figure.ours.value;
            published[figure.key] = orNull(figure.published);
            difference[figure.key] = orNull(figure.difference(r.supply));
            origin[figure.key] = nameOf(figure.ours.origin);
        }
        if (r.published) {
            published["gmacs"] = r.published->gmacs;
            published["fp32_accuracy"] = r.published->fp32Accuracy;
            published["loss"] = r.published->loss;
        }
        entry["published"] = std::move(published);
        entry["difference"] = std::move(difference);
        entry["output"] = kOutputRule;
        entry["supply_V"] = r.supply;
        entry["density_a"] = r.densities.a;
        entry["density_b"] = r.densities.b;
        entry["origin"] = std::move(origin);
        Json cycles;
        for (const auto &[key, part] : partsOf(r.shares)) {
            cycles[key] = 100.0 * part / r.shares.total;
        }
        entry["multiplier_cycles_percent"] = std::move(cycles);
        const std::optional<double> density = densityThatFits(r);
        entry["density_that_fits"] = orNull(density);
        entry["reason"] = deviation(r);
        list.push_back(std::move(entry));
    }
    return list;
}

std::string workloadsText(const std::vector<WorkloadResult> &results)
{
    std::string text = fmt::format("{:<10} {:>6} {:<6} {:>10} {:>14} {:<18} {:<24} {:<26} {:<22} {:<7} {}\n", "network", "tokens",
                                   "format", "cycles", "MACs", "utilisation %", "inferences/s", "inferences/s/W", "TOPS/W",
                                   "density", "lost %");
    std::string reasons;
    for (const WorkloadResult &r : results) {
        const std::vector<Compared> figures = figuresOf(r);
        const std::string tokens = r.tokens ? std::to_string(*r.tokens) : std::string("-");
        text += fmt::format("{:<10} {:>6} {:<6} {:>10} {:>14} {:<18} {:<24} {:<26} {:<22} {:<7.2f} {}\n", r.network, tokens,
                            nameOf(r.mode), r.cycles, r.macs, cell(figures[0], r.supply, 1), cell(figures[1], r.supply, 1),
                            cell(figures[2], r.supply, 0), cell(figures[3], r.supply, 1), r.densities.b, lostCell(r.shares));
        if (const std::string reason = deviation(r); !reason.empty()) {
            reasons += fmt::format("{} {} {}: {}\n", r.network, tokens, nameOf(r.mode), reason);
        }
    }
    text += "\nIn brackets: published (JSSC 58(4), 2023, Table IV, 0.67 V) and the difference, in points for the "
            "utilisation, else in percent.\nLost: multiplier-cycles to padding along M, N and K, to fill and drain, to "
            "stalls.\nOurs rest on assumptions A-18, A-25, A-29, A-30 and on the operand density.\n";
    return text + reasons;
}

} // namespace vsq::cli
