// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of parts and permutations of a tensor, described by strides.
#pragma once

#include "core/tensor/tensor.h"

namespace vsq {

/// Element [i0, i1, ...] of the result is the source's element offset + i0 * strides[0] + i1 * strides[1] + ...
Tensor copyStrided(const Tensor &source, std::int64_t offset, const Shape &shape, const std::vector<std::int64_t> &strides);

/// The next index in row-major order; wraps at the end.
inline void advance(Shape &index, const Shape &shape)
{
    for (std::size_t axis = index.size(); axis-- > 0;) {
        if (++index[axis] < shape[axis]) {
            return;
        }
        index[axis] = 0;
    }
}

} // namespace vsq
