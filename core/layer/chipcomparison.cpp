// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/chipcomparison.h"

#include "core/base/error.h"
#include "core/layer/layerenergy.h"
#include "core/layer/networkcosts.h"
#include "core/layer/utilisation.h"
#include "core/quantize/errormeasures.h"
#include "core/run/chipmode.h"
#include "core/run/productrun.h"

#include <fmt/format.h>

namespace vsq {

namespace {

/// Text for LaTeX: what it takes for commands is escaped.
std::string latex(const std::string &text)
{
    std::string escaped;
    for (const char c : text) {
        if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) {
            escaped += '\\';
        }
        escaped += c;
    }
    return escaped;
}

std::string against(double value, double first)
{
    return first > 0.0 ? fmt::format("{:+.1f}", 100.0 * (value / first - 1.0)) : std::string("--");
}

} // namespace

NetworkCost networkCost(const std::vector<Layer> &layers, const NumberFormat &format,
                        const std::map<std::string, NumberFormat> &formats, const ChipConfig &config, const JobContext &job)
{
    NetworkCost total;
    double useful = 0.0;
    double possible = 0.0;
    const auto costs = networkCosts(layers, format, formats, config, job);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const std::optional<LayerCost> &cost = costs[i];
        if (!cost) {
            const auto own = formats.find(layers[i].name);
            total.refused += layers[i].onChip && modeOf(own == formats.end() ? format : own->second) ? 1 : 0;
            continue;
        }
        const EnergyBreakdown energy = energyOf(*cost, {}, config);
        const CycleShares shares = sharesOf(*cost);
        ++total.layers;
        total.cycles += cost->cycles();
        total.energy += energy.total().value;
        total.seconds += energy.seconds.value;
        useful += shares.useful * cost->multipliers(); // datapaths of several widths add up
        possible += shares.total * cost->multipliers();
    }
    total.utilisation = possible > 0.0 ? useful / possible : 0.0;
    return total;
}

double chipSqnr(const LayerData &data, const ChipConfig &config)
{
    if (!data.operands) {
        throw Error({{}, "layer '" + data.layer.name + "'"}, "format on the chip", "vsq, int4 or int8", describe(data.format));
    }
    const std::vector<float> real = realResults(chipSums(*data.operands, config, {}).sums, data.qa, data.qb, data.operands->mode);
    const ProductRequest request{
        .m = data.qa.rows, .n = data.qb.rows, .k = data.qa.columns, .a = data.a.data(), .b = data.b.data()};
    std::vector<float> exact(real.size()); // [N, M]
    makeFloatBackend()->multiply(request, exact.data());
    NoiseEnergy energy;
    for (std::int64_t m = 0; m < request.m; ++m) {
        for (std::int64_t n = 0; n < request.n; ++n) {
            energy.add(static_cast<double>(exact[static_cast<std::size_t>(n * request.m + m)]),
                       static_cast<double>(real[static_cast<std::size_t>(m * request.n + n)]));
        }
    }
    return energy.sqnrDb();
}

std::string chipTable(const std::string &network, const std::vector<ComparedChip> &chips)
{
    std::string text = fmt::format("% {}: needs \\usepackage{{booktabs}}. Energy at one half of operand density.\n", network);
    text += "\\begin{tabular}{lrrrrrr}\n\\toprule\n"
            "Chip & Cycles & \\% & Utilisation / \\% & Energy / $\\mu$J & \\% & Time / $\\mu$s \\\\\n\\midrule\n";
    for (const ComparedChip &chip : chips) {
        const NetworkCost &first = chips.front().cost;
        const bool isFirst = &chip == &chips.front();
        text += fmt::format("{}{} & {} & {} & {:.1f} & {:.3f} & {} & {:.2f} \\\\\n", latex(chip.name),
                            chip.cost.refused > 0 ? fmt::format(" ({} layers do not fit)", chip.cost.refused) : std::string(),
                            chip.cost.cycles,
                            isFirst ? "--" : against(static_cast<double>(chip.cost.cycles), static_cast<double>(first.cycles)),
                            100.0 * chip.cost.utilisation, 1e6 * chip.cost.energy,
                            isFirst ? "--" : against(chip.cost.energy, first.energy), 1e6 * chip.cost.seconds);
    }
    return text + "\\bottomrule\n\\end{tabular}\n";
}

} // namespace vsq
