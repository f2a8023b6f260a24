// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/formatjson.h"

#include "core/base/error.h"
#include "core/base/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace vsq {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> kGranularities{"vector", "channel", "tensor"};
constexpr std::array<std::string_view, 5> kMethods{"max", "percentile", "entropy", "mse", "octav"};

json operandToJson(const OperandFormat &format)
{
    json object{{"bits", format.bits},
                {"vector", format.vectorSize},
                {"granularity", kGranularities.at(static_cast<std::size_t>(format.granularity))},
                {"unsigned", format.isUnsigned}};
    object["scale-bits"] = format.scaleBits == 0 ? json("fp") : json(format.scaleBits);
    return object;
}

[[noreturn]] void refuse(const std::string &source, const std::string &field, const std::string &expected, const json &found)
{
    throw Error({.file = source, .item = field}, "wrong value", expected, found.is_null() ? "nothing" : shownJson(found));
}

json member(const json &object, const char *name)
{
    return object.is_object() && object.contains(name) ? object.at(name) : json();
}

int integerIn(const json &object, const char *name, int low, int high, const std::string &source, const std::string &where)
{
    const json value = member(object, name);
    if (!value.is_number_integer() || value.get<std::int64_t>() < low || value.get<std::int64_t>() > high) {
        refuse(source, where + "." + name, fmt::format("a whole number from {} to {}", low, high), value);
    }
    return value.get<int>();
}

OperandFormat operandFromJson(const json &object, const std::string &source, const std::string &where)
{
    OperandFormat format;
    format.bits = integerIn(object, "bits", 2, 8, source, where);
    format.vectorSize = integerIn(object, "vector", 1, 1024, source, where);
    format.scaleBits = member(object, "scale-bits") == "fp" ? 0 : integerIn(object, "scale-bits", 3, 10, source, where);
    const json granularity = member(object, "granularity");
    for (std::size_t i = 0; i < kGranularities.size(); ++i) {
        if (granularity == kGranularities.at(i)) {
            format.granularity = static_cast<Granularity>(i);
            format.isUnsigned = member(object, "unsigned") == true;
            return format;
        }
    }
    refuse(source, where + ".granularity", "vector, channel or tensor", granularity);
}

} // namespace

json formatToJson(const NumberFormat &format)
{
    std::string calibration(kMethods.at(static_cast<std::size_t>(format.calibration.method)));
    if (format.calibration.method == Calibration::Method::Percentile) {
        calibration += fmt::format(":{}", format.calibration.percentile);
    }
    return {{"weights", operandToJson(format.weights)},
            {"activations", operandToJson(format.activations)},
            {"calibration", calibration}};
}

NumberFormat formatFromJson(const json &object, const std::string &source)
{
    NumberFormat format;
    format.weights = operandFromJson(member(object, "weights"), source, "weights");
    format.activations = operandFromJson(member(object, "activations"), source, "activations");
    const json value = member(object, "calibration");
    const std::string text = value.is_string() ? value.get<std::string>() : std::string();
    const std::string name = text.substr(0, text.find(':'));
    for (std::size_t i = 0; i < kMethods.size(); ++i) {
        if (name != kMethods.at(i)) {
            continue;
        }
        format.calibration.method = static_cast<Calibration::Method>(i);
        if (name == "percentile") {
            const json number = json::parse(text.substr(std::min(text.size(), name.size() + 1)), nullptr, false);
            if (!number.is_number() || number.get<double>() <= 0.0 || number.get<double>() > 100.0) {
                refuse(source, "calibration", "percentile:P with P in 0 .. 100", value);
            }
            format.calibration.percentile = number.get<double>();
        }
        return format;
    }
    refuse(source, "calibration", "max, percentile:P, entropy, mse or octav", value);
}

} // namespace vsq
