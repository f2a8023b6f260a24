// SPDX-License-Identifier: GPL-3.0-or-later
// Gemm, MatMul and Einsum as products C = A B^T through the backend.
#pragma once

#include "core/reference/operators/operator.h"

namespace vsq {

/// Y = X W for a left operand X [batchX, n, k] and a right operand W given transposed as [batchW, m, k]; batchX and batchW
/// are the number of matrices, each equal to `count` or 1. Result [count, n, m]. W is the product's A.
/// Where W is one matrix, the batch is merged into N. wAsStored: W is [batchW, k, m], for backends that take it so.
Tensor multiplyBatched(Call &call, const float *x, const float *w, std::int64_t count, std::int64_t batchX, std::int64_t batchW,
                       std::int64_t n, std::int64_t m, std::int64_t k, bool wIsConstant, bool wAsStored = false);

} // namespace vsq
