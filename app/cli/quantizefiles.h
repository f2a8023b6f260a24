// SPDX-License-Identifier: GPL-3.0-or-later
// What vsq quantize writes: a quantized matrix as arrays, and what quantizing it did.
#pragma once

#include "core/base/json.h"
#include "core/quantize/errormeasures.h"
#include "core/tensor/tensor.h"

#include <map>
#include <string>

namespace vsq::cli {

/// "values" float32 [R,K], "codes" int8 or (bit patterns) uint8 [R,K], "scales" [R, blocks] as they are stored: integers, E8M0,
/// E4M3 or binary16 bit patterns, or float32; and where there is one "gamma" float32 [R] (two levels) or "tensor_scale" [R].
std::map<std::string, Tensor> quantizedArrays(const QuantizedMatrix &matrix);

/// "format", "bits_per_element", "sqnr_dB", "mse", "max_error", "underflow_percent" and the other measures; null where infinite.
/// title: the format with its choices, for tables.
Json quantizeReport(const std::string &title, const QuantizedMatrix &matrix, const OperandMeasures &measures);

/// One line a report.
std::string comparisonTable(const Json &reports);

} // namespace vsq::cli
