// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/quantizefiles.h"

#include "core/quantize/quantizer.h"

#include <fmt/format.h>

#include <algorithm>

namespace vsq::cli {

namespace {

Tensor narrowedScales(const Shape &shape, const std::vector<std::uint16_t> &scales)
{
    if (std::all_of(scales.begin(), scales.end(), [](std::uint16_t scale) { return scale < 256; })) {
        return Tensor::of<std::uint8_t>(shape, std::vector<std::uint8_t>(scales.begin(), scales.end()));
    }
    return Tensor::of<std::uint16_t>(shape, scales);
}

Tensor storedScales(const QuantizedMatrix &matrix)
{
    const Shape shape{matrix.rows, matrix.vectors};
    if (!matrix.format.isTwoLevel()) {
        if (matrix.format.scale == ScaleType::Half) {
            return Tensor::of<std::uint16_t>(shape, matrix.scaleCodes);
        }
        return matrix.scaleCodes.empty() ? Tensor::of<float>(shape, matrix.realScales) : narrowedScales(shape, matrix.scaleCodes);
    }
    if (matrix.format.granularity != Granularity::Vector) {
        return Tensor::of<float>({static_cast<std::int64_t>(matrix.gamma.size()), 1}, matrix.gamma);
    }
    if (matrix.scales.empty()) {
        return Tensor::of<float>(shape, matrix.realScales);
    }
    return matrix.format.scaleBits > 8 ? Tensor::of<std::uint16_t>(shape, matrix.scales) : narrowedScales(shape, matrix.scales);
}

std::string columnText(const Json &value, const char *form)
{
    return value.is_null() ? "-" : fmt::format(fmt::runtime(form), value.get<double>());
}

} // namespace

std::map<std::string, Tensor> quantizedArrays(const QuantizedMatrix &matrix)
{
    const Shape shape{matrix.rows, matrix.columns};
    std::map<std::string, Tensor> arrays;
    arrays["values"] = Tensor::of<float>(shape, dequantize(matrix));
    if (matrix.format.element == Element::Integer && matrix.format.rule != ScaleRule::SignedMax) {
        arrays["codes"] = Tensor::of<std::int8_t>(shape, matrix.codes);
    } else {
        arrays["codes"] = Tensor::of<std::uint8_t>(shape, std::vector<std::uint8_t>(matrix.codes.begin(), matrix.codes.end()));
    }
    arrays["scales"] = storedScales(matrix);
    if (matrix.format.hasIntegerScales()) {
        arrays["gamma"] = Tensor::of<float>({static_cast<std::int64_t>(matrix.gamma.size())}, matrix.gamma);
    }
    if (!matrix.tensorScales.empty()) {
        arrays["tensor_scale"] = Tensor::of<float>({matrix.rows}, matrix.tensorScales);
    }
    return arrays;
}

Json quantizeReport(const std::string &title, const QuantizedMatrix &matrix, const OperandMeasures &measures)
{
    Json report;
    const std::string text = operandText(matrix.format);
    report["format"] = text.substr(0, text.find(':'));
    report["scale_rule"] = nameOf(matrix.format.rule);
    report["scale_search"] = matrix.format.search == ScaleSearch::Mse ? "mse" : "none";
    report["title"] = title;
    report["bits_per_element"] = bitsPerElement(matrix.format);
    report["sqnr_dB"] = finiteOrNull(measures.error.sqnrDb);
    report["mse"] = measures.error.mse;
    report["max_error"] = measures.error.maxError;
    report["underflow_percent"] = 100.0 * measures.underflowShare;
    report["error_95"] = measures.error.error95;
    report["cosine"] = measures.error.cosine;
    report["clipped_percent"] = 100.0 * measures.clippedShare;
    report["crest_factor"] = measures.crestFactor;
    report["blocks"] = measures.blocks;
    report["lone_outliers"] = measures.loneOutliers;
    report["worst_block"] = {
        {"row", measures.worstRow}, {"block", measures.worstBlock}, {"sqnr_dB", finiteOrNull(measures.worstSqnrDb)}};
    report["bits_over_channel"] = measures.bitsOverChannel ? Json(*measures.bitsOverChannel) : Json(nullptr);
    return report;
}

std::string comparisonTable(const Json &reports)
{
    std::size_t width = 6;
    for (const Json &report : reports) {
        width = std::max(width, report["title"].get<std::string>().size());
    }
    std::string text = fmt::format("{:<{}} {:>6} {:>8} {:>10} {:>11} {:>12} {:>11}\n", "format", width, "bits", "SQNR dB",
                                   "worst dB", "underflow %", "max error", "bits won");
    for (const Json &report : reports) {
        text += fmt::format("{:<{}} {:>6} {:>8} {:>10} {:>11} {:>12} {:>11}\n", report["title"].get<std::string>(), width,
                            columnText(report["bits_per_element"], "{:.3f}"), columnText(report["sqnr_dB"], "{:.2f}"),
                            columnText(report["worst_block"]["sqnr_dB"], "{:.2f}"),
                            columnText(report["underflow_percent"], "{:.3f}"), columnText(report["max_error"], "{:.4g}"),
                            columnText(report["bits_over_channel"], "{:+.2f}"));
    }
    return text
           + "bits: of an element in storage, scales included; worst: of all blocks; underflow: values that became 0; bits won over\n"
             "per-channel integers of as many bits\n";
}

} // namespace vsq::cli
