// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layerppu.h"

#include "core/chip/datapath.h"
#include "core/run/chipmode.h"
#include "core/run/ppuchain.h"
#include "core/run/productrun.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vsq {

namespace {

/// Largest value of the format in units of its gamma.
double largestOf(OutputFormat format)
{
    switch (format) {
    case OutputFormat::Int4: return 7.0;
    case OutputFormat::Vsq: return 7.0 * 255.0;
    case OutputFormat::Int8Vector: return 127.0 * 255.0;
    default: return 127.0;
    }
}

/// Largest magnitude of the layer's results after bias and ReLU.
double rangeOf(const LayerData &data, Mode mode, const PpuLink &link, const ChipConfig &config)
{
    const std::vector<std::int32_t> sums = chipSums(*data.operands, config, {}).sums;
    const std::int64_t n = data.operands->n();
    double largest = 0.0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const auto m = static_cast<std::int64_t>(i) / n;
        double value = static_cast<double>(sums[i]) * sumUnit(mode) * static_cast<double>(data.qa.gammaOf(m))
                       * static_cast<double>(data.qb.gammaOf(static_cast<std::int64_t>(i) % n));
        value += link.bias.empty() ? 0.0 : static_cast<double>(link.bias[static_cast<std::size_t>(m)]);
        largest = std::max(largest, link.relu ? value : std::abs(value));
    }
    return largest;
}

} // namespace

PpuSettings layerPpu(const std::shared_ptr<const Graph> &graph, const LayerData &data, OutputFormat output,
                     const ChipConfig &config)
{
    const Mode mode = data.operands->mode;
    std::vector<float> gammas;
    for (std::int64_t m = 0; m < data.qa.rows; ++m) {
        gammas.push_back(data.qa.gammaOf(m));
    }
    const float gammaB = data.qb.gammaOf(0);
    if (output == OutputFormat::Softmax) {
        const auto unit = static_cast<float>(1.0 / (data.layer.softmaxFactor * std::numbers::log2e)); // of a score in base 2
        return settingsFor({}, gammas, gammaB, static_cast<float>(sumUnit(mode)), unit, output, config);
    }
    const PpuChain chain = linkLayers(graph, data.format, config);
    const auto found = chain.links.find(data.layer.name);
    const PpuLink link = found == chain.links.end() ? PpuLink() : found->second;
    const auto gamma = static_cast<float>(rangeOf(data, mode, link, config) / largestOf(output));
    return settingsFor(link, gammas, gammaB, static_cast<float>(sumUnit(mode)), gamma, output, config);
}

ChipProgram programOf(const std::shared_ptr<const Graph> &graph, const LayerData &data, const ChipConfig &config,
                      const NumberFormat &next)
{
    ChipProgram program{.plan = planOf(data.layer, data.format, config, next), .ppu = {}};
    if (program.plan.output != OutputFormat::Sums) {
        program.ppu = layerPpu(graph, data, program.plan.output, config);
    }
    return program;
}

} // namespace vsq
