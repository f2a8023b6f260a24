// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/config.h"

#include "core/base/error.h"
#include "core/base/json.h"

#include <fmt/format.h>

#include <charconv>
#include <functional>
#include <optional>
#include <utility>

namespace vsq {

namespace {

/// One field: how it shows itself and how it is read and written as text. set() returns false for a bad value.
struct Entry {
    ConfigField info;
    std::function<std::string(const ChipConfig &)> text;
    std::function<bool(ChipConfig &, std::string_view)> set;
    std::function<Json(const ChipConfig &)> json;
};

std::optional<double> number(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

Entry entry(const char *name, int assumption, int ChipConfig::*member, int low, int high, const char *description)
{
    return {{name, assumption, description, fmt::format("a whole number from {} to {}", low, high), {}},
            [member](const ChipConfig &config) { return std::to_string(config.*member); },
            [member, low, high](ChipConfig &config, std::string_view text) {
                const auto value = number(text);
                if (!value || *value != static_cast<double>(static_cast<int>(*value)) || *value < low || *value > high) {
                    return false;
                }
                config.*member = static_cast<int>(*value);
                return true;
            },
            [member](const ChipConfig &config) { return Json(config.*member); }};
}

Entry entry(const char *name, int assumption, double ChipConfig::*member, double low, double high, const char *description)
{
    return {{name, assumption, description, fmt::format("a number from {} to {}", low, high), {}},
            [member](const ChipConfig &config) { return fmt::format("{}", config.*member); },
            [member, low, high](ChipConfig &config, std::string_view text) {
                const auto value = number(text);
                if (!value || !(*value >= low && *value <= high)) {
                    return false;
                }
                config.*member = *value;
                return true;
            },
            [member](const ChipConfig &config) { return Json(config.*member); }};
}

Entry entry(const char *name, int assumption, bool ChipConfig::*member, const char *description)
{
    return {{name, assumption, description, "true or false", {"true", "false"}},
            [member](const ChipConfig &config) { return std::string(config.*member ? "true" : "false"); },
            [member](ChipConfig &config, std::string_view text) {
                if (text != "true" && text != "false") {
                    return false;
                }
                config.*member = text == "true";
                return true;
            },
            [member](const ChipConfig &config) { return Json(config.*member); }};
}

/// An enumeration of two; names in the order of its values.
template <typename Enum>
Entry entry(const char *name, int assumption, Enum ChipConfig::*member, const char *first, const char *second,
            const char *description)
{
    const auto text = [member, first, second](const ChipConfig &config) {
        return std::string(config.*member == static_cast<Enum>(0) ? first : second);
    };
    return {{name, assumption, description, fmt::format("{} or {}", first, second), {first, second}},
            text,
            [member, first, second](ChipConfig &config, std::string_view value) {
                if (value != first && value != second) {
                    return false;
                }
                config.*member = static_cast<Enum>(value == second);
                return true;
            },
            [text](const ChipConfig &config) { return Json(text(config)); }};
}

std::vector<Entry> makeEntries()
{
    using C = ChipConfig;
    return {
        entry("lanes", 0, &C::lanes, 1, 16, "Vector lanes, VL: rows of A computed at once."),
        entry("collectorEntries", 0, &C::collectorEntries, 1, 16, "Collector depth, AD: columns of C a tile."),
        entry("aBankEntries", 0, &C::aBankEntries, 1, 65536, "Words a bank of the A buffer."),
        entry("bBufferEntries", 0, &C::bBufferEntries, 1, 1048576, "Words of the B buffer."),
        entry("outputWords", 0, &C::outputWords, 1, 1048576, "Words of the output buffer."),
        entry("scaleEntries", 0, &C::scaleEntries, 1, 4096, "Entries of the PPU's scale and bias buffers."),
        entry("rounding", 1, &C::rounding, "halfup", "nearesteven", "The chip's rounding."),
        entry("scaleProduct", 2, &C::scaleProduct, "topbyte", "full", "Bits of the scale product that multiply the tree."),
        entry("overflow", 3, &C::overflow, "saturate", "wrap", "Additions beyond 24 bits; wrap concerns int8 and int4."),
        entry("codeRange", 4, &C::codeRange, "symmetric", "full", "Codes that the PPU may write."),
        entry("unsignedActivations", 5, &C::unsignedActivations, "Unsigned activations, in software-only formats."),
        entry("ppuScaleBits", 6, &C::ppuScaleBits, 1, 16, "Bits of a lane's unsigned PPU scale."),
        entry("biasBits", 7, &C::biasBits, 2, 16, "Bits of a lane's signed bias."),
        entry("truncation", 8, &C::truncation, "floor", "rounded", "Shift of the scaled value to 16 bits."),
        entry("vsqSegments", 9, &C::vsqSegments, 3, 4, "M-tiles of an output vector held in the VSQ buffer."),
        entry("vectorScale", 10, &C::vectorScale, "rounded", "up", "Rounding of a vector's scale from its maximum."),
        entry("zeroVectorScale", 11, &C::zeroVectorScale, 0, 255, "Scale stored for a vector of zeros."),
        entry("quantizeWith", 12, &C::quantizeWith, "unrounded", "rounded", "Scale that the PPU's codes are made with."),
        entry("reciprocal", 13, &C::reciprocal, "pwl", "exact", "Reciprocal of a vector's maximum."),
        entry("int8ScaleVector", 14, &C::int8ScaleVector, 16, 64, "Values that share a scale in int8 output with scales."),
        entry("vsqTilesInside", 15, &C::vsqTilesInside, "With VSQ output 4 M-tiles run inside the n loop."),
        entry("outputScaleRepeated", 16, &C::outputScaleRepeated, "Both words of a 64-vector carry its scale."),
        entry("ppuStages", 17, &C::ppuStages, 0, 16, "Pipeline stages of the PPU; 0: a word is written when its entry is read."),
        entry("fillDrainCycles", 18, &C::fillDrainCycles, 0, 1000000, "Overhead of a subtile, int8 or int4 output."),
        entry("fillDrainCyclesVsq", 18, &C::fillDrainCyclesVsq, 0, 1000000, "Overhead of a subtile, VSQ output."),
        entry("aLoadCycles", 19, &C::aLoadCycles, 1, 16, "Cycles of a load of the A register."),
        entry("aPrefetch", 19, &C::aPrefetch, "The A register is loaded during the pass before."),
        entry("sramReadLatency", 20, &C::sramReadLatency, 0, 8, "Cycles from a buffer's address to its word."),
        entry("firstPassForcedZero", 21, &C::firstPassForcedZero, "The first pass adds to 0 instead of reading a cleared entry."),
        entry("softmaxSlice", 22, &C::softmaxSlice, 1, 1024, "Values that enter the softmax at once."),
        entry("softmaxSegments", 23, &C::softmaxSegments, 1, 128, "Linear segments of the softmax reciprocal; a power of two."),
        entry("softmaxTable", 24, &C::softmaxTable, "nearest", "floor", "Rounding of the table of powers of two."),
        entry("densityWeightB", 25, &C::densityWeightB, 0.0, 1000.0, "Weight of B's density beside A's 1."),
        entry("clockCurve", 26, &C::clockCurve, "monotone", "linear", "Clock between the published operating points."),
        entry("leakageShare", 27, &C::leakageShare, 0.0, 0.9, "Share of power shown as leakage, an estimate."),
        entry("scaleByte", 28, &C::scaleByte, "high", "low", "Where a word keeps its scale."),
        entry("convolutionColumns", 29, &C::convolutionColumns, "paddedrows", "flat", "Columns of a convolution's tiles."),
        entry("convolutionFlatBelow", 29, &C::convolutionFlatBelow, 0, 65536, "Feature maps narrower than this run on."),
        entry("packedChannels", 29, &C::packedChannels, 0, 64, "Convolutions of at most as many channels are packed by im2col."),
        entry("outputShareOfOther", 30, &C::outputShareOfOther, 0.0, 1.0,
              "Share of int4's 'other' energy that goes with results read out, at K = 1024; an estimate."),
        entry("overheadEnergy", 18, &C::overheadEnergy, 0.0, 2.0,
              "Energy of a fill, drain or stall cycle beside that of a computing one."),
        entry("splitOtherEnergy", 30, &C::splitOtherEnergy, "Splits 'other' energy, an estimate."),
        entry("voltage", 0, &C::voltage, 0.46, 1.05, "Supply, V."),
        entry("operandSupply", 0, &C::operandSupply, "preloaded", "streaming", "Where operands are when a subtile starts."),
        entry("streamBytesPerCycle", 0, &C::streamBytesPerCycle, 0.125, 65536.0, "Streaming: bytes of A and B arriving a cycle."),
        entry("outputBytesPerCycle", 0, &C::outputBytesPerCycle, 0.125, 65536.0, "Streaming: bytes of output leaving a cycle."),
        entry("softmax", 0, &C::softmax, "exact", "chip",
              "Attention's softmax in networks: FP32 on the host, or the chip's approximate unit."),
        entry("layerOutput", 0, &C::layerOutput, "sums", "ppu",
              "What leaves a network's layer whose result the next one takes directly: sums to the host, or the PPU's codes."),
    };
}

const std::vector<Entry> &entries()
{
    static const std::vector<Entry> list = makeEntries();
    return list;
}

const Entry *find(std::string_view name)
{
    for (const Entry &candidate : entries()) {
        if (candidate.info.name == name) {
            return &candidate;
        }
    }
    return nullptr;
}

const Entry &findOrThrow(std::string_view name, const std::string &source = {})
{
    const Entry *found = find(name);
    if (found == nullptr) {
        throw Error({source, "chip configuration"}, "field", fmt::format("one of {}", fmt::join(configFields(), ", ")),
                    fmt::format("'{}'", name));
    }
    return *found;
}

void set(ChipConfig &config, const Entry &target, std::string_view value, const std::string &source)
{
    if (!target.set(config, value)) {
        throw Error({source, "chip configuration"}, fmt::format("field '{}'", target.info.name), target.info.allowed,
                    fmt::format("'{}'", value));
    }
}

/// Contradictions between fields, each named with both values.
void validateTogether(const ChipConfig &config, const std::string &source)
{
    const auto fail = [&source](const char *field, const std::string &expected, const std::string &found) {
        throw Error({source, "chip configuration"}, fmt::format("field '{}'", field), expected, found);
    };
    if ((config.softmaxSegments & (config.softmaxSegments - 1)) != 0) {
        fail("softmaxSegments", "a power of two", std::to_string(config.softmaxSegments));
    }
    if (config.int8ScaleVector % 16 != 0) {
        fail("int8ScaleVector", "a multiple of an output word's 16 values", std::to_string(config.int8ScaleVector));
    }
    if (config.aLoadCycles > config.collectorEntries) {
        fail("aLoadCycles", fmt::format("at most collectorEntries ({}): a load must end within a pass", config.collectorEntries),
             std::to_string(config.aLoadCycles));
    }
}

} // namespace

const std::vector<ConfigField> &configFieldList()
{
    static const std::vector<ConfigField> list = [] {
        std::vector<ConfigField> fields;
        for (const Entry &each : entries()) {
            fields.push_back(each.info);
        }
        return fields;
    }();
    return list;
}

std::vector<std::string> configFields()
{
    std::vector<std::string> names;
    for (const ConfigField &field : configFieldList()) {
        names.push_back(field.name);
    }
    return names;
}

std::vector<std::pair<std::string, std::string>> changedFields(const ChipConfig &config)
{
    const ChipConfig published;
    std::vector<std::pair<std::string, std::string>> changed;
    for (const std::string &name : configFields()) {
        if (std::string value = fieldText(config, name); value != fieldText(published, name)) {
            changed.emplace_back(name, std::move(value));
        }
    }
    return changed;
}

void setField(ChipConfig &config, std::string_view name, std::string_view value)
{
    set(config, findOrThrow(name), value, {});
}

void setField(ChipConfig &config, std::string_view assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos) {
        throw Error({{}, "chip configuration"}, "setting", "NAME=VALUE", fmt::format("'{}'", assignment));
    }
    setField(config, assignment.substr(0, equals), assignment.substr(equals + 1));
}

std::string fieldText(const ChipConfig &config, std::string_view name)
{
    return findOrThrow(name).text(config);
}

void validate(const ChipConfig &config)
{
    ChipConfig copy;
    for (const Entry &each : entries()) {
        set(copy, each, each.text(config), {});
    }
    validateTogether(config, {});
}

std::string toJson(const ChipConfig &config)
{
    Json object = Json::object();
    for (const Entry &each : entries()) {
        object[each.info.name] = each.json(config);
    }
    return object.dump(2) + '\n';
}

ChipConfig configFromJson(std::string_view json, const std::string &source)
{
    const Json object = parseJson(json, source, "chip configuration");
    if (!object.is_object()) {
        throw Error({source, {}}, "chip configuration", "a JSON object", object.type_name());
    }
    ChipConfig config;
    for (const auto &[name, value] : object.items()) {
        const Entry &target = findOrThrow(name, source);
        if (value.is_structured() || value.is_null()) {
            throw Error({source, "chip configuration"}, fmt::format("field '{}'", name), target.info.allowed,
                        fmt::format("a JSON {}", value.type_name()));
        }
        set(config, target, value.is_string() ? value.get<std::string>() : value.dump(), source);
    }
    validateTogether(config, source);
    return config;
}

} // namespace vsq
