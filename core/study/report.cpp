// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/report.h"

#include "core/quantize/formatjson.h"
#include "core/study/svgchart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace vsq {

namespace {

constexpr const char *kStyle = R"(<style>
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.85rem; }
th, td { text-align: right; padding: 0.2rem 0.5rem; border-bottom: 1px solid #8884; font-variant-numeric: tabular-nums; }
th:first-child, td:first-child, td.text { text-align: left; } .wide { overflow-x: auto; }
code, pre { font: 0.85rem/1.4 "DejaVu Sans Mono", monospace; } pre { overflow-x: auto; background: #8881; padding: 0.6rem; }
pre.command { white-space: pre-wrap; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; margin: 0.6rem 0; } svg text { font: 11px system-ui, sans-serif; fill: currentColor; }
svg .title { font-weight: 600; font-size: 12px; }
tr.total td { font-weight: 600; border-top: 2px solid #8888; }
.problem { color: #D55E00; font-weight: 600; } .warning { color: #B07900; font-weight: 600; } .note { opacity: 0.75; }
</style>
)";

std::string percent(double value)
{
    return fmt::format("{:.2f} %", 100 * value);
}

std::string decibels(double value)
{
    return std::isfinite(value) ? fmt::format("{:.1f}", value) : std::string("-");
}

template <typename T>
std::string orDash(const std::optional<T> &value, const char *format, double factor = 1.0)
{
    return value ? fmt::format(fmt::runtime(format), static_cast<double>(*value) * factor) : std::string("-");
}

std::string formatTitle(const StudyReport &report)
{
    const std::string name = nameOf(report.evaluation.format);
    return name.empty() ? describe(report.evaluation.format) : name;
}

std::string accuracyPart(const StudyReport &report)
{
    const Evaluation &e = report.evaluation;
    const auto row = [&](const std::string &title, double score, const Accuracy &accuracy) {
        const auto [low, high] = accuracy.interval();
        return fmt::format("<tr><td>{}</td><td>{}</td><td>{} .. {}</td><td>{} of {}</td></tr>\n", htmlText(title), percent(score),
                           percent(low), percent(high), accuracy.correct, accuracy.count);
    };
    std::string html = "<h2>Accuracy</h2>\n<table><tr><th>run</th><th>top-1</th><th>95 % interval</th><th>right</th></tr>\n";
    html += row(formatTitle(report) + " (" + std::string(nameOf(e.fidelity)) + ")", e.score, e.quantized);
    html += row("FP32, same items", e.fp32Score, e.fp32) + "</table>\n";
    if (const auto paired = e.paired()) {
        html += fmt::format("<p>Paired difference {:+.2f} points (95 % interval {:+.2f} .. {:+.2f}; {} items lost, {} gained; "
                            "McNemar's exact p = {:.3g}).",
                            100 * paired->difference, 100 * paired->interval[0], 100 * paired->interval[1], paired->lost,
                            paired->gained, paired->pValue);
        if (e.recovery) {
            html += fmt::format(
                " {:.2f} % of FP32's score is recovered; what another draw of as many items does to FP32 itself is "
                "{:.2f} % to either side.",
                e.recovery->percent, e.recovery->noiseFloor);
        }
        html += "</p>\n";
    }
    return html;
}

/// What the layers take together, where the chip computes all of them.
std::string totalRow(const std::vector<LayerReport> &layers)
{
    std::int64_t macs = 0;
    double cycles = 0.0;
    double possible = 0.0; // products of all multipliers: datapaths of several widths add up, as in networkCost()
    double energy = 0.0;
    std::int64_t saturations = 0;
    bool whole = !layers.empty();
    for (const LayerReport &layer : layers) {
        macs += layer.macs;
        cycles += static_cast<double>(layer.cycles.value_or(0));
        possible += layer.utilisation.value_or(0.0) > 0.0 ? static_cast<double>(layer.macs) / *layer.utilisation : 0.0;
        energy += layer.energy.value_or(0.0);
        saturations += layer.saturations;
        whole = whole && layer.cycles && layer.utilisation && layer.energy;
    }
    const auto ifWhole = [whole](const char *format, double value) {
        return whole ? fmt::format(fmt::runtime(format), value) : std::string("-");
    };
    return fmt::format(
        "<tr class=\"total\"><td>all layers</td><td></td><td></td><td></td><td></td><td>{}</td><td>{}</td><td>{}</td>"
        "<td>{}</td><td></td><td></td><td></td><td>{}</td></tr>\n",
        macs, ifWhole("{:.0f}", cycles), ifWhole("{:.1f}", possible > 0.0 ? 100.0 * static_cast<double>(macs) / possible : 0.0),
        ifWhole("{:.1f}", 1e9 * energy), saturations);
}

/// What a reader has to know before any number: what is stored, and where it is computed.
std::string formatPart(const StudyReport &report)
{
    const NumberFormat &format = report.evaluation.format;
    const bool onChip = std::any_of(report.layers.begin(), report.layers.end(),
                                    [](const LayerReport &layer) { return layer.cycles.has_value(); });
    return fmt::format(
        "<p>Number format: {}. Stored, scales included, a weight takes {:g} bits and an activation {:g}. {}</p>\n",
        htmlText(describe(format)), bitsPerElement(format.weights), bitsPerElement(format.activations),
        onChip ? "The chip computes it: cycles, utilisation and energy are the chip's."
               : "The chip does not compute it: products of dequantized values on the host, without cycles and energy.");
}

std::string layersPart(const StudyReport &report)
{
    std::string html = fmt::format(
        "<h2>Layers</h2>\n<p>From {} items. SQNR in dB: A the weights, B the activations, C the product "
        "against the FP32 product of the same operands.</p>\n<div class=\"wide\"><table><tr><th>layer</th>"
        "<th>M</th><th>N</th><th>K</th><th>products</th><th>MACs</th><th>cycles</th><th>utilisation %</th><th>energy nJ</th>"
        "<th>SQNR A</th><th>SQNR B</th><th>SQNR C</th><th>clamped sums</th></tr>\n",
        report.lookedAt);
    std::vector<SvgBar> quality;
    std::vector<SvgBar> energy;
    std::vector<SvgBar> utilisation;
    for (const LayerReport &layer : report.layers) {
        html += fmt::format(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
            "<td>{}</td><td>{}</td><td>{}</td></tr>\n",
            htmlText(layer.layer.name), layer.m, layer.n, layer.k, layer.products, layer.macs, orDash(layer.cycles, "{:.0f}"),
            orDash(layer.utilisation, "{:.1f}", 100), orDash(layer.energy, "{:.1f}", 1e9), decibels(layer.sqnrWeights),
            decibels(layer.sqnrIn), decibels(layer.sqnrOut), layer.saturations);
        quality.push_back({layer.layer.name, std::isfinite(layer.sqnrOut) ? std::optional(layer.sqnrOut) : std::nullopt,
                           decibels(layer.sqnrOut) + " dB"});
        energy.push_back({layer.layer.name, layer.energy, orDash(layer.energy, "{:.1f} nJ", 1e9)});
        utilisation.push_back({layer.layer.name, layer.utilisation, orDash(layer.utilisation, "{:.1f} %", 100)});
    }
    html += totalRow(report.layers) + "</table></div>\n"
            + svgBars("Signal-to-noise ratio of each product, dB", quality, "#0072B2");
    if (!report.layers.empty() && report.layers.front().cycles) {
        html += svgBars("Energy of each layer, nJ", energy, "#E69F00")
                + svgBars("Utilisation of the multipliers, %", utilisation, "#009E73");
    }
    return html;
}

std::string budgetPart(const StudyReport &report)
{
    if (report.budgets.empty()) {
        return {};
    }
    const ErrorBudget &network = report.budgets.front();
    std::vector<SvgBar> bars;
    for (const BudgetStage &stage : network.stages) {
        bars.push_back({stage.name, stage.added, fmt::format("{:+.3g} ({:.1f} %)", stage.added, 100 * network.share(stage))});
    }
    std::string html =
        "<h2>Error budget</h2>\n<p>Energy of the error at the network's output as a share of the output's, each stage "
        "of the chip added in order.</p>\n"
        + svgBars("What each stage adds", bars, "#CC79A7");
    html += "<div class=\"wide\"><table><tr><th>layer</th>";
    for (std::size_t i = 0; report.budgets.size() > 1 && i < report.budgets[1].stages.size(); ++i) {
        html += "<th>" + htmlText(report.budgets[1].stages[i].name) + " %</th>";
    }
    html += "<th>SQNR dB</th></tr>\n";
    for (std::size_t i = 1; i < report.budgets.size(); ++i) {
        const ErrorBudget &budget = report.budgets[i];
        html += "<tr><td>" + htmlText(budget.layer) + "</td>";
        for (const BudgetStage &stage : budget.stages) {
            html += fmt::format("<td>{:.1f}</td>", 100 * budget.share(stage));
        }
        html += fmt::format("<td>{}</td></tr>\n", decibels(-10 * std::log10(budget.total())));
    }
    return html + "</table></div>\n";
}

std::string findingsPart(const StudyReport &report)
{
    if (report.findings.empty()) {
        return "<h2>Findings</h2>\n<p>Nothing found.</p>\n";
    }
    std::string html =
        "<h2>Findings</h2>\n<div class=\"wide\"><table><tr><th>severity</th><th>layer</th><th>place</th><th>what</th>"
        "<th>what to do</th></tr>\n";
    for (const Finding &finding : report.findings) {
        const std::string severity(nameOf(finding.severity));
        html += fmt::format(
            "<tr><td class=\"{0}\">{0}</td><td class=\"text\">{1}</td><td class=\"text\">{2}</td><td class=\"text\">{3}"
            "</td><td class=\"text\">{4}</td></tr>\n",
            severity, htmlText(finding.layer), htmlText(finding.place), htmlText(finding.text), htmlText(finding.remedy));
    }
    return html + "</table></div>\n";
}

std::string settingsPart(const StudyReport &report)
{
    std::string chip;
    for (const auto &[field, value] : changedFields(report.config)) {
        chip += fmt::format("{} = {}\n", field, value);
    }
    return "<h2>Settings</h2>\n<p>Number format</p><pre>" + htmlText(formatJson(report.evaluation.format).dump(2))
           + "</pre>\n<p>Chip, where it differs from the default</p><pre>" + htmlText(chip.empty() ? "nothing" : chip)
           + "</pre>\n<p>All of the chip's settings</p><details><summary>JSON</summary><pre>" + htmlText(toJson(report.config))
           + "</pre></details>\n";
}

} // namespace

std::string reportPage(const StudyReport &report)
{
    const std::string title = std::filesystem::path(report.model).filename().string() + " in " + formatTitle(report);
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
           "content=\"width=device-width\">\n<title>"
           + htmlText(title) + "</title>\n" + kStyle + "</head>\n<body>\n<h1>" + htmlText(title) + "</h1>\n"
           + fmt::format("<p>Data {}; network {} (hash {}); Vsqscope {}, {}; measured in {:.1f} s.</p>\n", htmlText(report.data),
                         htmlText(report.model), htmlText(report.modelHash), htmlText(report.version), htmlText(report.date),
                         report.evaluation.seconds)
           + "<pre class=\"command\">" + htmlText(report.command) + "</pre>\n" + formatPart(report) + accuracyPart(report)
           + layersPart(report) + budgetPart(report) + findingsPart(report) + settingsPart(report) + "</body>\n</html>\n";
}

} // namespace vsq
