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
#include "core/layer/layermeasure.h"
#include "core/layer/rundump.h"
#include "core/reference/declaredtypes.h"
#include "core/run/backend.h"
#include "core/tensor/npz.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <map>

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
               "JSON, --layers prints it. Cycles count each layer's pass through the post-processing unit in the format that the\n"
               "next layer takes (output). SQNR, densities and scales are measured on the activations of an FP32 run, so that a\n"
               "layer's numbers are its own; saturations are those of this run. --scales takes static scales of the activations;\n"
               "with them --set layerOutput=ppu lets the chip's post-processing make the next layer's codes where it follows\n"
               "directly. --set softmax=chip computes attention's softmax with the chip's approximate unit.\n\n"
               "Examples:\n"
               "  vsq run network.onnx --inputs x.npz --out y.npz\n"
               "  vsq run network.onnx --inputs x.npz --format int4 --fidelity quantized --out y.npz --layers\n"
               "  vsq run network.onnx --inputs x.npz --fidelity float --out y.npz\n"
               "  vsq run network.onnx --inputs x.npz --out y.npz --dump runs/vsq\n"
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
        app.add_option("--dump", m_dump, "All values, codes, scales and sums, for vsq diff")->type_name("DIR");
        m_fidelity.declare(app);
        m_format.declare(app);
        m_format.declareLayers(app);
        m_scales.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_number = m_scales.format(m_format);
        m_layerFormats = m_format.layerFormats().layers;
        m_chosen = m_fidelity.fidelity(m_number);
        m_chip.check();
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        BackendOptions options;
        options.format = m_number;
        options.layerFormats = m_layerFormats;
        options.config = m_chip.config();
        options.engine = m_chip.engine(session.stop);
        const LoadedNetwork network = m_model.load(session);
        const auto &graph = network.graph;
        options.scales = m_scales.read(*graph, m_model.path(), m_number);
        requireLayers(m_layerFormats, *graph);
        const TensorMap inputs = readInputs(m_inputs, *graph);
        if (m_chosen != Fidelity::Float && needsMaxima(options)) {
            options.maxima = columnMaximaOf(graph, inputs, session.job(), options.config);
        }
        const bool watched = (m_layers || !m_report.empty()) && m_chosen != Fidelity::Float;
        std::map<std::string, std::int64_t, std::less<>> saturations; ///< of this run, by layer
        if (watched) {
            options.observer = [&saturations](const ProductTrace &trace) {
                saturations[trace.request.node->name] += trace.saturations;
            };
        }
        const TensorMap outputs = asDeclared(*network.file, m_dump.empty() ? compute(graph, options, inputs, session)
                                                                           : computeAndDump(network, options, inputs, session));
        std::vector<LayerReport> reports;
        if (watched) {
            reports = measureLayers(graph, inputs,
                                    {.format = m_number,
                                     .formats = {m_layerFormats.begin(), m_layerFormats.end()},
                                     .config = options.config,
                                     .scales = options.scales,
                                     .fidelity = m_chosen},
                                    session.job());
            for (LayerReport &report : reports) {
                report.saturations = saturations[report.layer.name];
            }
        }
        const Json report = runReport(m_chosen, m_number, reports);
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
    TensorMap compute(const std::shared_ptr<const Graph> &graph, const BackendOptions &options, const TensorMap &inputs,
                      const Session &session) const
    {
        const PreparedNetwork prepared = prepareNetwork(graph, m_chosen, options);
        return outputsOf(prepared, inputs, session.job());
    }

    TensorMap computeAndDump(const LoadedNetwork &network, const BackendOptions &options, const TensorMap &inputs,
                             const Session &session) const
    {
        RecordOptions wanted;
        wanted.fidelity = m_chosen;
        wanted.operands = false;
        const RunRecord record = recordRun(network.graph, network.layers, inputs, options, wanted, session.job());
        writeRunDump(m_dump, record);
        TensorMap outputs;
        for (const ValueInfo &output : record.graph->outputs) {
            if (const Tensor *value = record.value(output.name)) {
                outputs.emplace(output.name, *value);
            }
        }
        return outputs;
    }

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
    std::string m_dump;
    FidelityOption m_fidelity;
    Fidelity m_chosen = Fidelity::Chip;
    FormatOptions m_format;
    ScalesOption m_scales;
    ChipOptions m_chip;
    NumberFormat m_number;
    std::map<std::string, NumberFormat, std::less<>> m_layerFormats;
};

} // namespace

std::unique_ptr<Command> makeRunCommand()
{
    return std::make_unique<RunCommand>();
}

} // namespace vsq::cli
