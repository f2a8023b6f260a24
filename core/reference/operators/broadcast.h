// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy's broadcasting of shapes, as ONNX has it.
#pragma once

#include "core/reference/operators/operator.h"

namespace vsq {

/// The common shape; throws Error naming both where there is none.
Shape broadcastShape(const Call &call, const Shape &a, const Shape &b);
/// Strides in elements of a tensor of `shape` seen as `target`; 0 along dimensions that are repeated.
std::vector<std::int64_t> broadcastStrides(const Shape &shape, const Shape &target);
/// The tensor's elements repeated to the target's shape, which it must broadcast to.
Tensor expanded(const Tensor &tensor, const Shape &target);

/// Calls body(offset, a, b) for each row of the target (its last dimension): the row's first element in the target and in
/// two tensors of the given strides.
template <typename Body>
void forRows(const Shape &target, const std::vector<std::int64_t> &a, const std::vector<std::int64_t> &b, std::int64_t begin,
             std::int64_t end, const Body &body)
{
    const std::size_t rank = target.size();
    const std::int64_t width = rank == 0 ? 1 : target[rank - 1];
    Shape index(rank, 0);
    std::int64_t rest = begin;
    std::int64_t atA = 0;
    std::int64_t atB = 0;
    for (std::size_t axis = rank == 0 ? 0 : rank - 1; axis-- > 0;) {
        index[axis] = rest % target[axis];
        rest /= target[axis];
        atA += index[axis] * a[axis];
        atB += index[axis] * b[axis];
    }
    for (std::int64_t row = begin; row < end; ++row) {
        body(row * width, atA, atB);
        for (std::size_t axis = rank == 0 ? 0 : rank - 1; axis-- > 0;) {
            atA += a[axis];
            atB += b[axis];
            if (++index[axis] < target[axis]) {
                break;
            }
            atA -= a[axis] * target[axis];
            atB -= b[axis] * target[axis];
            index[axis] = 0;
        }
    }
}

} // namespace vsq
