// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sensitivity.h"

#include "app/cli/chipoptions.h"
#include "app/cli/dataoptions.h"
#include "app/cli/formatoptions.h"
#include "app/cli/modeloption.h"
#include "app/cli/productreport.h"
#include "app/cli/sweeptable.h"
#include "app/cli/values.h"
#include "core/base/atomicfile.h"
#include "core/quantize/formatjson.h"
#include "core/study/sensitivity.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cmath>

namespace vsq::cli {

namespace {

Json sensitivityJson(const Sensitivity &sensitivity, const NumberFormat &format, SensitiveSide side)
{
    Json json;
    json["format"] = formatJson(format);
    json["only"] = vsq::nameOf(side);
    json["count"] = sensitivity.fp32.count;
    json["fp32"] = {
        {"value", sensitivity.fp32.value()}, {"correct", sensitivity.fp32.correct}, {"interval", sensitivity.fp32.interval()}};
    json["seconds"] = sensitivity.seconds;
    json["layers"] = Json::array();
    int rank = 0;
    for (const std::size_t i : ranked(sensitivity.layers)) {
        const LayerSensitivity &layer = sensitivity.layers[i];
        json["layers"].push_back({{"name", layer.layer.name},
                                  {"rank", ++rank},
                                  {"op", layer.layer.op},
                                  {"M", layer.layer.m},
                                  {"N", layer.layer.n},
                                  {"K", layer.layer.k},
                                  {"count", layer.layer.count},
                                  {"macs", layer.layer.macs},
                                  {"value", layer.accuracy.value()},
                                  {"loss", layer.loss()},
                                  {"sqnr_dB", std::isfinite(layer.sqnr) ? Json(layer.sqnr) : Json(nullptr)},
                                  {"paired", pairedJson(layer.paired)}});
    }
    return json;
}

std::string sensitivityText(const Json &json)
{
    std::size_t width = 5;
    for (const Json &layer : json["layers"]) {
        width = std::max(width, layer["name"].get<std::string>().size());
    }
    std::string text = fmt::format("FP32 {:.2f} % of {} items; one layer at a time in the format, the most sensitive first\n"
                                   "{:>4} {:<{}} {:>10} {:>11} {:>24} {:>9}\n",
                                   100 * json["fp32"]["value"].get<double>(), json["count"].dump(), "rank", "layer", width,
                                   "accuracy", "loss points", "95 % interval", "SQNR dB");
    for (const Json &layer : json["layers"]) {
        const Json &interval = layer["paired"]["interval"];
        text += fmt::format(
            "{:>4} {:<{}} {:>8.2f} % {:>11.2f} {:>24} {:>9}\n", layer["rank"].dump(), layer["name"].get<std::string>(), width,
            100 * layer["value"].get<double>(), 100 * layer["loss"].get<double>(),
            fmt::format("{:.2f} .. {:.2f}", -100 * interval[1].get<double>(), -100 * interval[0].get<double>()),
            layer["sqnr_dB"].is_null() ? std::string("-") : fmt::format("{:.1f}", layer["sqnr_dB"].get<double>()));
    }
    return text;
}

class SensitivityCommand final : public Command {
public:
    std::string name() const override { return "sensitivity"; }
    std::string summary() const override { return "Rank the layers by what a format costs in each of them alone"; }
    std::string details() const override
    {
        return "Each product on the chip is quantized by itself, the rest of the network stays in FP32: loss of accuracy on the\n"
               "data, and the signal-to-noise ratio of the network's output. Every run begins at its layer, so that a layer costs\n"
               "about half a pass. --only quantizes one operand (codes times scales).\n\n"
               + std::string(DataOptions::kHelp)
               + "\nExamples:\n"
                 "  vsq sensitivity network.onnx --data test.npz --format int4 --out s.json\n"
                 "  vsq sensitivity network.onnx --data test.npz --weight-bits 3 --only weights --limit 500 --out s.json";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        m_data.declare(app);
        app.add_option("--out", m_out, "File of the ranking")->required()->type_name("S.json");
        app.add_option("--only", m_onlyText, "Quantize one operand: weights or activations (default both)");
        m_format.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_number = m_format.format();
        constexpr SensitiveSide kSides[] = {SensitiveSide::Both, SensitiveSide::Weights, SensitiveSide::Activations};
        m_side = kSides[choiceOf("--only", m_onlyText, {"both", "weights", "activations"})];
        m_data.check();
        m_chip.check();
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        const ChipConfig config = m_chip.config();
        const auto graph = m_model.load(session).graph;
        const Dataset data = m_data.load(*graph, session.console);
        const Sensitivity sensitivity = measureSensitivity(graph, data, {m_number}, m_side, config, m_chip.engine(session.stop),
                                                           session.job());
        const Json json = sensitivityJson(sensitivity, m_number, m_side);
        writeFileAtomically(m_out, json.dump(2) + "\n");
        session.console.data(session.console.json ? json.dump(2) + "\n" : sensitivityText(json));
    }

private:
    ModelOption m_model;
    DataOptions m_data;
    std::string m_out;
    std::string m_onlyText = "both";
    SensitiveSide m_side = SensitiveSide::Both;
    FormatOptions m_format;
    NumberFormat m_number;
    ChipOptions m_chip;
};

} // namespace

std::unique_ptr<Command> makeSensitivityCommand()
{
    return std::make_unique<SensitivityCommand>();
}

} // namespace vsq::cli
