// SPDX-License-Identifier: GPL-3.0-or-later
// Number formats as JSON, and reading JSON files whose messages name the field.
#pragma once

#include "core/quantize/format.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace vsq {

using Json = nlohmann::ordered_json;

/// Throws Error naming the byte of a syntax error. what: "static scales of activations".
Json parseJson(std::string_view text, const std::string &source, const char *what);
/// The member; Error naming it where there is none or it has another kind.
const Json &field(const Json &object, const char *name, const std::string &source);
std::string textField(const Json &object, const char *name, const std::string &source);
std::int64_t integerField(const Json &object, const char *name, std::int64_t low, std::int64_t high, const std::string &source);

/// {"weights": {"bits", "granularity", "vector", "scaleBits"}, "activations": {...}, "calibration"}; vector and scaleBits
/// (3..10 or "fp") only where the granularity is vector.
Json formatJson(const NumberFormat &format);
NumberFormat formatFromJson(const Json &json, const std::string &source);

/// "max", "percentile:99.99", "entropy", "mse", "octav".
std::string calibrationText(const Calibration &calibration);
/// Throws Error for another text.
Calibration calibrationFromText(std::string_view text);

} // namespace vsq
