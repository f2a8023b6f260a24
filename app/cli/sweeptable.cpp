// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sweeptable.h"

#include "core/quantize/formatjson.h"

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
        row["fp32"] = e.fp32.count > 0 ? Json(e.fp32.value()) : Json(nullptr);
        row["seconds"] = e.seconds;
        const std::optional<PairedDifference> paired = e.paired();
        row["paired"] = paired ? pairedJson(*paired) : Json(nullptr);
        row["recovered_percent"] = orNull(recoveredPercent(e.fp32, e.quantized));
        row["noise_floor_percent"] = orNull(noiseFloorOf(e.fp32));
        list.push_back(std::move(row));
    }
    return list;
}

std::string sweepCsv(const std::vector<Evaluation> &results)
{
    std::string text =
        "weight_bits,activation_bits,vector,scale_bits,granularity,calibration,fidelity,value,correct,count,low,high,fp32,seconds,"
        "difference,difference_low,difference_high,p,recovered_percent,format,bits_per_element,noise_floor_percent\n";
    for (const Json &row : sweepJson(results)) {
        for (const char *key : {"weight_bits", "activation_bits", "vector", "scale_bits", "granularity", "calibration",
                                "fidelity", "value", "correct", "count"}) {
            text += cell(row[key]) + ",";
        }
        text += fmt::format("{},{},{},{}", cell(row["interval"][0]), cell(row["interval"][1]), cell(row["fp32"]),
                            cell(row["seconds"]));
        const Json &paired = row["paired"];
        if (paired.is_null()) {
            text += ",,,,";
        } else {
            text += fmt::format(",{},{},{},{}", cell(paired["difference"]), cell(paired["interval"][0]),
                                cell(paired["interval"][1]), cell(paired["p"]));
        }
        text += fmt::format(",{},\"{}\",{},{}\n", cell(row["recovered_percent"]), cell(row["format"]),
                            cell(row["bits_per_element"]), cell(row["noise_floor_percent"]));
    }
    return text;
}

Json pairedJson(const PairedDifference &paired)
{
    return {{"lost", paired.lost},
            {"gained", paired.gained},
            {"difference", paired.difference},
            {"interval", paired.interval},
            {"p", paired.pValue}};
}

std::string sweepText(const std::vector<Evaluation> &results)
{
    std::string text = fmt::format("{:<34} {:>6} {:<10} {:>9} {:>17} {:>9} {:>20} {:>9}\n", "format", "bits", "fidelity",
                                   "accuracy", "95 % interval", "FP32", "paired difference", "time");
    for (const Evaluation &e : results) {
        const auto [low, high] = e.quantized.interval();
        const std::optional<PairedDifference> paired = e.paired();
        const std::string difference = paired ? fmt::format("{:+.2f} ({:+.2f}..{:+.2f})", 100 * paired->difference,
                                                            100 * paired->interval[0], 100 * paired->interval[1])
                                              : std::string("-");
        const std::string fp32 = e.fp32.count > 0 ? fmt::format("{:.2f} %", 100 * e.fp32.value()) : std::string("-");
        text += fmt::format("{:<34} {:>6.4g} {:<10} {:>7.2f} % {:>17} {:>9} {:>20} {:>7.1f} s\n",
                            titleOf({.format = e.format, .fidelity = e.fidelity}), bitsPerElement(e.format.weights),
                            vsq::nameOf(e.fidelity), 100 * e.quantized.value(),
                            fmt::format("{:.2f} .. {:.2f} %", 100 * low, 100 * high), fp32, difference, e.seconds);
    }
    return text;
}

Json pointsJson(const std::vector<StudyPoint> &points, const std::vector<double> &seconds)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < points.size(); ++i) {
        list.push_back({{"id", points[i].id},
                        {"title", titleOf(points[i])},
                        {"format", formatJson(points[i].format)},
                        {"fidelity", vsq::nameOf(points[i].fidelity)},
                        {"seconds", seconds[i]}});
    }
    return list;
}

std::string pointsText(const std::vector<StudyPoint> &points, const std::vector<double> &seconds)
{
    std::string text = fmt::format("{:>5} {:>10}  {}\n", "id", "seconds", "point");
    for (std::size_t i = 0; i < points.size(); ++i) {
        text += fmt::format("{:>5} {:>10.2f}  {}\n", points[i].id, seconds[i], titleOf(points[i]));
    }
    return text;
}

} // namespace vsq::cli
