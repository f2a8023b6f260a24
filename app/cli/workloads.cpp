// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/workloads.h"

#include "app/cli/chipoptions.h"
#include "app/cli/values.h"
#include "app/cli/workloadsreport.h"

#include <CLI/CLI.hpp>

namespace vsq::cli {

namespace {

class WorkloadsCommand final : public Command {
public:
    std::string name() const override { return "workloads"; }
    std::string summary() const override { return "Compare the published networks on the configured chip with the published figures"; }
    std::string details() const override
    {
        return "Plans BERT-Base and -Large, DeiT-Small and -Base and ResNet-50 at their shapes, one image or sequence at a\n"
               "time, and prints cycles, utilisation, inferences/s, /s/W and TOPS/W beside those measured in silicon at\n"
               "0.67 V (JSSC 58(4), 2023, Table IV). Differences are in points of utilisation, else in percent of the\n"
               "published figure. Operand densities are published for one product only: without --density one is assumed\n"
               "for all transformers and one for ResNet-50 in each format, chosen to fit.\n\n"
               "Examples:\n"
               "  vsq workloads\n"
               "  vsq workloads --json\n"
               "  vsq workloads --voltage 0.46 --density 0.5\n"
               "  vsq workloads --set fillDrainCyclesVsq=40";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("--density", m_density, "Share of codes that are not 0, of both operands, 0..1")->type_name("D");
        m_chip.declare(app);
    }

    void check() override
    {
        m_chip.check();
        if (!m_density.empty()) {
            const double density = realOf("--density", m_density, 0.0, 1.0);
            m_densities = OperandDensities{density, density, Origin::Assumed};
        }
    }

    void run(const Session &session) override
    {
        const std::vector<WorkloadResult> results = runPublishedWorkloads(m_chip.config(), m_densities);
        session.console.data(session.console.json ? workloadsJson(results).dump(2) + "\n" : workloadsText(results));
    }

private:
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
