// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sweeptable.h"

#include <fmt/format.h>

namespace vsq::cli {

namespace {

std::string cell(const Json &value)
{
    return value.is_null() ? std::string() : value.is_string() ? value.get<std::string>() : value.dump();
}

} // namespace

Json sweepJson(const std::vector<Evaluation> &results)
{
    Json list = Json::array();
    for (const Evaluation &e : results) {
        const OperandFormat &weights = e.format.weights;
        const bool perVector = weights.granularity == Granularity::Vector;
        Json row;
        row["weight_bits"] = weights.bits;
        row["activation_bits"] = e.format.activations.bits;
        row["vector"] = perVector ? Json(weights.vectorSize) : Json(nullptr);
        row["scale_bits"] = weights.hasIntegerScales()          ? Json(weights.scaleBits)
                            : perVector && weights.isTwoLevel() ? Json("fp")
                                                                : Json(nullptr);
        row["format"] = formatText(e.format);
        row["bits_per_element"] = bitsPerElement(weights);
        row["granularity"] = nameOf(weights.granularity);
        row["calibration"] = calibrationText(e.format.calibration);
        row["fidelity"] = vsq::nameOf(e.fidelity);
        row["value"] = e.quantized.value();
        row["correct"] = e.quantized.correct;
        row["count"] = e.quantized.count;
        row["interval"] = e.quantized.interval();
        row["fp32"] = e.fp32.value();
        row["seconds"] = e.seconds;
        list.push_back(std::move(row));
    }
    return list;
}

std::string sweepCsv(const std::vector<Evaluation> &results)
{
    std::string text =
        "weight_bits,activation_bits,vector,scale_bits,granularity,calibration,fidelity,value,correct,count,low,high,fp32,seconds\n";
    for (const Json &row : sweepJson(results)) {
        for (const char *key : {"weight_bits", "activation_bits", "vector", "scale_bits", "granularity", "calibration",
                                "fidelity", "value", "correct", "count"}) {
            text += cell(row[key]) + ",";
        }
        text += fmt::format("{},{},{},{}\n", cell(row["interval"][0]), cell(row["interval"][1]), cell(row["fp32"]),
                            cell(row["seconds"]));
    }
    return text;
}

std::string sweepText(const std::vector<Evaluation> &results)
{
    std::string text = fmt::format("{:<34} {:<10} {:>9} {:>17} {:>9} {:>9}\n", "format", "fidelity", "accuracy", "95 % interval",
                                   "FP32", "time");
    for (const Evaluation &e : results) {
        const auto [low, high] = e.quantized.interval();
        text += fmt::format("{:<34} {:<10} {:>7.2f} % {:>17} {:>7.2f} % {:>7.1f} s\n", describe(e.format),
                            vsq::nameOf(e.fidelity), 100 * e.quantized.value(),
                            fmt::format("{:.2f} .. {:.2f} %", 100 * low, 100 * high), 100 * e.fp32.value(), e.seconds);
    }
    return text;
}

} // namespace vsq::cli
