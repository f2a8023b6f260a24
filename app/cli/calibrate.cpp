// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/calibrate.h"

#include "app/cli/chipoptions.h"
#include "app/cli/dataoptions.h"
#include "app/cli/fidelityoption.h"
#include "app/cli/formatoptions.h"
#include "app/cli/modeloption.h"
#include "core/base/atomicfile.h"
#include "core/network/identity.h"
#include "core/study/calibrate.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

namespace {

class CalibrateCommand final : public Command {
public:
    std::string name() const override { return "calibrate"; }
    std::string summary() const override { return "Find static scales of a network's activations on a set of data"; }
    std::string details() const override
    {
        return "SCALES.json gets one coarse scale (gamma) for each layer's activations, chosen by --calibration from all values that\n"
               "the data bring there. vsq run, eval, sweep, trace and export take it with --scales. The scales belong to one\n"
               "network and one format, which is why they are no fields of the chip: --chip and --set stay as they are.\n"
               "The activations are those of the run with --fidelity; float looks at FP32's. Labels are not used.\n\n"
               + std::string(DataOptions::kHelp)
               + "\nExamples:\n"
                 "  vsq calibrate network.onnx --data train.npz --limit 256 --out scales.json\n"
                 "  vsq calibrate network.onnx --data images/ --format int8 --calibration percentile:99.99 --out scales.json\n"
                 "  vsq eval network.onnx --data test.npz --scales scales.json\n"
                 "  vsq eval network.onnx --data test.npz --scales scales.json --set layerOutput=ppu --set softmax=chip";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        app.add_option("--out", m_out, "File of the scales")->required()->type_name("SCALES.json");
        m_data.declare(app);
        m_fidelity.declare(app);
        m_format.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_number = m_format.format();
        m_chosen = m_fidelity.fidelity(m_number);
        if (!hasStaticScales(m_number)) {
            throw UsageError(
                fmt::format("--scale-bits fp keeps every vector's scale real ({}): nothing of it is static", describe(m_number)));
        }
        m_data.check();
        if (m_chosen == Fidelity::Float) {
            m_chip.check();
        } else {
            m_chip.checkValuesOnly(m_chosen == Fidelity::Chip);
        }
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        const auto graph = m_model.load(session).graph;
        const Dataset data = m_data.load(*graph, session.console);
        ActivationScales scales = calibrate(graph, data, m_number, m_chip.config(), m_chosen, session.job(),
                                            m_chip.engine(session.stop));
        scales.network = m_model.path();
        scales.networkHash = identityOf(*graph, m_model.path());
        const std::string json = toJson(scales);
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        writeFileAtomically(m_out, json);
        if (session.console.json) {
            session.console.data(json);
        } else {
            session.console.message(
                fmt::format("{} layers' scales of {} items to {}", scales.layers.size(), scales.items, m_out));
        }
    }

private:
    ModelOption m_model;
    std::string m_out;
    DataOptions m_data;
    FidelityOption m_fidelity;
    Fidelity m_chosen = Fidelity::Chip;
    FormatOptions m_format;
    ChipOptions m_chip;
    NumberFormat m_number;
};

} // namespace

std::unique_ptr<Command> makeCalibrateCommand()
{
    return std::make_unique<CalibrateCommand>();
}

} // namespace vsq::cli
