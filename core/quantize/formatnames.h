// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of named formats: what each is, who says so, which rules it may have.
#pragma once

#include "core/quantize/format.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

struct BlockFormat;

struct FormatName {
    std::string_view name;
    OperandFormat format;
    std::string_view summary;              ///< one line: element, block, scale
    std::string_view source;               ///< paper or program that defines it
    std::span<const ScaleRule> rules = {}; ///< that --scale-rule may choose among, the default first; empty: no choice
    const BlockFormat *blocks = nullptr;   ///< how its blocks are quantized; null: two levels of scales
};

/// In the order in which lists show them: the chip's first.
std::span<const FormatName> formatNames();
/// Null for another name.
const FormatName *findFormat(std::string_view name);
/// The entry whose format this is, but for a rule and a search that may be chosen; null for a free format.
const FormatName *findFormat(const OperandFormat &format);
/// "vsq, int4, ... or q8_0".
std::string namesOfFormats();

/// Throws Error for another name.
OperandFormat namedOperand(std::string_view name);
/// Both operands in the named format, the rest as it is by default. Throws Error for another name.
NumberFormat namedFormat(std::string_view name);
/// The name where both operands have it and nothing but the calibration is said beside it, else empty.
std::string nameOf(const NumberFormat &format);

/// "floor", "even", "ceil", "rceil": those that may be chosen.
std::string_view nameOf(ScaleRule rule);
/// The format with that rule. Throws Error where it is not one of the format's.
OperandFormat withRule(const OperandFormat &format, std::string_view rule);
/// The format with its integer scales searched. Throws Error where it has none.
OperandFormat withSearch(const OperandFormat &format, ScaleSearch search);

} // namespace vsq
