// SPDX-License-Identifier: GPL-3.0-or-later
// Number formats as texts: what options, lists, files and keys hold.
#pragma once

#include "core/quantize/format.h"

#include <string>
#include <string_view>
#include <vector>

namespace vsq {

/// A named format, "mxfp4", or a free one, "int6-v16-s4", "int6-v16-fp", "int6-channel", "int6-tensor" ("uint6-..." unsigned),
/// then ":even" for a scale rule or ":mse" for searched scales. operandFromText() gives the same format back.
std::string operandText(const OperandFormat &format);
/// Throws Error for another text.
OperandFormat operandFromText(std::string_view text);

/// "mxfp4", "int8/mxfp8-e4m3" (weights/activations), then " calibration=octav" and " prepare=hadamard:64" where there are any.
std::string formatText(const NumberFormat &format);
/// Throws Error for another text.
NumberFormat formatFromText(std::string_view text);

/// "max", "percentile:99.99", "entropy", "mse", "octav".
std::string calibrationText(const Calibration &calibration);
/// Throws Error for another text.
Calibration calibrationFromText(std::string_view text);

/// "vector", "channel", "tensor".
std::string_view nameOf(Granularity granularity);
/// Throws Error for another name.
Granularity granularityFromName(std::string_view name);

/// Throws Error where parts do not go together: calibration, search or static clips with blocks that have no use for them.
void requireSensible(const NumberFormat &format);

/// One line for people: "W4 A8 V16 S8 per-vector, max", "mxfp4 (even), hadamard:64".
std::string describe(const NumberFormat &format);

/// The options of vsq that give the format: {"--format", "mxfp4", "--scale-rule", "even"}.
std::vector<std::string> optionsOf(const NumberFormat &format);

/// What a study's results are filed under: one text for a format, different for formats that differ. Those of VS-Quant's family
/// have the form of the first studies.
std::string keyOf(const NumberFormat &format);
/// Throws Error for another text.
NumberFormat formatFromKey(std::string_view key);

} // namespace vsq
