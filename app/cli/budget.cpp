// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/budget.h"

#include "app/cli/chipoptions.h"
#include "app/cli/formatoptions.h"
#include "app/cli/modeloption.h"
#include "app/cli/productreport.h"
#include "app/cli/values.h"
#include "core/data/iteminputs.h"
#include "core/run/chipmode.h"
#include "core/study/errorbudget.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vsq::cli {

namespace {

Json budgetJson(const ErrorBudget &budget)
{
    Json stages = Json::array();
    for (const BudgetStage &stage : budget.stages) {
        stages.push_back({{"stage", stage.name},
                          {"alone", stage.alone ? Json(*stage.alone) : Json(nullptr)},
                          {"in_order", stage.inOrder},
                          {"added", stage.added},
                          {"share", budget.share(stage)}});
    }
    return {{"layer", budget.layer}, {"error", budget.total()}, {"stages", std::move(stages)}};
}

std::string budgetText(const std::vector<ErrorBudget> &budgets)
{
    std::size_t width = 7;
    for (const ErrorBudget &budget : budgets) {
        width = std::max(width, budget.layer.size());
    }
    std::string text =
        "Energy of the error as a share of the values' energy: each stage alone, with all before it, what it adds\n";
    for (const ErrorBudget &budget : budgets) {
        text += fmt::format("\n{:<{}} {:.1f} dB\n", budget.layer.empty() ? "network" : budget.layer, width,
                            budget.total() > 0.0 ? -10.0 * std::log10(budget.total()) : 0.0);
        for (const BudgetStage &stage : budget.stages) {
            text += fmt::format("  {:<24} {:>11} {:>11.3e} {:>+11.3e} {:>7.1f} %\n", stage.name,
                                stage.alone ? fmt::format("{:.3e}", *stage.alone) : std::string("-"), stage.inOrder, stage.added,
                                100 * budget.share(stage));
        }
    }
    return text;
}

class BudgetCommand final : public Command {
public:
    std::string name() const override { return "budget"; }
    std::string summary() const override { return "Say how much of the error comes from each stage of the chip"; }
    std::string details() const override
    {
        return "Codes, integer scales, rounded scale products and saturation, of each layer on FP32's own operands and of the\n"
               "network at its first output, each stage switched on alone and in order; of the network the approximate softmax and\n"
               "the post-processing unit's codes too, where it has them.\n\n"
               "Examples:\n"
               "  vsq budget network.onnx --data test.npz\n"
               "  vsq budget network.onnx --data test.npz --limit 8 --format int8 --json";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        app.add_option("--data", m_data, "Items to run, labels are not used")->required()->type_name("DATA");
        app.add_option("--limit", m_limitText, "The first N items (default 2)")->type_name("N");
        m_format.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_number = m_format.format();
        if (!modeOf(m_number)) {
            throw UsageError("a budget has the chip's stages: expected --format vsq, int4 or int8, found " + describe(m_number));
        }
        m_limit = integerOf("--limit", m_limitText, 1, 10000);
        m_chip.check();
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        BudgetRequest request;
        request.graph = m_model.load(session).graph;
        request.format = m_number;
        request.config = m_chip.config();
        request.engine = m_chip.engine(session.stop);
        const Dataset data = loadDataset(m_data, *request.graph, m_limit);
        request.inputs = batchInputs(*request.graph, &data, m_limit);
        std::vector<ErrorBudget> budgets = layerBudgets(request, session.job());
        budgets.insert(budgets.begin(), networkBudget(request, session.job()));
        if (!session.console.json) {
            session.console.data(budgetText(budgets));
            return;
        }
        Json list = Json::array();
        for (std::size_t i = 1; i < budgets.size(); ++i) {
            list.push_back(budgetJson(budgets[i]));
        }
        session.console.data(Json{{"network", budgetJson(budgets.front())}, {"layers", std::move(list)}}.dump(2) + "\n");
    }

private:
    ModelOption m_model;
    std::string m_data;
    std::string m_limitText = "2";
    std::int64_t m_limit = 2;
    FormatOptions m_format;
    NumberFormat m_number;
    ChipOptions m_chip;
};

} // namespace

std::unique_ptr<Command> makeBudgetCommand()
{
    return std::make_unique<BudgetCommand>();
}

} // namespace vsq::cli
