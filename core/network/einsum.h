// SPDX-License-Identifier: GPL-3.0-or-later
// Einsum of one or two operands as one batched matrix product: which subscripts are batch, rows, columns, sum.
#pragma once

#include "core/network/graph.h"

namespace vsq {

/// Subscripts are single letters; an ellipsis is expanded to digits, right-aligned. For two operands:
/// batch = in both and in the output; rows (n) = only in the first; columns (m) = only in the second; sum (k) = in both,
/// not in the output. Subscripts of one operand alone that the output lacks are summed before.
struct EinsumPlan {
    std::vector<std::string> operands; ///< subscripts of each operand
    std::string output;
    std::map<char, std::int64_t> sizes;
    std::string batch;
    std::string rows;
    std::string columns;
    std::string sum;
    std::int64_t count = 1; ///< product of the batch sizes
    std::int64_t n = 1;
    std::int64_t m = 1;
    std::int64_t k = 1;
};

/// Open dimensions (less than 0) leave sizes and products open (-1). Throws Error naming the node when the equation does not fit
/// the shapes or has more than two operands.
EinsumPlan planEinsum(const Node &node, const std::vector<Shape> &shapes);

} // namespace vsq
