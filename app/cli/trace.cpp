// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/trace.h"

#include "app/cli/chipoptions.h"
#include "app/cli/formatoptions.h"
#include "app/cli/modelinputs.h"
#include "app/cli/modeloption.h"
#include "app/cli/scalesoption.h"
#include "app/cli/values.h"
#include "core/base/atomicfile.h"
#include "core/layer/chrometrace.h"
#include "core/layer/layerdata.h"
#include "core/layer/layerppu.h"
#include "core/run/chipmode.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace vsq::cli {

namespace {

Layer findLayer(const std::string &path, const std::vector<Layer> &layers, const std::string &name)
{
    const auto found = std::find_if(layers.begin(), layers.end(), [&](const Layer &layer) { return layer.name == name; });
    if (found == layers.end()) {
        throw Error({.file = path, .item = "layer '" + name + "'"}, "no matrix product of the network has that name",
                    "one that vsq info lists", "'" + name + "'");
    }
    if (!found->onChip) {
        throw Error({.file = path, .item = "layer '" + name + "'"}, "the layer runs on the host", "a layer on the chip",
                    found->reason);
    }
    return *found;
}

class TraceCommand final : public Command {
public:
    std::string name() const override { return "trace"; }
    std::string summary() const override { return "Write a layer's timeline on the chip for trace viewers"; }
    std::string details() const override
    {
        return "T.json holds Chrome trace events: subtiles, tiles, passes along K, PPU and stalls of one of the layer's products.\n"
               "Open it in Perfetto (ui.perfetto.dev) or chrome://tracing.\n\n"
               "Examples:\n"
               "  vsq trace network.onnx --layer blocks.0.mlp.fc1 --inputs x.npz --out trace.json\n"
               "  vsq trace network.onnx --layer stem.conv --inputs x.npz --set operandSupply=streaming --out trace.json";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        app.add_option("--layer", m_layer, "Layer, by the name that vsq info shows")->required()->type_name("NAME");
        app.add_option("--inputs", m_inputs, "Inputs by name")->required()->type_name("X.npz");
        app.add_option("--out", m_out, "Trace events")->required()->type_name("T.json");
        app.add_option("--index", m_indexText, "Which of the layer's products (head, group; default 0)");
        m_format.declare(app);
        m_scales.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_number = m_scales.format(m_format);
        if (!modeOf(m_number)) {
            throw UsageError(fmt::format("the chip has no such format ({}): give vsq, int4 or int8", describe(m_number)));
        }
        m_index = integerOf("--index", m_indexText, 0, std::int64_t{1} << 40);
        m_chip.check();
    }

    void run(const Session &session) override
    {
        const ChipConfig config = m_chip.config();
        const LoadedNetwork network = m_model.load(session);
        const auto &graph = network.graph;
        const Layer layer = findLayer(m_model.path(), network.layers, m_layer);
        const auto scales = m_scales.read(*graph, m_model.path(), m_number);
        const LayerData data = openLayer(graph, readInputs(m_inputs, *graph), layer, m_index, m_number, config, session.job(),
                                         scales.get());
        ChipProgram program = programOf(graph, data, config, m_number);
        const LayerContext context(data.operands, config, std::move(program.plan), std::move(program.ppu));
        const std::string trace = chromeTrace(context, m_layer);
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        writeFileAtomically(m_out, trace);
    }

private:
    ModelOption m_model;
    std::string m_layer;
    std::string m_inputs;
    std::string m_out;
    std::string m_indexText = "0";
    std::int64_t m_index = 0;
    FormatOptions m_format;
    ScalesOption m_scales;
    ChipOptions m_chip;
    NumberFormat m_number;
};

} // namespace

std::unique_ptr<Command> makeTraceCommand()
{
    return std::make_unique<TraceCommand>();
}

} // namespace vsq::cli
