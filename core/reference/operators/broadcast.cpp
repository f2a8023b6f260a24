// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/broadcast.h"

#include "core/reference/operators/dispatch.h"
#include "core/reference/parallel.h"

#include <algorithm>

namespace vsq {

Shape broadcastShape(const Call &call, const Shape &a, const Shape &b)
{
    Shape result(std::max(a.size(), b.size()), 1);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const std::int64_t x = i < a.size() ? a[a.size() - 1 - i] : 1;
        const std::int64_t y = i < b.size() ? b[b.size() - 1 - i] : 1;
        if (x != y && x != 1 && y != 1) {
            throw call.error("shapes", "shapes that broadcast", toString(a) + " and " + toString(b));
        }
        result[result.size() - 1 - i] = x == 1 ? y : x;
    }
    return result;
}

std::vector<std::int64_t> broadcastStrides(const Shape &shape, const Shape &target)
{
    const std::vector<std::int64_t> own = stridesOf(shape);
    std::vector<std::int64_t> strides(target.size(), 0);
    for (std::size_t i = 0; i < shape.size(); ++i) {
        strides[target.size() - 1 - i] = shape[shape.size() - 1 - i] == 1 ? 0 : own[shape.size() - 1 - i];
    }
    return strides;
}

Tensor expanded(const Tensor &tensor, const Shape &target)
{
    if (tensor.shape() == target) {
        return tensor;
    }
    Tensor result = Tensor::uninitialized(tensor.dtype(), target);
    const std::vector<std::int64_t> strides = broadcastStrides(tensor.shape(), target);
    const std::int64_t width = target.empty() ? 1 : target.back();
    const std::int64_t step = target.empty() ? 0 : strides.back();
    dispatchWidth(tensor.dtype(), [&]<typename T>(T) {
        const T *from = raw<T>(tensor);
        T *to = rawMutable<T>(result);
        parallelRange(width == 0 ? 0 : result.size() / width, grainFor(width), [&](std::int64_t begin, std::int64_t end) {
            forRows(target, strides, strides, begin, end, [&](std::int64_t at, std::int64_t source, std::int64_t) {
                for (std::int64_t i = 0; i < width; ++i) {
                    to[at + i] = from[source + i * step];
                }
            });
        });
    });
    return result;
}

} // namespace vsq
