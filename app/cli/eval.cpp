// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval.h"

#include "app/cli/chipoptions.h"
#include "app/cli/fidelityoption.h"
#include "app/cli/formatoptions.h"
#include "app/cli/productreport.h"
#include "app/cli/values.h"
#include "core/study/evaluation.h"
#include "core/study/loadnetwork.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

namespace {

Json accuracyJson(const Accuracy &accuracy)
{
    return {{"value", accuracy.value()}, {"correct", accuracy.correct}, {"interval", accuracy.interval()}};
}

std::string accuracyText(const std::string &title, const Accuracy &accuracy)
{
    const auto [low, high] = accuracy.interval();
    return fmt::format("{:<24} {:6.2f} %  (95 % interval {:.2f} .. {:.2f} %, {} of {})\n", title, 100 * accuracy.value(), 100 * low,
                       100 * high, accuracy.correct, accuracy.count);
}

class EvalCommand final : public Command {
public:
    std::string name() const override { return "eval"; }
    std::string summary() const override { return "Measure a network's accuracy on data under a number format"; }
    std::string details() const override
    {
        return "DATA is an .npz with x and y (for several inputs an array for each by name, and y), or a folder of IDX\n"
               "files as MNIST and Fashion-MNIST come. uint8 arrays are pixels: they are divided by 255.\n"
               "FP32's accuracy on the same items stands beside, both with their 95 % Wilson intervals.\n\n"
               "Examples:\n"
               "  vsq eval network.onnx --data test.npz --format vsq\n"
               "  vsq eval network.onnx --data /usr/share/datasets/fashion-mnist --format int8 --limit 1000 --json\n"
               "  vsq eval network.onnx --data test.npz --weight-bits 3 --vector 16 --scale-bits fp";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("model", m_model, "ONNX file")->required()->type_name("MODEL");
        app.add_option("--data", m_data, "Labelled data")->required()->type_name("DATA");
        app.add_option("--limit", m_limit, "Only the first N items")->type_name("N");
        m_fidelity.declare(app);
        m_format.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_number = m_format.format();
        m_chosen = m_fidelity.fidelity(m_number);
        m_chip.check();
        m_items = m_limit.empty() ? 0 : integerOf("--limit", m_limit, 1, std::int64_t{1} << 40);
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        const ChipConfig config = m_chip.config();
        const auto graph = loadNetwork(m_model, Weights::MustBeFinite, session.job()).graph;
        const Dataset data = loadDataset(m_data, *graph, m_items);
        const Evaluation e = evaluate(graph, data, m_number, config, m_chosen, session.job(), nullptr,
                                      m_chip.engine(session.stop));
        const std::string named = nameOf(m_number);
        const std::string format = m_chosen == Fidelity::Float ? "fp32" : named.empty() ? describe(m_number) : named;
        if (!session.console.json) {
            session.console.data(accuracyText(fmt::format("{} ({})", format, nameOf(m_chosen)), e.quantized)
                                 + accuracyText("FP32", e.fp32) + fmt::format("{:<24} {:.2f} s\n", "time", e.seconds));
            return;
        }
        Json json;
        json["metric"] = "top1";
        json.update(accuracyJson(e.quantized));
        json["count"] = e.quantized.count;
        json["fp32"] = accuracyJson(e.fp32);
        json["fidelity"] = nameOf(m_chosen);
        json["format"] = format;
        json["seconds"] = e.seconds;
        session.console.data(json.dump(2) + "\n");
    }

private:
    std::string m_model;
    std::string m_data;
    std::string m_limit;
    std::int64_t m_items = 0;
    FidelityOption m_fidelity;
    Fidelity m_chosen = Fidelity::Chip;
    FormatOptions m_format;
    ChipOptions m_chip;
    NumberFormat m_number;
};

} // namespace

std::unique_ptr<Command> makeEvalCommand()
{
    return std::make_unique<EvalCommand>();
}

} // namespace vsq::cli
