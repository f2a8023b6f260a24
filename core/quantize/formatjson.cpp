// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/formatjson.h"

#include "core/base/error.h"

#include <charconv>
#include <fmt/format.h>

namespace vsq {

namespace {

constexpr std::string_view kPercentile = "percentile:";

std::string_view nameOf(Granularity granularity)
{
    switch (granularity) {
    case Granularity::Vector: return "vector";
    case Granularity::Channel: return "channel";
    case Granularity::Tensor: break;
    }
    return "tensor";
}

Json operandJson(const OperandFormat &format)
{
    Json json;
    json["bits"] = format.bits;
    json["granularity"] = nameOf(format.granularity);
    if (format.granularity == Granularity::Vector) {
        json["vector"] = format.vectorSize;
        json["scaleBits"] = format.scaleBits == 0 ? Json("fp") : Json(format.scaleBits);
    }
    return json;
}

OperandFormat operandFromJson(const Json &json, const std::string &source)
{
    OperandFormat format;
    format.bits = static_cast<int>(integerField(json, "bits", 2, 8, source));
    const std::string granularity = textField(json, "granularity", source);
    if (granularity == "vector") {
        format.vectorSize = static_cast<int>(integerField(json, "vector", 1, 4096, source));
        format.scaleBits = field(json, "scaleBits", source) == "fp"
                               ? 0
                               : static_cast<int>(integerField(json, "scaleBits", 3, 10, source));
        return format;
    }
    if (granularity != "channel" && granularity != "tensor") {
        throw Error({source, "'granularity'"}, "name", "vector, channel or tensor", "'" + granularity + "'");
    }
    // Fields that mean nothing have the chip's values, so that equal formats compare equal.
    format.granularity = granularity == "channel" ? Granularity::Channel : Granularity::Tensor;
    format.vectorSize = format.bits > 4 ? 32 : 64;
    format.scaleBits = 0;
    return format;
}

} // namespace

Json formatJson(const NumberFormat &format)
{
    Json json;
    json["weights"] = operandJson(format.weights);
    json["activations"] = operandJson(format.activations);
    json["calibration"] = calibrationText(format.calibration);
    return json;
}

NumberFormat formatFromJson(const Json &json, const std::string &source)
{
    NumberFormat format;
    format.weights = operandFromJson(field(json, "weights", source), source);
    format.activations = operandFromJson(field(json, "activations", source), source);
    try {
        format.calibration = calibrationFromText(textField(json, "calibration", source));
    } catch (const Error &error) {
        throw error.place().file.empty() ? Error({source, "'calibration'"}, "name", error.expected(), error.found()) : error;
    }
    return format;
}

std::string calibrationText(const Calibration &calibration)
{
    switch (calibration.method) {
    case Calibration::Method::Max: return "max";
    case Calibration::Method::Percentile: return fmt::format("{}{}", kPercentile, calibration.percentile);
    case Calibration::Method::Entropy: return "entropy";
    case Calibration::Method::Mse: return "mse";
    case Calibration::Method::Octav: break;
    }
    return "octav";
}

Calibration calibrationFromText(std::string_view text)
{
    using Method = Calibration::Method;
    if (text.starts_with(kPercentile)) {
        const std::string_view number = text.substr(kPercentile.size());
        double percentile = 0.0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), percentile);
        if (error == std::errc() && end == number.data() + number.size() && percentile > 0.0 && percentile <= 100.0) {
            return {.method = Method::Percentile, .percentile = percentile};
        }
    }
    for (const Method method : {Method::Max, Method::Entropy, Method::Mse, Method::Octav}) {
        if (text == calibrationText({.method = method})) {
            return {.method = method};
        }
    }
    throw Error({}, "calibration", "max, percentile:99.99, entropy, mse or octav", "'" + std::string(text) + "'");
}

} // namespace vsq
