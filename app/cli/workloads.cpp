// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/workloads.h"

#include "app/cli/chipoptions.h"
#include "app/cli/layercosts.h"
#include "app/cli/modeloption.h"
#include "app/cli/values.h"
#include "app/cli/workloadsreport.h"
#include "core/network/shapelist.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace vsq::cli {

namespace {

class WorkloadsCommand final : public Command {
public:
    std::string name() const override { return "workloads"; }
    std::string summary() const override
    {
        return "Compare the published networks on the configured chip with the published figures";
    }
    std::string details() const override
    {
        return "Plans BERT-Base and -Large, DeiT-Small and -Base and ResNet-50 at their shapes, one image or sequence at a\n"
               "time, and prints cycles, utilisation, inferences/s, /s/W and TOPS/W beside those measured in silicon at\n"
               "0.67 V (JSSC 58(4), 2023, Table IV). Differences are in points of utilisation, else in percent of the\n"
               "published figure. Operand densities are published for one product only: without --density one is assumed\n"
               "for all transformers and one for ResNet-50 in each format, chosen to fit.\n\n"
               "--model FILE costs a network of one's own instead, layer by layer, from its sizes alone: a network, weights,\n"
               "or a table of sizes (.csv) as vsq info takes it. --format is one of the chip's.\n\n"
               "Examples:\n"
               "  vsq workloads\n"
               "  vsq workloads --json\n"
               "  vsq workloads --voltage 0.46 --density 0.5\n"
               "  vsq workloads --set fillDrainCyclesVsq=40\n"
               "  vsq workloads --model Resnet50.csv --format int8\n"
               "  vsq workloads --model network.onnx --shape input_ids=1,384";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("--density", m_density, "Share of codes that are not 0, of both operands, 0..1")->type_name("D");
        app.add_option("--model", m_path, "A network of one's own (.onnx, .safetensors, .npz) or a table of sizes (.csv)")
            ->type_name("MODEL");
        app.add_option("--format", m_format, "The chip's format to run --model in: vsq (default), int4 or int8")
            ->type_name("FORMAT");
        m_model.declareDetails(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_chip.check();
        m_model.check();
        if (m_path.empty() && !m_format.empty()) {
            throw UsageError("--format goes with --model: the published networks are run in the formats that were published");
        }
        const std::vector<Mode> modes{Mode::Vsq, Mode::Int4, Mode::Int8};
        m_mode = modes[choiceOf("--format", m_format.empty() ? "vsq" : m_format, {"vsq", "int4", "int8"})];
        if (!m_density.empty()) {
            const double density = realOf("--density", m_density, 0.0, 1.0);
            m_densities = OperandDensities{density, density, Origin::Assumed};
        }
    }

    void run(const Session &session) override
    {
        if (!m_path.empty()) {
            costModel(session);
            return;
        }
        const std::vector<WorkloadResult> results = runPublishedWorkloads(m_chip.config(), m_densities);
        session.console.data(session.console.json ? jsonText(workloadsJson(results)) + "\n" : workloadsText(results));
    }

private:
    void costModel(const Session &session) const
    {
        std::vector<Layer> layers;
        std::vector<std::string> warnings;
        if (isShapeList(m_path)) {
            ShapeList list = readShapeList(m_path);
            layers = std::move(list.layers);
            warnings = std::move(list.warnings);
        } else {
            layers = m_model.load(m_path, session, Weights::MayBeAnything).layers;
            const auto onHost = std::count_if(layers.begin(), layers.end(), [](const Layer &layer) { return !layer.onChip; });
            if (onHost > 0) {
                warnings.push_back(fmt::format("{} of {} products run on the host and are not counted: vsq info says why.",
                                               onHost, layers.size()));
            }
        }
        const NamedNetwork network = workloadOf(std::filesystem::path(m_path).filename().string(), layers);
        if (network.layers.empty()) {
            throw Error({.file = m_path, .item = {}}, "layers", "at least one matrix product on the chip", "none");
        }
        for (const std::string &warning : warnings) {
            session.console.warning(warning);
        }
        const Json costs = layerCostsJson(network, runWorkload(network, m_mode, m_chip.config(), m_densities), warnings);
        session.console.data(session.console.json ? jsonText(costs) + "\n" : layerCostsText(costs));
    }

    std::string m_path;
    std::string m_format;
    Mode m_mode = Mode::Vsq;
    ModelOption m_model;
    std::string m_density;
    std::optional<OperandDensities> m_densities;
    ChipOptions m_chip;
};

} // namespace

std::unique_ptr<Command> makeWorkloadsCommand()
{
    return std::make_unique<WorkloadsCommand>();
}

} // namespace vsq::cli
