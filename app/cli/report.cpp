// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report.h"

#include "app/cli/chipoptions.h"
#include "app/cli/commandline.h"
#include "app/cli/dataoptions.h"
#include "app/cli/fidelityoption.h"
#include "app/cli/formatoptions.h"
#include "app/cli/modeloption.h"
#include "app/cli/values.h"
#include "core/base/atomicfile.h"
#include "core/data/iteminputs.h"
#include "core/layer/layermeasure.h"
#include "core/network/identity.h"
#include "core/run/chipmode.h"
#include "core/study/report.h"
#include "core/study/submitscript.h"

#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

namespace vsq::cli {

namespace {

class ReportCommand final : public Command {
public:
    std::string name() const override { return "report"; }
    std::string summary() const override { return "Write one self-contained page of a network under a format"; }
    std::string details() const override
    {
        return "Accuracy with intervals and the paired difference against FP32, layers with cycles, energy and signal-to-noise\n"
               "ratio, the error budget of the network and of each layer (formats of the chip), findings, all settings, versions and\n"
               "the command that makes the page again. Figures are SVG within the page; it refers to nothing outside.\n\n"
               + std::string(DataOptions::kHelp)
               + "\nExamples:\n"
                 "  vsq report network.onnx --data test.npz --format vsq --out report.html\n"
                 "  vsq report network.onnx --data test.npz --limit 500 --weight-bits 3 --look-at 4 --out w3.html";
    }

    void declare(CLI::App &app) override
    {
        m_app = &app;
        m_model.declare(app);
        m_data.declare(app);
        app.add_option("--out", m_out, "Page")->required()->type_name("REPORT.html");
        app.add_option("--look-at", m_itemsText, "Items that layers, findings and budgets are from (default 4)")->type_name("N");
        m_fidelity.declare(app);
        m_format.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_number = m_format.format();
        m_chosen = m_fidelity.fidelity(m_number);
        if (m_chosen == Fidelity::Float) {
            throw UsageError("--fidelity float has no format to report of: FP32 stands beside every format");
        }
        m_items = integerOf("--look-at", m_itemsText, 1, 10000);
        m_data.check();
        m_chip.check();
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        StudyReport report;
        report.config = m_chip.config();
        const auto graph = m_model.load(session).graph;
        const Dataset data = m_data.load(*graph, session.console);
        report.model = m_model.path();
        report.modelHash = identityOf(*graph, m_model.path());
        report.data = m_data.path();
        report.version = VSQ_VERSION;
        report.date = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
        report.command = "vsq report";
        for (const std::string &argument : argumentsOf(*m_app, {"json", "quiet"})) {
            report.command += " " + shellWord(argument);
        }
        const EngineOptions engine = m_chip.engine(session.stop);
        report.evaluation = evaluate(graph, data, m_number, report.config, m_chosen, session.job(), nullptr,
                                     {.engine = engine, .scales = {}});
        const TensorMap inputs = batchInputs(*graph, &data, m_items);
        report.lookedAt = inputs.begin()->second.rank() > 0 ? inputs.begin()->second.dim(0) : 1;
        report.layers = measureLayers(
            graph, inputs, {.format = m_number, .formats = {}, .config = report.config, .scales = {}, .fidelity = m_chosen},
            session.job());
        report.findings = findFindings({.graph = graph,
                                        .inputs = inputs,
                                        .hasData = true,
                                        .format = m_number,
                                        .config = report.config,
                                        .engine = engine,
                                        .assertions = {}},
                                       session.job());
        if (modeOf(m_number)) {
            const BudgetRequest request{
                .graph = graph, .inputs = inputs, .format = m_number, .config = report.config, .engine = engine};
            report.budgets = layerBudgets(request, session.job());
            report.budgets.insert(report.budgets.begin(), networkBudget(request, session.job()));
        }
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        writeFileAtomically(m_out, reportPage(report));
        session.console.message(fmt::format("{}: {} layers, {} findings", m_out, report.layers.size(), report.findings.size()));
    }

private:
    CLI::App *m_app = nullptr;
    ModelOption m_model;
    DataOptions m_data;
    std::string m_out;
    std::string m_itemsText = "4";
    std::int64_t m_items = 4;
    FidelityOption m_fidelity;
    Fidelity m_chosen = Fidelity::Chip;
    FormatOptions m_format;
    NumberFormat m_number;
    ChipOptions m_chip;
};

} // namespace

std::unique_ptr<Command> makeReportCommand()
{
    return std::make_unique<ReportCommand>();
}

} // namespace vsq::cli
