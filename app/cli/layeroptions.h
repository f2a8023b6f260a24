// SPDX-License-Identifier: GPL-3.0-or-later
// The options of commands that open one of a network's layers on the chip: which, on what inputs, in which format.
#pragma once

#include "app/cli/chipoptions.h"
#include "app/cli/formatoptions.h"
#include "app/cli/modeloption.h"
#include "app/cli/scalesoption.h"
#include "core/layer/openedchip.h"
#include "core/layer/runrecord.h"

#include <memory>
#include <optional>
#include <string>

namespace vsq::cli {

/// The layer of that name. Throws Error naming the nearest one where there is none, and the reason where it runs on the host.
const Layer &findLayer(const std::string &path, const std::vector<Layer> &layers, const std::string &name);

/// Inputs from a file, or where no file is given seeded ones: whole numbers are 1, others normal with deviation 1.
TensorMap inputsFor(const std::string &path, const Graph &graph, const Session &session);

/// A network read and run as far as a layer.
struct OpenedNetwork {
    LoadedNetwork network;
    std::shared_ptr<const ActivationScales> scales;
    ChipConfig config;
    RunRecord record;
    Layer layer;
    std::vector<std::string> tokens; ///< of the layer's rows, where the network takes texts and the vocabulary was given

    /// One of a layer's recorded products on the chip. Throws Error with the allowed range.
    [[nodiscard]] OpenedChip open(const std::string &name, std::int64_t product) const;
};

class LayerOptions {
public:
    void declare(CLI::App &app);
    /// Throws UsageError, also for a format that is none of the chip's.
    void check();
    [[nodiscard]] const std::string &path() const { return m_model.path(); }
    [[nodiscard]] const std::string &layer() const { return m_layer; }
    [[nodiscard]] std::int64_t product() const { return m_product; }
    [[nodiscard]] const NumberFormat &format() const { return m_number; }
    [[nodiscard]] bool hasInputs() const { return !m_inputs.empty() || !m_data.empty(); }
    /// before: the operands of the layers before it are kept too.
    [[nodiscard]] OpenedNetwork run(const Session &session, bool before = false) const;

private:
    ModelOption m_model;
    std::string m_layer;
    std::string m_inputs;
    std::string m_data;
    std::string m_itemText = "0";
    std::int64_t m_item = 0;
    std::string m_vocabulary;
    std::string m_productText = "0";
    std::int64_t m_product = 0;
    FormatOptions m_format;
    ScalesOption m_scales;
    ChipOptions m_chip;
    NumberFormat m_number;
};

} // namespace vsq::cli
