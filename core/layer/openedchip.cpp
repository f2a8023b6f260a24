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
                                      scales->activationsOf(next), outputFor(mode), config);
        output.isResult = true;
        return output;
    }
    ChipProgram program = programOf(graph, data, config, data.format);
    if (!program.ppu) {
        return std::nullopt;
    }
    output.settings = std::move(*program.ppu);
    return output;
}

std::vector<float> biasOf(const std::shared_ptr<const Graph> &graph, const LayerData &data, const ChipConfig &config)
{
    const PpuChain chain = linkLayers(graph, data.format, config);
    const auto found = chain.links.find(data.layer.name);
    return found == chain.links.end() ? std::vector<float>() : found->second.bias;
}

OpenedChip::OpenedChip(const std::shared_ptr<const Graph> &graph, std::shared_ptr<const LayerData> data, const ChipConfig &config,
                       const ActivationScales *scales)
    : m_data(checked(std::move(data))), m_output(layerOutput(graph, *m_data, config, scales))
{
    const Layer &layer = m_data->layer;
    open(config, m_output ? planOf(layer, mode(), m_output->settings.output, config)
                          : planOf(layer, m_data->format, config, m_data->format));
}

OpenedChip::OpenedChip(std::shared_ptr<const LayerData> data, const ChipConfig &config, ChipProgram program,
                       std::vector<float> bias)
    : m_data(checked(std::move(data)))
{
    if (program.ppu) {
        m_output = LayerOutput{.settings = std::move(*program.ppu), .bias = std::move(bias)};
    }
    open(config, std::move(program.plan));
}

OpenedChip::OpenedChip(std::shared_ptr<const LayerData> data, const ChipConfig &config, OutputFormat output)
    : m_data(checked(std::move(data)))
{
    if (output != OutputFormat::Sums) {
        m_output.emplace().settings.output = output;
    }
    open(config, planOf(m_data->layer, mode(), output, config));
}

void OpenedChip::open(const ChipConfig &config, Plan plan)
{
    const auto settings = m_output ? std::optional(m_output->settings) : std::nullopt;
    m_context = std::make_unique<const LayerContext>(m_data->operands, config, std::move(plan), settings);
    if (!m_context->ppu()) {
        m_output.reset(); // K is too long for the unit, for one
    }
    m_times = std::make_unique<const LayerTimes>(*m_context);
}

} // namespace vsq
