// SPDX-License-Identifier: GPL-3.0-or-later
// Which magnitude becomes the largest code: the maximum, or a clip that trades outliers against resolution.
#pragma once

#include "core/quantize/format.h"

#include <span>

namespace vsq {

/// The clip of a group of finite values, >= 0; 0 where all are 0 (or, unsigned, none is positive).
///
/// - Max: max |x|.
/// - Percentile: of |x|, linear between order statistics.
/// - Entropy: smallest Kullback-Leibler divergence between the histogram of |x| (2048 bins) and its quantized form, as
///   TensorRT does (S. Migacz, GTC 2017).
/// - Mse: smallest squared error of the quantized values.
/// - Octav: the recursion of Sakr et al. (ICML 2022, arXiv 2206.06501), 10 steps from the mean of |x| over non-zeros.
///
/// Unsigned formats look at positive values alone. The result is never above the maximum.
float clipOf(std::span<const float> values, const OperandFormat &format, const Calibration &calibration);

} // namespace vsq
