// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/openedchip.h"

#include "core/base/error.h"
#include "core/chip/datapath.h"
#include "core/layer/layerplan.h"
#include "core/layer/layerppu.h"
#include "core/run/chipmode.h"
#include "core/run/ppuchain.h"

namespace vsq {

namespace {

std::shared_ptr<const LayerData> checked(std::shared_ptr<const LayerData> data)
{
    if (!data->operands) {
        throw Error({{}, "layer '" + data->layer.name + "'"}, "format", "one of the chip's (vsq, int4, int8)",
                    describe(data->format));
    }
    return data;
}

} // namespace

std::optional<LayerOutput> layerOutput(const std::shared_ptr<const Graph> &graph, const LayerData &data, const ChipConfig &config,
                                       const ActivationScales *scales)
{
    const PpuChain chain = linkLayers(graph, data.format, config);
    const auto found = chain.links.find(data.layer.name);
    const bool isLinked = found != chain.links.end();
    LayerOutput output;
    output.bias = isLinked ? found->second.bias : std::vector<float>();
    if (isLinked && scales != nullptr && config.layerOutput == ChipConfig::LayerOutput::Ppu) {
        std::vector<float> gammas;
        for (std::int64_t m = 0; m < data.qa.rows; ++m) {
            gammas.push_back(data.qa.gammaOf(m));
        }
        Node next;
        next.name = found->second.to;
        const Mode mode = *modeOf(data.format);
        output.settings = settingsFor(found->second, gammas, data.qb.gammaOf(0), static_cast<float>(sumUnit(mode)),
                                      scales->activationsOf(next), outputOf(mode), config);
        output.isResult = true;
        return output;
    }
    const auto settings = layerPpu(graph, data, config);
    if (!settings) {
        return std::nullopt;
    }
    output.settings = *settings;
    return output;
}

OpenedChip::OpenedChip(const std::shared_ptr<const Graph> &graph, std::shared_ptr<const LayerData> data, const ChipConfig &config,
                       const ActivationScales *scales)
    : m_data(checked(std::move(data))), m_output(layerOutput(graph, *m_data, config, scales))
{
    open(config);
}

OpenedChip::OpenedChip(std::shared_ptr<const LayerData> data, const ChipConfig &config, OutputFormat output)
    : m_data(checked(std::move(data)))
{
    if (output != OutputFormat::Sums) {
        m_output.emplace().settings.output = output;
    }
    open(config);
}

void OpenedChip::open(const ChipConfig &config)
{
    const auto settings = m_output ? std::optional(m_output->settings) : std::nullopt;
    Plan plan = planLayer(m_data->layer, m_data->qa, m_data->qb, mode(), config,
                          settings ? settings->output : OutputFormat::Sums);
    m_context = std::make_unique<const LayerContext>(m_data->operands, config, std::move(plan), settings);
    if (!m_context->ppu()) {
        m_output.reset(); // K is too long for the unit, for one
    }
    m_times = std::make_unique<const LayerTimes>(*m_context);
}

} // namespace vsq
