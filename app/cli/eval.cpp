// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval.h"

#include "app/cli/chipoptions.h"
#include "app/cli/dataoptions.h"
#include "app/cli/fidelityoption.h"
#include "app/cli/formatoptions.h"
#include "app/cli/modeloption.h"
#include "app/cli/productreport.h"
#include "app/cli/scalesoption.h"
#include "app/cli/sweeptable.h"
#include "app/cli/values.h"
#include "core/run/backend.h"
#include "core/study/evaluation.h"
#include "core/study/score.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

namespace {

Json scoreJson(Metric metric, double score, const Accuracy &accuracy)
{
    Json json{{"value", score}};
    if (countsRight(metric)) {
        json["correct"] = accuracy.correct;
        json["interval"] = accuracy.interval();
    }
    return json;
}

std::string scoreText(const std::string &title, Metric metric, double score, const Accuracy &accuracy)
{
    if (!countsRight(metric)) {
        return fmt::format("{:<24} {:6.4f}    ({}, {} items)\n", title, score, nameOf(metric), accuracy.count);
    }
    const auto [low, high] = accuracy.interval();
    return fmt::format("{:<24} {:6.2f} %  ({}95 % interval {:.2f} .. {:.2f} %, {} of {})\n", title, 100 * score,
                       metric == Metric::Top5 ? "top 5, " : "", 100 * low, 100 * high, accuracy.correct, accuracy.count);
}

Json recoveryJson(const Recovery &recovery)
{
    return {{"percent", recovery.percent},
            {"interval", recovery.interval},
            {"noise_floor_percent", recovery.noiseFloor},
            {"resamples", recovery.resamples},
            {"seed", recovery.seed}};
}

/// What the format costs, as lines beside the two scores.
std::string comparisonText(const Evaluation &e)
{
    std::string text;
    if (const auto paired = e.paired()) {
        text += fmt::format("{:<24} {:+.2f} points  (95 % interval {:+.2f} .. {:+.2f}; {} lost, {} gained; McNemar p = {:.3g})\n",
                            "paired difference", 100 * paired->difference, 100 * paired->interval[0], 100 * paired->interval[1],
                            paired->lost, paired->gained, paired->pValue);
    }
    if (e.recovery) {
        text += fmt::format(
            "{:<24} {:6.2f} %  (95 % interval {:.2f} .. {:.2f} %; noise floor of the items {:.2f} %, {} resamples)\n",
            "of FP32 recovered", e.recovery->percent, e.recovery->interval[0], e.recovery->interval[1], e.recovery->noiseFloor,
            e.recovery->resamples);
    }
    if (e.stoppedEarly()) {
        text += fmt::format("{:<24} after {} of {} items: the interval is narrow enough\n", "stopped early", e.quantized.count,
                            e.offered);
    }
    return text;
}

class EvalCommand final : public Command {
public:
    std::string name() const override { return "eval"; }
    std::string summary() const override { return "Measure a network's accuracy on data under a number format"; }
    std::string details() const override
    {
        return std::string(DataOptions::kHelp)
               + "\nFP32's figure on the same items stands beside; top1 and top5 have their 95 % Wilson intervals. f1 is that of class 1\n"
                 "for two classes, else the mean of the classes'. spearman and pearson take labels that are real numbers.\n"
                 "The paired difference counts the items that only one of the two runs has right (McNemar's exact test). The share of\n"
                 "FP32's score that is recovered has its interval over resamples of the items; the noise floor is how far FP32's own\n"
                 "score moves over them: a loss below it is no evidence. --precision ends the run as soon as the paired difference is\n"
                 "known to that many points; the items then come in a seeded random order.\n\n"
                 "Examples:\n"
                 "  vsq eval network.onnx --data test.npz --format vsq\n"
                 "  vsq eval network.onnx --data /usr/share/datasets/fashion-mnist --format int8 --limit 1000 --json\n"
                 "  vsq eval network.onnx --data test.npz --weight-bits 3 --vector 16 --scale-bits fp\n"
                 "  vsq eval network.onnx --data images/ --metric top5 --scales scales.json --set layerOutput=ppu\n"
                 "  vsq eval bert.onnx --data sst2.csv --vocab vocab.txt --metric f1 --set softmax=chip";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        m_data.declare(app);
        app.add_option("--metric", m_metricText, "top1, top5, f1, spearman or pearson (default top1)");
        app.add_option(
               "--precision", m_precisionText,
               "End when the 95 % interval of the paired difference reaches no further than this to either side, in points")
            ->type_name("POINTS");
        app.add_option("--seed", m_seedText, "Of the items' order with --precision, and of the resamples (default 1)");
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
        if (m_chosen == Fidelity::Float) {
            m_chip.check();
        } else {
            m_chip.checkValuesOnly(m_chosen == Fidelity::Chip);
        }
        m_data.check();
        choiceOf("--metric", m_metricText, {"top1", "top5", "f1", "spearman", "pearson"});
        m_metric = metricFromName(m_metricText);
        m_precision = m_precisionText.empty() ? 0.0 : realOf("--precision", m_precisionText, 0.001, 100.0) / 100.0;
        m_seed = static_cast<std::uint64_t>(integerOf("--seed", m_seedText, 0, std::int64_t{1} << 62));
        if (m_precision > 0.0 && !countsRight(m_metric)) {
            throw UsageError("--precision goes with --metric top1 or top5: only they count right answers");
        }
        if (m_precision > 0.0 && m_chosen == Fidelity::Float) {
            throw UsageError("--precision compares a format with FP32: it does not go with --fidelity float");
        }
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        const ChipConfig config = m_chip.config();
        const auto graph = m_model.load(session).graph;
        const EvaluationOptions options{.engine = m_chip.engine(session.stop),
                                        .scales = m_scales.read(*graph, m_model.path(), m_number),
                                        .metric = m_metric,
                                        .precision = m_precision,
                                        .seed = m_seed,
                                        .layerFormats = m_layerFormats};
        requireLayers(m_layerFormats, *graph);
        const Dataset data = m_data.load(*graph, session.console, isRegression(m_metric));
        const Evaluation e = evaluate(graph, data, m_number, config, m_chosen, session.job(), nullptr, options);
        const std::string named = nameOf(m_number);
        const std::string format = m_chosen == Fidelity::Float ? "fp32" : named.empty() ? describe(m_number) : named;
        if (!session.console.json) {
            session.console.data(scoreText(fmt::format("{} ({})", format, nameOf(m_chosen)), m_metric, e.score, e.quantized)
                                 + scoreText("FP32", m_metric, e.fp32Score, e.fp32) + comparisonText(e)
                                 + fmt::format("{:<24} {}\n", "products", arithmeticOf(m_chosen, m_number))
                                 + fmt::format("{:<24} {:.2f} s\n", "time", e.seconds));
            return;
        }
        Json json;
        json["metric"] = nameOf(m_metric);
        json.update(scoreJson(m_metric, e.score, e.quantized));
        json["count"] = e.quantized.count;
        json["fp32"] = scoreJson(m_metric, e.fp32Score, e.fp32);
        const auto paired = e.paired();
        json["paired"] = paired ? pairedJson(*paired) : Json(nullptr);
        json["recovered"] = e.recovery ? recoveryJson(*e.recovery) : Json(nullptr);
        json["offered"] = e.offered;
        json["stopped_early"] = e.stoppedEarly();
        json["fidelity"] = nameOf(m_chosen);
        json["arithmetic"] = arithmeticOf(m_chosen, m_number);
        json["format"] = format;
        json["seconds"] = e.seconds;
        session.console.data(jsonText(json) + "\n");
    }

private:
    ModelOption m_model;
    DataOptions m_data;
    std::string m_metricText = "top1";
    Metric m_metric = Metric::Top1;
    std::string m_precisionText;
    double m_precision = 0.0;
    std::string m_seedText = "1";
    std::uint64_t m_seed = 1;
    FidelityOption m_fidelity;
    Fidelity m_chosen = Fidelity::Chip;
    FormatOptions m_format;
    ScalesOption m_scales;
    ChipOptions m_chip;
    NumberFormat m_number;
    std::map<std::string, NumberFormat, std::less<>> m_layerFormats;
};

} // namespace

std::unique_ptr<Command> makeEvalCommand()
{
    return std::make_unique<EvalCommand>();
}

} // namespace vsq::cli
