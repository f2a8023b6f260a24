// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/formatjson.h"

#include "core/base/error.h"

#include <fmt/format.h>

namespace vsq {

namespace {

/// The error of a text, at the field of a file that holds it.
[[noreturn]] void refuse(const std::string &source, const char *name, const Error &error)
{
    throw error.place().file.empty() ? Error({source, fmt::format("'{}'", name)}, "name", error.expected(), error.found())
                                     : error;
}

template <typename Parse>
auto parsed(const Json &json, const char *name, const std::string &source, const Parse &parse)
{
    const std::string text = textField(json, name, source);
    try {
        return parse(text);
    } catch (const Error &error) {
        refuse(source, name, error);
    }
}

Json operandJson(const OperandFormat &format)
{
    Json json;
    if (!format.isTwoLevel()) {
        const FormatName *named = findFormat(format);
        json["format"] = named == nullptr ? operandText(format) : std::string(named->name);
        if (named != nullptr && format.rule != named->format.rule) {
            json["scale-rule"] = nameOf(format.rule);
        }
        return json;
    }
    json["bits"] = format.bits;
    json["granularity"] = nameOf(format.granularity);
    if (format.granularity == Granularity::Vector) {
        json["vector"] = format.vectorSize;
        json["scale-bits"] = format.scaleBits == 0 ? Json("fp") : Json(format.scaleBits);
    }
    if (format.isUnsigned) {
        json["unsigned"] = true;
    }
    if (format.search == ScaleSearch::Mse) {
        json["scale-search"] = "mse";
    }
    return json;
}

/// "scale-rule" and "scale-search" where they are.
OperandFormat withChoices(OperandFormat format, const Json &json, const std::string &source)
{
    if (json.contains("scale-rule")) {
        format = parsed(json, "scale-rule", source, [&](const std::string &rule) { return withRule(format, rule); });
    }
    if (json.contains("scale-search")) {
        const std::string search = textField(json, "scale-search", source);
        if (search != "mse" && search != "none") {
            throw Error({source, "'scale-search'"}, "name", "none or mse", "'" + search + "'");
        }
        try {
            format = withSearch(format, search == "mse" ? ScaleSearch::Mse : ScaleSearch::None);
        } catch (const Error &error) {
            refuse(source, "scale-search", error);
        }
    }
    return format;
}

OperandFormat operandFromJson(const Json &json, const char *name, const std::string &source)
{
    const Json &operand = field(json, name, source);
    if (operand.is_string()) {
        return parsed(json, name, source, operandFromText);
    }
    if (operand.is_object() && operand.contains("format")) {
        return withChoices(parsed(operand, "format", source, operandFromText), operand, source);
    }
    const auto bits = static_cast<int>(integerField(operand, "bits", 2, 8, source));
    const Granularity granularity = parsed(operand, "granularity", source, granularityFromName);
    int vector = 0;
    int scaleBits = 0;
    if (granularity == Granularity::Vector) {
        const char *key = operand.contains("scaleBits") ? "scaleBits" : "scale-bits"; // the former in older files
        vector = static_cast<int>(integerField(operand, "vector", 1, 4096, source));
        scaleBits = field(operand, key, source) == "fp" ? 0 : static_cast<int>(integerField(operand, key, 3, 10, source));
    }
    const bool isUnsigned = operand.contains("unsigned") && operand.at("unsigned") == true;
    return withChoices(twoLevelFormat(bits, granularity, vector, scaleBits, isUnsigned), operand, source);
}

} // namespace

Json formatJson(const NumberFormat &format)
{
    Json json;
    json["weights"] = operandJson(format.weights);
    json["activations"] = operandJson(format.activations);
    json["calibration"] = calibrationText(format.calibration);
    if (!(format.preparation == Preparation{})) {
        json["prepare"] = preparationText(format.preparation);
    }
    return json;
}

NumberFormat formatFromJson(const Json &json, const std::string &source)
{
    NumberFormat format;
    if (json.is_string()) {
        try {
            return formatFromText(json.get<std::string>());
        } catch (const Error &error) {
            refuse(source, "format", error);
        }
    }
    if (json.is_object() && json.contains("format")) {
        format = parsed(json, "format", source, formatFromText);
        format.weights = withChoices(format.weights, json, source);
        format.activations = withChoices(format.activations, json, source);
    } else {
        format.weights = operandFromJson(json, "weights", source);
        format.activations = operandFromJson(json, "activations", source);
        format.calibration = parsed(json, "calibration", source, calibrationFromText);
    }
    if (json.contains("format") && json.contains("calibration")) {
        format.calibration = parsed(json, "calibration", source, calibrationFromText);
    }
    if (json.contains("prepare")) {
        format.preparation = parsed(json, "prepare", source, preparationFromText);
    }
    try {
        requireSensible(format);
    } catch (const Error &error) {
        refuse(source, "calibration", error);
    }
    return format;
}

Json layerFormatsJson(const LayerFormats &formats)
{
    Json json;
    json["default"] = formatJson(formats.others);
    Json &layers = json["layers"] = Json::object();
    for (const auto &[layer, format] : formats.layers) {
        layers[layer] = formatJson(format);
    }
    return json;
}

LayerFormats layerFormatsFromJson(const Json &json, const std::string &source, const NumberFormat &others)
{
    LayerFormats formats{.others = others, .layers = {}};
    if (!json.is_object()) {
        throw Error({source, {}}, "formats of layers", "a JSON object with 'layers'", std::string("a JSON ") + json.type_name());
    }
    if (json.contains("default")) {
        formats.others = formatFromJson(json.at("default"), source);
    }
    const Json &layers = field(json, "layers", source);
    if (!layers.is_object()) {
        throw Error({source, "'layers'"}, "kind", "a JSON object", layers.type_name());
    }
    for (const auto &[layer, format] : layers.items()) {
        try {
            formats.layers[layer] = formatFromJson(format, source);
        } catch (const Error &error) {
            throw Error(
                {source, fmt::format("layer '{}'{}{}", layer, error.place().item.empty() ? "" : ", ", error.place().item)},
                error.problem(), error.expected(), error.found());
        }
    }
    return formats;
}

} // namespace vsq
