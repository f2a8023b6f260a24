// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run.h"

#include "app/cli/chipoptions.h"
#include "app/cli/fidelityoption.h"
#include "app/cli/formatoptions.h"
#include "app/cli/layertable.h"
#include "app/cli/modelinputs.h"
#include "app/cli/modeloption.h"
#include "app/cli/scalesoption.h"
#include "core/base/atomicfile.h"
#include "core/run/backend.h"
#include "core/tensor/npz.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

namespace {

class RunCommand final : public Command {
public:
    std::string name() const override { return "run"; }
    std::string summary() const override { return "Run a network once and write its outputs"; }
    std::string details() const override
    {
        return "X.npz has an array for each of the network's inputs, by name; Y.npz gets one for each output. --report\n"
               "writes what each layer did (cycles, utilisation, energy, SQNR in and out, saturations, scale statistics) as\n"
               "JSON, --layers prints it. --scales takes static scales of the activations; with them --set layerOutput=ppu lets the\n"
               "chip's post-processing make the next layer's codes where it follows directly (sums and scales of the report are\n"
               "then those before it). --set softmax=chip computes attention's softmax with the chip's approximate unit.\n\n"
               "Examples:\n"
               "  vsq run network.onnx --inputs x.npz --out y.npz\n"
               "  vsq run network.onnx --inputs x.npz --format int4 --fidelity quantized --out y.npz --layers\n"
               "  vsq run network.onnx --inputs x.npz --fidelity float --out y.npz\n"
               "  vsq run network.onnx --inputs x.npz --set scaleProduct=full --out y.npz --report layers.json\n"
               "  vsq run network.onnx --inputs x.npz --scales scales.json --set softmax=chip --set layerOutput=ppu --out y.npz";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        app.add_option("--inputs", m_inputs, "Inputs by name")->required()->type_name("X.npz");
        app.add_option("--out", m_out, "Outputs by name")->required()->type_name("Y.npz");
        app.add_option("--report", m_report, "What each layer did")->type_name("R.json");
        app.add_flag("--layers", m_layers, "Print what each layer did");
        m_fidelity.declare(app);
        m_format.declare(app);
        m_scales.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_number = m_scales.format(m_format);
        m_chosen = m_fidelity.fidelity(m_number);
        m_chip.check();
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        BackendOptions options;
        options.format = m_number;
        options.config = m_chip.config();
        options.engine = m_chip.engine(session.stop);
        const auto graph = m_model.load(session).graph;
        options.scales = m_scales.read(*graph, m_model.path(), m_number);
        const TensorMap inputs = readInputs(m_inputs, *graph);
        const bool watched = (m_layers || !m_report.empty()) && m_chosen != Fidelity::Float;
        LayerRecorder recorder(graph, m_number, options.config);
        if (watched) {
            options.observer = [&recorder](const ProductTrace &trace) { recorder.record(trace); };
        }
        const PreparedNetwork prepared = prepareNetwork(graph, m_chosen, options);
        const TensorMap outputs = outputsOf(prepared, inputs, session.job());
        const Json report = runReport(m_chosen, m_number, watched ? recorder.reports() : std::vector<LayerReport>{});
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        writeNpz(m_out, {outputs.begin(), outputs.end()});
        if (!m_report.empty()) {
            writeFileAtomically(m_report, jsonText(report) + "\n");
        }
        if (session.console.json) {
            session.console.data(jsonText(report) + "\n");
        } else if (m_layers) {
            session.console.data(layerTable(report));
        }
    }

private:
    /// A value that is not finite is born of these inputs, though a layer met it.
    TensorMap outputsOf(const PreparedNetwork &prepared, const TensorMap &inputs, const JobContext &job) const
    {
        try {
            return Executor(prepared.graph).run(inputs, *prepared.backend, job);
        } catch (const Error &error) {
            const bool notFinite = error.found().find("infinity") != std::string::npos
                                   || error.found().find("NaN") != std::string::npos;
            if (!notFinite) {
                throw;
            }
            throw Error(error.place(), error.problem(), error.expected(), error.found() + "; with the data of " + m_inputs);
        }
    }

    ModelOption m_model;
    std::string m_inputs;
    std::string m_out;
    std::string m_report;
    bool m_layers = false;
    FidelityOption m_fidelity;
    Fidelity m_chosen = Fidelity::Chip;
    FormatOptions m_format;
    ScalesOption m_scales;
    ChipOptions m_chip;
    NumberFormat m_number;
};

} // namespace

std::unique_ptr<Command> makeRunCommand()
{
    return std::make_unique<RunCommand>();
}

} // namespace vsq::cli
