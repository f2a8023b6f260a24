// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/ppusettings.h"

#include "core/base/error.h"
#include "core/base/json.h"

#include <fmt/format.h>

#include <algorithm>

namespace vsq {

namespace {

[[noreturn]] void fail(const std::string &source, std::string_view field, const std::string &expected, const std::string &found)
{
    throw Error({source, "post-processing"}, fmt::format("field '{}'", field), expected, found);
}

std::int64_t integer(const Json &value, const std::string &source, std::string_view field)
{
    if (!value.is_number_integer()) {
        fail(source, field, "a whole number", shownJson(value));
    }
    return value.get<std::int64_t>();
}

std::vector<std::int64_t> integers(const Json &value, const std::string &source, std::string_view field)
{
    if (!value.is_array()) {
        return {integer(value, source, field)};
    }
    std::vector<std::int64_t> list;
    for (const Json &each : value) {
        list.push_back(integer(each, source, field));
    }
    return list;
}

bool boolean(const Json &value, const std::string &source, std::string_view field)
{
    if (!value.is_boolean()) {
        fail(source, field, "true or false", shownJson(value));
    }
    return value.get<bool>();
}

std::string text(const Json &value, const std::string &source, std::string_view field, const char *allowed)
{
    if (!value.is_string()) {
        fail(source, field, allowed, shownJson(value));
    }
    return value.get<std::string>();
}

int small(const Json &value, const std::string &source, std::string_view field)
{
    const std::int64_t number = integer(value, source, field);
    if (number < 0 || number > 64) { // narrower limits are validate()'s
        fail(source, field, field == "biasShift" ? "0 .. 32" : "0 .. 39", std::to_string(number));
    }
    return static_cast<int>(number);
}

void checkList(const std::vector<std::int64_t> &list, std::int64_t m, std::int64_t low, std::int64_t high,
               const std::string &source, const char *field)
{
    if (list.size() != 1 && static_cast<std::int64_t>(list.size()) != m) {
        fail(source, field, fmt::format("one value or {} (M)", m), fmt::format("{} values", list.size()));
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i] < low || list[i] > high) {
            fail(source, field, fmt::format("{} .. {}", low, high), fmt::format("{} at index {}", list[i], i));
        }
    }
}

Json scalarOrList(const std::vector<std::int64_t> &list)
{
    return list.size() == 1 ? Json(list.front()) : Json(list);
}

} // namespace

void validate(const PpuSettings &settings, std::int64_t m, const ChipConfig &config, const std::string &source)
{
    checkList(settings.scale, m, 0, (std::int64_t{1} << config.ppuScaleBits) - 1, source, "scale");
    const std::int64_t half = std::int64_t{1} << (config.biasBits - 1);
    checkList(settings.bias, m, -half, half - 1, source, "bias");
    if (settings.biasShift < 0 || settings.biasShift > 32) {
        fail(source, "biasShift", "0 .. 32", std::to_string(settings.biasShift));
    }
    if (settings.truncShift < 0 || settings.truncShift > 39) {
        fail(source, "truncShift", "0 .. 39", std::to_string(settings.truncShift));
    }
    if (settings.output == OutputFormat::Sums) {
        fail(source, "output", "vsq, int8, int4, int8-vector or softmax", "'sums'");
    }
}

PpuSettings ppuSettingsFromJson(std::string_view json, const std::string &source)
{
    const Json object = parseJson(json, source, "post-processing");
    if (!object.is_object()) {
        throw Error({source, {}}, "post-processing", "a JSON object", object.type_name());
    }
    PpuSettings settings;
    for (const auto &[name, value] : object.items()) {
        if (name == "scale") {
            settings.scale = integers(value, source, name);
        } else if (name == "bias") {
            settings.bias = integers(value, source, name);
        } else if (name == "biasShift") {
            settings.biasShift = small(value, source, name);
        } else if (name == "relu") {
            settings.relu = boolean(value, source, name);
        } else if (name == "truncShift") {
            settings.truncShift = small(value, source, name);
        } else if (name == "output") {
            constexpr const char *kAllowed = "vsq, int8, int4, int8-vector or softmax";
            const std::string format = text(value, source, name, kAllowed);
            const auto known = {OutputFormat::Vsq, OutputFormat::Int8, OutputFormat::Int4, OutputFormat::Int8Vector,
                                OutputFormat::Softmax};
            const auto *found = std::find_if(known.begin(), known.end(), [&](OutputFormat f) { return nameOf(f) == format; });
            if (found == known.end()) {
                fail(source, name, kAllowed, "'" + format + "'");
            }
            settings.output = *found;
        } else if (name == "reciprocal") {
            const std::string kind = text(value, source, name, "pwl or exact");
            if (kind != "pwl" && kind != "exact") {
                fail(source, name, "pwl or exact", "'" + kind + "'");
            }
            settings.reciprocal = kind == "pwl" ? ChipConfig::Reciprocal::Pwl : ChipConfig::Reciprocal::Exact;
        } else {
            throw Error({source, "post-processing"}, "field",
                        "one of scale, bias, biasShift, relu, truncShift, output, reciprocal", "'" + name + "'");
        }
    }
    return settings;
}

std::string toJson(const PpuSettings &settings)
{
    Json object = {{"scale", scalarOrList(settings.scale)}, {"bias", scalarOrList(settings.bias)},
                   {"biasShift", settings.biasShift},       {"relu", settings.relu},
                   {"truncShift", settings.truncShift},     {"output", std::string(nameOf(settings.output))}};
    if (settings.reciprocal) {
        object["reciprocal"] = *settings.reciprocal == ChipConfig::Reciprocal::Pwl ? "pwl" : "exact";
    }
    return object.dump(2) + '\n';
}

} // namespace vsq
