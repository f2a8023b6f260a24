// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/formatnames.h"

#include "core/base/error.h"
#include "core/quantize/formats/formats.h"

#include <algorithm>
#include <array>

namespace vsq {

namespace {

constexpr std::array kMxRules{ScaleRule::Floor, ScaleRule::Even, ScaleRule::Ceil, ScaleRule::Rceil};
constexpr std::array kChosenRules = kMxRules;

OperandFormat mx(int bits, Element element)
{
    return {.bits = bits,
            .vectorSize = 32,
            .scaleBits = 0,
            .element = element,
            .scale = ScaleType::PowerOfTwo,
            .rule = ScaleRule::Floor};
}

OperandFormat block(int bits, int size, Element element, ScaleType scale, ScaleRule rule = ScaleRule::Nearest,
                    Tie tie = Tie::Even)
{
    return {.bits = bits, .vectorSize = size, .scaleBits = 0, .element = element, .scale = scale, .rule = rule, .tie = tie};
}

const std::vector<FormatName> &table()
{
    static const std::vector<FormatName> names{
        {"vsq", twoLevelFormat(4, Granularity::Vector, 64, 8), "int4, a scale of 8 bits for 64, binary32 a row or tensor",
         "VS-Quant, arXiv 2102.04503; the chip"},
        {"int4", twoLevelFormat(4, Granularity::Channel, 64, 0), "int4, binary32 a row of weights, one for all activations",
         "the chip"},
        {"int8", twoLevelFormat(8, Granularity::Channel, 32, 0), "int8, binary32 a row of weights, one for all activations",
         "the chip"},
        {"mxfp4", mx(4, Element::E2M1), "E2M1, a power of two for 32", "OCP Microscaling 1.0", kMxRules, &kMxFp4},
        {"mxfp6-e2m3", mx(6, Element::E2M3), "E2M3, a power of two for 32", "OCP Microscaling 1.0", kMxRules, &kMxFp6E2M3},
        {"mxfp6-e3m2", mx(6, Element::E3M2), "E3M2, a power of two for 32", "OCP Microscaling 1.0", kMxRules, &kMxFp6E3M2},
        {"mxfp8-e4m3", mx(8, Element::E4M3), "E4M3, a power of two for 32", "OCP Microscaling 1.0", kMxRules, &kMxFp8E4M3},
        {"mxfp8-e5m2", mx(8, Element::E5M2), "E5M2, a power of two for 32", "OCP Microscaling 1.0", kMxRules, &kMxFp8E5M2},
        {"mxint8", mx(8, Element::Integer), "int8 in 64ths, a power of two for 32", "OCP Microscaling 1.0", {}, &kMxInt8},
        {"nvfp4",
         block(4, 16, Element::E2M1, ScaleType::TensorE4M3),
         "E2M1, E4M3 for 16, binary32 a tensor",
         "NVIDIA Transformer Engine",
         {},
         &kNvFp4},
        {"nvfp4-torchao",
         block(4, 16, Element::E2M1, ScaleType::TensorE4M3, ScaleRule::Divided),
         "E2M1, E4M3 of at least 2^-6 for 16, binary32 a tensor",
         "torchao",
         {},
         &kNvFp4Torchao},
        {"nvfp4-ggml",
         block(4, 16, Element::E2M1, ScaleType::E4M3, ScaleRule::HalfUp, Tie::TowardZero),
         "E2M1, E4M3 for 16, no scale a tensor",
         "ggml",
         {},
         &kNvFp4Ggml},
        {"nvfp4-4over6",
         block(4, 16, Element::E2M1, ScaleType::TensorE4M3, ScaleRule::FourOrSix),
         "nvfp4 with blocks scaled to 4 or 6",
         "arXiv 2512.02010",
         {},
         &kNvFp4FourOverSix},
        {"nvint4",
         block(4, 16, Element::Integer, ScaleType::TensorE4M3),
         "int4, E4M3 for 16, binary32 a tensor",
         "arXiv 2510.25602",
         {},
         &kNvInt4},
        {"if4",
         block(4, 16, Element::E2M1OrInt, ScaleType::TensorE4M3),
         "E2M1 or int4, E4M3 for 16, binary32 a tensor",
         "arXiv 2603.28765",
         {},
         &kIf4},
        {"nf4",
         block(4, 64, Element::Nf4, ScaleType::Float, ScaleRule::Nearest, Tie::Lower),
         "16 normal quantiles, binary32 for 64",
         "QLoRA, arXiv 2305.14314",
         {},
         &kNf4},
        {"q4_0",
         block(4, 32, Element::Integer, ScaleType::Half, ScaleRule::SignedMax, Tie::HalfUp),
         "-8..7, binary16 for 32",
         "ggml",
         {},
         &kQ4},
        {"q8_0",
         block(8, 32, Element::Integer, ScaleType::Half, ScaleRule::Nearest, Tie::AwayFromZero),
         "int8, binary16 for 32",
         "ggml",
         {},
         &kQ8},
    };
    return names;
}

} // namespace

std::span<const FormatName> formatNames()
{
    return table();
}

const FormatName *findFormat(std::string_view name)
{
    const auto found = std::find_if(table().begin(), table().end(), [&](const FormatName &entry) { return entry.name == name; });
    return found == table().end() ? nullptr : &*found;
}

const FormatName *findFormat(const OperandFormat &format)
{
    const auto found = std::find_if(table().begin(), table().end(), [&](const FormatName &entry) {
        OperandFormat chosen = entry.format;
        if (std::find(entry.rules.begin(), entry.rules.end(), format.rule) != entry.rules.end()) {
            chosen.rule = format.rule;
        }
        chosen.search = chosen.hasIntegerScales() ? format.search : ScaleSearch::None;
        return chosen == format;
    });
    return found == table().end() ? nullptr : &*found;
}

std::string namesOfFormats()
{
    std::string text;
    for (const FormatName &entry : table()) {
        text += (text.empty() ? "" : &entry == &table().back() ? " or " : ", ") + std::string(entry.name);
    }
    return text;
}

OperandFormat namedOperand(std::string_view name)
{
    const FormatName *found = findFormat(name);
    if (found == nullptr) {
        throw Error({}, "format", namesOfFormats(), "'" + std::string(name) + "'");
    }
    return found->format;
}

NumberFormat namedFormat(std::string_view name)
{
    return {.weights = namedOperand(name), .activations = namedOperand(name), .calibration = {}, .preparation = {}};
}

std::string nameOf(const NumberFormat &format)
{
    const FormatName *found = findFormat(format.weights);
    const bool plain = found != nullptr && found->format == format.weights && format.weights == format.activations
                       && format.preparation.isNone();
    return plain ? std::string(found->name) : std::string();
}

std::string_view nameOf(ScaleRule rule)
{
    switch (rule) {
    case ScaleRule::Floor: return "floor";
    case ScaleRule::Even: return "even";
    case ScaleRule::Ceil: return "ceil";
    case ScaleRule::Rceil: return "rceil";
    case ScaleRule::Nearest: return "nearest";
    case ScaleRule::Divided: return "divided";
    case ScaleRule::HalfUp: return "half-up";
    case ScaleRule::FourOrSix: return "four-or-six";
    case ScaleRule::SignedMax: break;
    }
    return "signed-max";
}

OperandFormat withRule(const OperandFormat &format, std::string_view rule)
{
    const FormatName *named = findFormat(format);
    const std::span<const ScaleRule> rules = named == nullptr ? std::span<const ScaleRule>() : named->rules;
    for (const ScaleRule candidate : rules) {
        if (nameOf(candidate) == rule) {
            OperandFormat chosen = format;
            chosen.rule = candidate;
            return chosen;
        }
    }
    const bool known = std::any_of(kChosenRules.begin(), kChosenRules.end(), [&](ScaleRule r) { return nameOf(r) == rule; });
    throw Error({}, "scale rule", known ? "one of an MX format of floating point elements" : "floor, even, ceil or rceil",
                known ? "'" + std::string(rule) + "' for " + operandText(format) : "'" + std::string(rule) + "'");
}

OperandFormat withSearch(const OperandFormat &format, ScaleSearch search)
{
    if (search != ScaleSearch::None && !format.hasIntegerScales()) {
        throw Error({}, "scale search", "a format with an integer scale for each vector (vsq)", operandText(format));
    }
    OperandFormat chosen = format;
    chosen.search = search;
    return chosen;
}

} // namespace vsq
