// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/explain.h"

#include "app/cli/explainreport.h"
#include "app/cli/layeroptions.h"
#include "app/cli/values.h"
#include "core/chip/wordtimes.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace vsq::cli {

namespace {

class ExplainCommand final : public Command {
public:
    std::string name() const override { return "explain"; }
    std::string summary() const override { return "Tell why a value on the chip is what it is"; }
    std::string details() const override
    {
        return "From the value C[m,n] of one of the layer's products (m: feature, n: token or pixel) back through post-processing,\n"
               "24-bit sum, each vector's dot product and rounded scale product, codes and scales to the FP32 operands: each step with\n"
               "cycle, formula, value, exact value and added error; the added errors sum up to the whole one exactly. The network runs as\n"
               "vsq run runs it. --stage sum ends at the 24-bit sum, result (the default) at what the run takes, code at the\n"
               "post-processing unit's code. --follow K goes on through the pair of elements that weighs most to the K layers before:\n"
               "where the host adds, multiplies or chooses, through the operand of the largest magnitude, residual or branch; all operands\n"
               "are listed, and where error was added along the way, to a total that the added errors sum up to exactly.\n"
               "--written-by and --read-by list the cycles that write (emptying included) and read the word that holds the value, or another:\n"
               "collector:ENTRY, a-buffer:BANK:ADDRESS, b-buffer:ADDRESS, a-register:LANE, scale-buffer:, bias-buffer:, vsq-buffer:,\n"
               "output-buffer:ADDRESS.\n\n"
               "Examples:\n"
               "  vsq explain network.onnx --layer blocks.0.mlp.fc1 --at 17,3 --inputs x.npz\n"
               "  vsq explain network.onnx --layer stem.conv --at 0,100 --format int8 --stage sum --json\n"
               "  vsq explain network.onnx --layer head --at 2,0 --follow 4 --inputs x.npz\n"
               "  vsq explain network.onnx --layer head --at 2,0 --written-by --read-by b-buffer:7 --inputs x.npz";
    }

    void declare(CLI::App &app) override
    {
        m_open.declare(app);
        app.add_option("--at", m_atText, "Row of A (feature) and row of B (token, pixel)")->required()->type_name("M,N");
        app.add_option("--stage", m_stageText, "sum, result or code (default result)");
        app.add_option("--follow", m_followText, "Follow the largest contribution so many layers back (default 0)")
            ->type_name("K");
        m_written = app.add_option("--written-by", m_writtenWord, "Cycles that write a word (default: the value's own)")
                        ->expected(0, 1)
                        ->type_name("[WORD]");
        m_read = app.add_option("--read-by", m_readWord, "Cycles that read a word (default: the value's own)")
                     ->expected(0, 1)
                     ->type_name("[WORD]");
    }

    void check() override
    {
        m_open.check();
        const std::vector<std::string> at = listOf("--at", m_atText);
        if (at.size() != 2) {
            refuse("--at", "M,N", m_atText);
        }
        constexpr std::int64_t kMost = std::int64_t{1} << 40;
        m_m = integerOf("--at", at[0], -kMost, kMost);
        m_n = integerOf("--at", at[1], -kMost, kMost);
        m_stage = static_cast<ExplainStage>(choiceOf("--stage", m_stageText, {"sum", "result", "code"}));
        m_follow = static_cast<int>(integerOf("--follow", m_followText, 0, 1000));
    }

    void run(const Session &session) override
    {
        const OpenedNetwork opened = m_open.run(session, m_follow > 0);
        const OpenedChip chip = opened.open(m_open.layer(), m_open.product());
        const Explanation explanation = explain(chip, m_m, m_n, m_stage);
        Json json = explanationJson(explanation);
        addPlaces(opened, explanation, json);
        addWords(chip, explanation, json);
        if (m_follow > 0) {
            const std::vector<TrailHop> trail = followValue(
                opened.record, explanation, m_follow,
                [&](const std::string &layer, std::int64_t product) { return opened.open(layer, product); });
            json["follow"] = trailJson(trail);
            json["follow_errors"] = trailErrorsJson(errorsAlong(explanation, trail));
        }
        session.console.data(session.console.json ? json.dump(2) + "\n" : explanationText(json));
    }

private:
    void addPlaces(const OpenedNetwork &opened, const Explanation &explanation, Json &json) const
    {
        const auto &nodes = opened.record.graph->nodes;
        const auto node = std::find_if(nodes.begin(), nodes.end(), [&](const Node &n) { return n.name == explanation.layer; });
        const ProductGeometry geometry(opened.record, *node);
        if (!geometry.isKnown()) {
            return;
        }
        const std::vector<Coordinate> position = withTokens(
            geometry.coordinates(
                {.layer = explanation.layer, .product = explanation.product, .m = explanation.m, .n = explanation.n}),
            opened.tokens);
        json["position"] = coordinatesJson(position);
        if (!opened.tokens.empty()) {
            json["tokens"] = tokensJson(position);
        }
        for (std::size_t i = 0; i < explanation.elements.size(); ++i) {
            json["operands"][i]["place"] = coordinatesJson(
                geometry.operandCoordinates(explanation.product, explanation.n, explanation.elements[i].k));
        }
    }

    /// The word that holds the value: its collector entry, or the output word of its code.
    static ChipWord wordOf(const Explanation &explanation)
    {
        if (explanation.stage == ExplainStage::Code) {
            return {.memory = Memory::OutputBuffer, .address = explanation.output->address};
        }
        return {.memory = Memory::Collector, .address = explanation.vectors.back().entry};
    }

    void addWords(const OpenedChip &chip, const Explanation &explanation, Json &json) const
    {
        const auto times = [&](const std::string &text) {
            const ChipWord word = text.empty() || text == "{}" ? wordOf(explanation) : chipWordFromText(text, chip.config());
            json["word"] = toText(word);
            return WordTimes(chip.times(), word);
        };
        if (m_written->count() > 0) {
            const WordTimes written = times(m_writtenWord);
            json["written_by"] = written.writes();
            json["cleared_by"] = written.clears();
        }
        if (m_read->count() > 0) {
            json["read_by"] = times(m_readWord.empty() && m_written->count() > 0 ? m_writtenWord : m_readWord).reads();
        }
    }

    LayerOptions m_open;
    std::string m_atText;
    std::int64_t m_m = 0;
    std::int64_t m_n = 0;
    std::string m_stageText = "result";
    ExplainStage m_stage = ExplainStage::Result;
    std::string m_followText = "0";
    int m_follow = 0;
    CLI::Option *m_written = nullptr;
    CLI::Option *m_read = nullptr;
    std::string m_writtenWord;
    std::string m_readWord;
};

} // namespace

std::unique_ptr<Command> makeExplainCommand()
{
    return std::make_unique<ExplainCommand>();
}

} // namespace vsq::cli
