// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/assign.h"

#include "app/cli/chipoptions.h"
#include "app/cli/dataoptions.h"
#include "app/cli/modeloption.h"
#include "app/cli/productreport.h"
#include "app/cli/values.h"
#include "core/base/atomicfile.h"
#include "core/quantize/formatjson.h"
#include "core/study/assignment.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace vsq::cli {

namespace {

std::string titleOf(const NumberFormat &format)
{
    return formatText(format);
}

/// {"default": FORMAT, "layers": {NAME: FORMAT}}: the default is what most layers have.
Json layersJson(const AssignmentRequest &request, const AssignmentResult &result, const Assignment &assignment)
{
    const std::size_t most = mostFrequent(assignment, request.formats.size());
    Json layers = Json::object();
    for (std::size_t i = 0; i < result.layers.size(); ++i) {
        if (assignment.formats[i] != most) {
            layers[result.layers[i].name] = formatJson(request.formats[assignment.formats[i]]);
        }
    }
    return {{"default", formatJson(request.formats[most])}, {"layers", std::move(layers)}};
}

Json assignmentJson(const AssignmentRequest &request, const AssignmentResult &result, const Assignment &assignment)
{
    Json json;
    json["cost"] = assignment.cost;
    json["noise"] = assignment.noise;
    json["value"] = assignment.outcome ? Json(assignment.outcome->accuracy.value()) : Json(nullptr);
    json["interval"] = assignment.outcome ? Json(assignment.outcome->accuracy.interval()) : Json(nullptr);
    json["loss_points"] = assignment.outcome ? Json(100 * result.loss(assignment)) : Json(nullptr);
    json["layers"] = Json::object();
    for (std::size_t i = 0; i < result.layers.size(); ++i) {
        json["layers"][result.layers[i].name] = titleOf(request.formats[assignment.formats[i]]);
    }
    return json;
}

Json resultJson(const AssignmentRequest &request, const AssignmentResult &result)
{
    Json json;
    json["budget_points"] = 100 * request.budget;
    json["cost"] = vsq::nameOf(request.cost);
    json["count"] = result.fp32.accuracy.count;
    json["fp32"] = {{"value", result.fp32.accuracy.value()}, {"interval", result.fp32.accuracy.interval()}};
    json["chosen"] = result.chosen ? assignmentJson(request, result, result.front[*result.chosen]) : Json(nullptr);
    json["front"] = Json::array();
    for (const Assignment &assignment : result.front) {
        json["front"].push_back(assignmentJson(request, result, assignment));
    }
    json["uniform"] = Json::array();
    for (std::size_t i = 0; i < result.uniform.size(); ++i) {
        Json one = assignmentJson(request, result, result.uniform[i]);
        one["format"] = titleOf(request.formats[i]);
        one.erase("layers");
        json["uniform"].push_back(std::move(one));
    }
    return json;
}

std::string costText(AssignmentCost cost, double value)
{
    return cost == AssignmentCost::Energy ? fmt::format("{:.3f} uJ", 1e6 * value) : fmt::format("{:.4g} MAC bits", value);
}

std::string lineOf(const AssignmentRequest &request, const AssignmentResult &result, const Assignment &assignment,
                   const std::string &title)
{
    const auto &accuracy = assignment.outcome->accuracy;
    const auto [low, high] = accuracy.interval();
    return fmt::format("{:<30} {:>18} {:>8.2f} % ({:.2f} .. {:.2f} %) {:>7.2f} points lost\n", title,
                       costText(request.cost, assignment.cost), 100 * accuracy.value(), 100 * low, 100 * high,
                       100 * result.loss(assignment));
}

std::string resultText(const AssignmentRequest &request, const AssignmentResult &result)
{
    std::string text = fmt::format("FP32 {:.2f} % of {} items\n", 100 * result.fp32.accuracy.value(), result.fp32.accuracy.count);
    for (std::size_t i = 0; i < result.uniform.size(); ++i) {
        text += lineOf(request, result, result.uniform[i], "all " + titleOf(request.formats[i]));
    }
    text += "along the front, cheapest first:\n";
    for (std::size_t i = 0; i < result.front.size(); ++i) {
        const Assignment &assignment = result.front[i];
        if (!assignment.outcome) {
            continue;
        }
        std::string title;
        for (std::size_t format = 0; format < request.formats.size(); ++format) {
            const auto count = std::count(assignment.formats.begin(), assignment.formats.end(), format);
            if (count > 0) {
                title += fmt::format("{}{} {}", title.empty() ? "" : ", ", count, titleOf(request.formats[format]));
            }
        }
        text += lineOf(request, result, assignment, (result.chosen == i ? "* " : "  ") + title);
    }
    return text;
}

class AssignCommand final : public Command {
public:
    std::string name() const override { return "assign"; }
    std::string summary() const override { return "Find the cheapest format for each layer within a budget of accuracy"; }
    std::string details() const override
    {
        return "Each layer's error under each format is measured alone at the network's output; assignments on the front of cost\n"
               "against summed error are then run, and the cheapest within the budget is written to FORMATS.json, which --formats\n"
               "of run and eval takes. The cost is the chip's energy an inference (operand density 0.5), or with --cost bits the\n"
               "MACs times the bits of both codes, for formats that the chip does not run.\n\n"
               + std::string(DataOptions::kHelp)
               + "\nExamples:\n"
                 "  vsq assign network.onnx --data test.npz --budget 0.5 --formats vsq,int4,int8 --out formats.json\n"
                 "  vsq eval network.onnx --data test.npz --formats formats.json";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        m_data.declare(app);
        app.add_option("--budget", m_budgetText, "Points of accuracy that may be lost")->required()->type_name("POINTS");
        app.add_option("--formats", m_formatTexts, "Formats to choose among")->required()->type_name("vsq,int4,...");
        app.add_option("--out", m_out, "File of the layers' formats")->required()->type_name("FORMATS.json");
        app.add_option("--cost", m_costText, "energy or bits (default energy)");
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_request.budget = realOf("--budget", m_budgetText, 0.0, 100.0) / 100.0;
        for (const std::string &name : listOf("--formats", m_formatTexts)) {
            try {
                m_request.formats.push_back(formatFromText(name));
            } catch (const Error &error) {
                throw UsageError(std::string("--formats: ") + error.what());
            }
        }
        m_request.cost = choiceOf("--cost", m_costText, {"energy", "bits"}) == 0 ? AssignmentCost::Energy : AssignmentCost::Bits;
        m_data.check();
        m_chip.check();
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        m_request.config = m_chip.config();
        m_request.engine = m_chip.engine(session.stop);
        m_request.graph = m_model.load(session).graph;
        const Dataset data = m_data.load(*m_request.graph, session.console);
        m_request.data = &data;
        const AssignmentResult result = assignFormats(m_request, session.job());
        session.console.data(session.console.json ? resultJson(m_request, result).dump(2) + "\n" : resultText(m_request, result));
        if (!result.chosen) {
            const auto best = std::min_element(result.front.begin(), result.front.end(), [&](const auto &a, const auto &b) {
                return (a.outcome ? result.loss(a) : 1.0) < (b.outcome ? result.loss(b) : 1.0);
            });
            throw Error(
                fmt::format("no assignment is within {} points: the best loses {:.2f}", m_budgetText, 100 * result.loss(*best)));
        }
        writeFileAtomically(m_out, layersJson(m_request, result, result.front[*result.chosen]).dump(2) + "\n");
    }

private:
    ModelOption m_model;
    DataOptions m_data;
    std::string m_budgetText;
    std::string m_formatTexts;
    std::string m_out;
    std::string m_costText = "energy";
    ChipOptions m_chip;
    AssignmentRequest m_request;
};

} // namespace

std::unique_ptr<Command> makeAssignCommand()
{
    return std::make_unique<AssignCommand>();
}

} // namespace vsq::cli
