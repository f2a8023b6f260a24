// SPDX-License-Identifier: GPL-3.0-or-later
// Number formats as JSON.
#pragma once

#include "core/base/json.h"
#include "core/quantize/format.h"

#include <string>
#include <string_view>

namespace vsq {

/// {"weights": {"bits", "granularity", "vector", "scaleBits"}, "activations": {...}, "calibration"}; vector and scaleBits
/// (3..10 or "fp") only where the granularity is vector.
Json formatJson(const NumberFormat &format);
NumberFormat formatFromJson(const Json &json, const std::string &source);

/// "max", "percentile:99.99", "entropy", "mse", "octav".
std::string calibrationText(const Calibration &calibration);
/// Throws Error for another text.
Calibration calibrationFromText(std::string_view text);

} // namespace vsq
