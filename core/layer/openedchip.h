// SPDX-License-Identifier: GPL-3.0-or-later
// An opened layer on the chip: its operands with the plan, the schedule and the post-processing that they run with.
#pragma once

#include "core/chip/layertimes.h"
#include "core/layer/layerdata.h"
#include "core/layer/layerppu.h"

#include <memory>
#include <optional>
#include <vector>

namespace vsq {

/// What becomes of a layer's sums.
struct LayerOutput {
    PpuSettings settings;    ///< settings.gamma: what t = 16 stands for
    std::vector<float> bias; ///< [M] in real values, that settings.bias comes near; empty: none
    bool isResult =
        false; ///< the run takes the codes; false: it takes the sums, and the codes are what the unit would make of them
};

/// programOf()'s settings; where config.layerOutput is ppu, there are static scales and the next layer takes the codes directly,
/// the run's own. Empty where the layer has none.
std::optional<LayerOutput> layerOutput(const std::shared_ptr<const Graph> &graph, const LayerData &data, const ChipConfig &config,
                                       const ActivationScales *scales);

/// What the host adds to a layer's results where the next layer takes them directly, in real values; empty: nothing.
std::vector<float> biasOf(const std::shared_ptr<const Graph> &graph, const LayerData &data, const ChipConfig &config);

class OpenedChip {
public:
    /// Throws Error where the format is none of the chip's or the layer does not run on it as configured.
    OpenedChip(const std::shared_ptr<const Graph> &graph, std::shared_ptr<const LayerData> data, const ChipConfig &config,
               const ActivationScales *scales = nullptr);
    /// As a simulator runs it: with a plan and post-processing that were made already. bias: as LayerOutput::bias.
    OpenedChip(std::shared_ptr<const LayerData> data, const ChipConfig &config, ChipProgram program, std::vector<float> bias);
    /// For sums only: in the schedule that the layer has with results leaving in a format, whatever their values.
    OpenedChip(std::shared_ptr<const LayerData> data, const ChipConfig &config, OutputFormat output = OutputFormat::Sums);

    [[nodiscard]] const LayerData &data() const { return *m_data; }
    [[nodiscard]] const ChipConfig &config() const { return m_context->config(); }
    [[nodiscard]] const LayerContext &context() const { return *m_context; }
    [[nodiscard]] const LayerTimes &times() const { return *m_times; }
    /// Empty where the sums leave as they are.
    [[nodiscard]] const std::optional<LayerOutput> &output() const { return m_output; }
    [[nodiscard]] Mode mode() const { return m_data->operands->mode; }

private:
    void open(const ChipConfig &config, Plan plan);

    std::shared_ptr<const LayerData> m_data;
    std::optional<LayerOutput> m_output;
    std::unique_ptr<const LayerContext> m_context;
    std::unique_ptr<const LayerTimes> m_times;
};

} // namespace vsq
