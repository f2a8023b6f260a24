// SPDX-License-Identifier: GPL-3.0-or-later
// Number formats as JSON objects, with the names of the command line's options.
#pragma once

#include "core/quantize/format.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace vsq {

/// {"weights": {"bits", "vector", "scale-bits" (number or "fp"), "granularity", "unsigned"}, "activations": {...},
/// "calibration": "max" | "percentile:99.99" | "entropy" | "mse" | "octav"}
nlohmann::json formatToJson(const NumberFormat &format);
/// Throws Error naming source, field, expected and found.
NumberFormat formatFromJson(const nlohmann::json &json, const std::string &source);

} // namespace vsq
