// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/formattext.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace vsq {

namespace {

constexpr std::string_view kPercentile = "percentile:";
constexpr std::string_view kCalibrationPart = " calibration=";
constexpr std::string_view kPreparePart = " prepare=";
constexpr std::array kGranularities{Granularity::Vector, Granularity::Channel, Granularity::Tensor};

std::optional<int> integerIn(std::string_view text, int low, int high)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
    return whole && value >= low && value <= high ? std::optional(value) : std::nullopt;
}

/// "int6-v16-s4", "uint6-v16-fp", "int6-channel".
std::optional<OperandFormat> freeFormat(std::string_view text)
{
    const bool isUnsigned = text.starts_with("u");
    text.remove_prefix(isUnsigned ? 1 : 0);
    const std::size_t dash = text.find('-');
    if (!text.starts_with("int") || dash == std::string_view::npos) {
        return std::nullopt;
    }
    const auto bits = integerIn(text.substr(3, dash - 3), 2, 8);
    text.remove_prefix(dash + 1);
    if (!bits) {
        return std::nullopt;
    }
    if (text == "channel" || text == "tensor") {
        return twoLevelFormat(*bits, text == "channel" ? Granularity::Channel : Granularity::Tensor, 0, 0, isUnsigned);
    }
    const std::size_t scale = text.find('-');
    if (!text.starts_with("v") || scale == std::string_view::npos) {
        return std::nullopt;
    }
    const auto vector = integerIn(text.substr(1, scale - 1), 1, 4096);
    const std::string_view last = text.substr(scale + 1);
    const auto scaleBits = last == "fp"            ? std::optional(0)
                           : last.starts_with("s") ? integerIn(last.substr(1), 3, 10)
                                                   : std::nullopt;
    return vector && scaleBits ? std::optional(twoLevelFormat(*bits, Granularity::Vector, *vector, *scaleBits, isUnsigned))
                               : std::nullopt;
}

std::string freeText(const OperandFormat &format)
{
    std::string text = fmt::format("{}int{}-", format.isUnsigned ? "u" : "", format.bits);
    if (format.granularity != Granularity::Vector) {
        return text + std::string(nameOf(format.granularity));
    }
    return text + fmt::format("v{}-", format.vectorSize)
           + (format.scaleBits == 0 ? std::string("fp") : fmt::format("s{}", format.scaleBits));
}

/// Activations have one scale for the tensor under both.
bool sameShape(const OperandFormat &weights, const OperandFormat &activations)
{
    if ((weights.granularity == Granularity::Vector) != (activations.granularity == Granularity::Vector)) {
        return false;
    }
    return weights.granularity != Granularity::Vector
           || (weights.vectorSize == activations.vectorSize && weights.scaleBits == activations.scaleBits);
}

std::string calibrationForPeople(const Calibration &calibration)
{
    return calibration.method == Calibration::Method::Percentile ? "percentile " + std::to_string(calibration.percentile)
                                                                 : calibrationText(calibration);
}

bool isPlainTwoLevel(const OperandFormat &format)
{
    return format.isTwoLevel() && format.search == ScaleSearch::None;
}

/// "4/64/8/0/0", as the first studies have it.
std::string oldKey(const OperandFormat &o)
{
    return fmt::format("{}/{}/{}/{}/{}", o.bits, o.vectorSize, o.scaleBits, static_cast<int>(o.granularity),
                       o.isUnsigned ? 1 : 0);
}

/// The part behind `title` up to the next part; empty where there is none.
std::string_view partOf(std::string_view text, std::string_view title)
{
    const std::size_t at = text.find(title);
    if (at == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = text.substr(at + title.size());
    return rest.substr(0, rest.find(' '));
}

std::optional<OperandFormat> operandFromOldKey(std::string_view text)
{
    std::array<int, 5> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const std::size_t slash = std::min(text.find('/'), text.size());
        const auto number = integerIn(text.substr(0, slash), 0, 4096);
        if (!number || (slash == text.size()) != (i + 1 == numbers.size())) {
            return std::nullopt;
        }
        numbers[i] = *number;
        text.remove_prefix(std::min(slash + 1, text.size()));
    }
    if (numbers[3] > 2) {
        return std::nullopt;
    }
    return OperandFormat{.bits = numbers[0],
                         .vectorSize = numbers[1],
                         .scaleBits = numbers[2],
                         .granularity = static_cast<Granularity>(numbers[3]),
                         .isUnsigned = numbers[4] != 0};
}

std::optional<NumberFormat> formatFromOldKey(std::string_view key)
{
    const std::size_t first = key.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : key.find(' ', first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    const auto weights = operandFromOldKey(key.substr(0, first));
    const auto activations = operandFromOldKey(key.substr(first + 1, second - first - 1));
    const std::string_view last = key.substr(second + 1);
    const std::size_t slash = last.find('/');
    const auto method = slash == std::string_view::npos ? std::nullopt : integerIn(last.substr(0, slash), 0, 4);
    if (!weights || !activations || !method) {
        return std::nullopt;
    }
    NumberFormat format{.weights = *weights, .activations = *activations, .calibration = {}, .preparation = {}};
    format.calibration.method = static_cast<Calibration::Method>(*method);
    const std::string_view percentile = last.substr(slash + 1);
    std::from_chars(percentile.data(), percentile.data() + percentile.size(), format.calibration.percentile);
    return format;
}

} // namespace

std::string operandText(const OperandFormat &format)
{
    const FormatName *named = findFormat(format);
    std::string text = named == nullptr ? freeText(format) : std::string(named->name);
    if (named != nullptr && format.rule != named->format.rule) {
        text += ":" + std::string(nameOf(format.rule));
    }
    return text + (format.search == ScaleSearch::Mse ? ":mse" : "");
}

OperandFormat operandFromText(std::string_view text)
{
    const std::size_t colon = std::min(text.find(':'), text.size());
    const FormatName *named = findFormat(text.substr(0, colon));
    const auto found = named != nullptr ? std::optional(named->format) : freeFormat(text.substr(0, colon));
    if (!found) {
        throw Error({}, "format", namesOfFormats() + ", or as int6-v16-s4, int6-v16-fp, int6-channel, int6-tensor",
                    "'" + std::string(text) + "'");
    }
    OperandFormat format = *found;
    for (std::string_view rest = text.substr(colon); !rest.empty();) {
        const std::size_t next = std::min(rest.find(':', 1), rest.size());
        const std::string_view part = rest.substr(1, next - 1);
        format = part == "mse" ? withSearch(format, ScaleSearch::Mse) : withRule(format, part);
        rest.remove_prefix(next);
    }
    return format;
}

std::string formatText(const NumberFormat &format)
{
    std::string text = operandText(format.weights);
    if (!(format.weights == format.activations)) {
        text += "/" + operandText(format.activations);
    }
    if (format.calibration.method != Calibration::Method::Max) {
        text += std::string(kCalibrationPart) + calibrationText(format.calibration);
    }
    return format.preparation == Preparation{} ? text : text + std::string(kPreparePart) + preparationText(format.preparation);
}

NumberFormat formatFromText(std::string_view text)
{
    const std::string_view operands = text.substr(0, text.find(' '));
    const std::size_t slash = operands.find('/');
    NumberFormat format;
    format.weights = operandFromText(operands.substr(0, slash));
    format.activations = slash == std::string_view::npos ? format.weights : operandFromText(operands.substr(slash + 1));
    if (const std::string_view part = partOf(text, kCalibrationPart); !part.empty()) {
        format.calibration = calibrationFromText(part);
    }
    if (const std::string_view part = partOf(text, kPreparePart); !part.empty()) {
        format.preparation = preparationFromText(part);
    }
    if (formatText(format) != text && operands.size() != text.size()) {
        throw Error({}, "format", "FORMAT[/FORMAT][ calibration=METHOD][ prepare=STEPS]", "'" + std::string(text) + "'");
    }
    requireSensible(format);
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
    if (text == "percentile") {
        return {.method = Method::Percentile};
    }
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

std::string_view nameOf(Granularity granularity)
{
    switch (granularity) {
    case Granularity::Vector: return "vector";
    case Granularity::Channel: return "channel";
    case Granularity::Tensor: break;
    }
    return "tensor";
}

Granularity granularityFromName(std::string_view name)
{
    for (const Granularity granularity : kGranularities) {
        if (name == nameOf(granularity)) {
            return granularity;
        }
    }
    throw Error({}, "granularity", "vector, channel or tensor", "'" + std::string(name) + "'");
}

void requireSensible(const NumberFormat &format)
{
    for (const OperandFormat &operand : {format.weights, format.activations}) {
        if (!operand.isTwoLevel() && format.calibration.method != Calibration::Method::Max) {
            throw Error({}, "calibration", "max: scales of " + operandText(operand) + " come from each block's maximum",
                        calibrationText(format.calibration));
        }
    }
}

std::string describe(const NumberFormat &format)
{
    const OperandFormat &weights = format.weights;
    const OperandFormat &activations = format.activations;
    std::string text;
    if (isPlainTwoLevel(weights) && isPlainTwoLevel(activations) && sameShape(weights, activations)) {
        text = fmt::format("W{} A{}", weights.bits, activations.bits);
        if (weights.granularity == Granularity::Vector) {
            text += fmt::format(" V{} S{}", weights.vectorSize,
                                weights.scaleBits == 0 ? std::string("fp") : std::to_string(weights.scaleBits));
        }
        text += fmt::format(" per-{}, {}", nameOf(weights.granularity), calibrationForPeople(format.calibration));
    } else {
        text = weights == activations ? operandText(weights)
                                      : fmt::format("weights {}, activations {}", operandText(weights), operandText(activations));
        if (format.calibration.method != Calibration::Method::Max) {
            text += ", " + calibrationForPeople(format.calibration);
        }
    }
    return format.preparation.isNone() ? text : text + ", " + preparationText(format.preparation);
}

std::vector<std::string> optionsOf(const NumberFormat &format)
{
    std::vector<std::string> options;
    if (format.weights == format.activations) {
        options = {"--format", operandText(format.weights)};
    } else {
        options = {"--weights", operandText(format.weights), "--activations", operandText(format.activations)};
    }
    if (format.calibration.method != Calibration::Method::Max) {
        options.insert(options.end(), {"--calibration", calibrationText(format.calibration)});
    }
    if (!format.preparation.isNone()) {
        options.insert(options.end(), {"--prepare", preparationText(format.preparation)});
    }
    return options;
}

std::string keyOf(const NumberFormat &format)
{
    if (!isPlainTwoLevel(format.weights) || !isPlainTwoLevel(format.activations) || !(format.preparation == Preparation{})) {
        return formatText(format);
    }
    return fmt::format("{} {} {}/{}", oldKey(format.weights), oldKey(format.activations),
                       static_cast<int>(format.calibration.method), format.calibration.percentile);
}

NumberFormat formatFromKey(std::string_view key)
{
    const auto old = formatFromOldKey(key);
    return old ? *old : formatFromText(key);
}

} // namespace vsq
