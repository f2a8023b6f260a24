// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/findings.h"

#include "app/cli/chipoptions.h"
#include "app/cli/formatoptions.h"
#include "app/cli/modeloption.h"
#include "app/cli/values.h"
#include "core/data/iteminputs.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace vsq::cli {

namespace {

std::string findingsText(const std::vector<Finding> &findings)
{
    if (findings.empty()) {
        return "nothing found\n";
    }
    std::string text;
    for (const Finding &finding : findings) {
        text += fmt::format("{:<8} {}  {} ({}): {}. Remedy: {}\n", vsq::nameOf(finding.severity), finding.layer,
                            vsq::nameOf(finding.rule), finding.place, finding.text, finding.remedy);
    }
    return text;
}

class FindingsCommand final : public Command {
public:
    std::string name() const override { return "findings"; }
    std::string summary() const override { return "Point at what loses accuracy or cycles, and check assertions"; }
    std::string details() const override
    {
        return "Rules: scale-underflow, saturating-sum, vectors-win-nothing (< 0.1 dB over per-channel), padding-along-k,\n"
               "denser-transposed; and assertions over whole layers: sum, scale, scale_a, scale_b, code, code_a, code_b (a: weights,\n"
               "b: activations), tree, p8 and term of every vector, any signal that --break knows (sum:3, collector:5:any), |x| or\n"
               "abs(x), <, <=, >, >=, ==, !=, numbers as 2^22. Without --data activations are not judged, and assertions see a run\n"
               "on zeros.\n\n"
               "Examples:\n"
               "  vsq findings network.onnx\n"
               "  vsq findings network.onnx --data test.npz --limit 16 --format int4 --json\n"
               "  vsq findings network.onnx --data test.npz --assert \"sum < 2^22\" --assert \"scale != 0\" --strict";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        app.add_option("--data", m_data, "Items to run, labels are not used")->type_name("DATA");
        app.add_option("--limit", m_limitText, "Look at the first N items (default 8)")->type_name("N");
        app.add_option("--assert", m_assertTexts, "What is to hold for every value; may be repeated")
            ->type_name("CLAIM")
            ->expected(1)
            ->take_all();
        app.add_flag("--strict", m_strict, "Exit code 1 where an assertion does not hold");
        m_format.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_number = m_format.format();
        m_limit = integerOf("--limit", m_limitText, 1, 100000);
        try {
            for (const std::string &text : m_assertTexts) {
                m_assertions.push_back(assertionFromText(text));
            }
        } catch (const Error &error) {
            throw UsageError(std::string("--assert: ") + error.what());
        }
        m_chip.check();
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        FindingsRequest request;
        request.graph = m_model.load(session).graph;
        request.format = m_number;
        request.config = m_chip.config();
        request.engine = m_chip.engine(session.stop);
        request.assertions = m_assertions;
        request.hasData = !m_data.empty();
        const Dataset data = request.hasData ? loadDataset(m_data, *request.graph, m_limit) : Dataset{};
        request.inputs = batchInputs(*request.graph, request.hasData ? &data : nullptr, m_limit);
        const std::vector<Finding> findings = findFindings(request, session.job());
        session.console.data(session.console.json ? findingsJson(findings).dump(2) + "\n" : findingsText(findings));
        const auto broken = std::count_if(findings.begin(), findings.end(),
                                          [](const Finding &finding) { return finding.rule == FindingRule::AssertionFails; });
        if (m_strict && broken > 0) {
            throw Error(fmt::format("assertions do not hold in {} places", broken));
        }
    }

private:
    ModelOption m_model;
    std::string m_data;
    std::string m_limitText = "8";
    std::int64_t m_limit = 8;
    std::vector<std::string> m_assertTexts;
    std::vector<Assertion> m_assertions;
    bool m_strict = false;
    FormatOptions m_format;
    NumberFormat m_number;
    ChipOptions m_chip;
};

} // namespace

Json findingsJson(const std::vector<Finding> &findings)
{
    Json list = Json::array();
    for (const Finding &finding : findings) {
        list.push_back({{"rule", vsq::nameOf(finding.rule)},
                        {"severity", vsq::nameOf(finding.severity)},
                        {"layer", finding.layer},
                        {"place", finding.place},
                        {"number", finding.number},
                        {"remedy", finding.remedy},
                        {"text", finding.text}});
    }
    return list;
}

std::unique_ptr<Command> makeFindingsCommand()
{
    return std::make_unique<FindingsCommand>();
}

} // namespace vsq::cli
