// SPDX-License-Identifier: GPL-3.0-or-later
// What a matrix becomes when it is quantized and dequantized, for products of dequantized values in FP32: the same bits as
// quantizeWeights() or quantizeActivations() and dequantize(), without codes where there is a kernel for the format.
#pragma once

#include "core/quantize/format.h"

#include <optional>

namespace vsq {

/// values [rows, columns]. Arguments and errors as quantizeWeights() has them.
void weightValues(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                  const Calibration &calibration, std::int64_t segments, float *values);

/// values [rows, columns]. Arguments and errors as quantizeActivations() has them.
void activationValues(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                      std::optional<float> staticGamma, const Calibration &calibration, std::int64_t segments,
                      std::int64_t itemRows, float *values);

/// The same of planes [channels, pixels] whose columns are the operand's rows, as images and transposed matrices lie; values too.
/// tensorLargest: max |x| of the tensor, where the format has a scale of it. False, with values undefined, where the format's
/// definition has to decide.
bool planesByKernel(const float *x, std::int64_t channels, std::int64_t pixels, const OperandFormat &format, float tensorLargest,
                    float *values);

} // namespace vsq
