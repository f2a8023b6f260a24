// SPDX-License-Identifier: GPL-3.0-or-later
// SmoothQuant (arXiv 2211.10438): large columns of the activations are made smaller and the weights' larger by the same factor.
#pragma once

#include <cstdint>
#include <vector>

namespace vsq {

/// max |x| of each column of x [rows, columns], columns of all segments together: [columns / segments].
std::vector<float> columnMaxima(const float *x, std::int64_t rows, std::int64_t columns, std::int64_t segments);

/// s_j = activations_j^alpha / weights_j^(1 - alpha), in binary64, rounded to binary32; 1 where a maximum is 0 or the factor is
/// no normal number.
std::vector<float> smoothingFactors(const std::vector<float> &activations, const std::vector<float> &weights, double alpha);

/// Each column times (weights) or divided by (activations) its factor. x and y [rows, columns]; the same memory is allowed.
void smoothRows(const float *x, std::int64_t rows, std::int64_t columns, std::int64_t segments, const std::vector<float> &factors,
                bool divide, float *y);

} // namespace vsq
