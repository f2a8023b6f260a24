// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/shape.h"

#include "core/base/error.h"

namespace vsq {

std::int64_t elementCount(const Shape &shape)
{
    constexpr std::int64_t kLimit = std::int64_t{1} << 48;
    std::int64_t count = 1;
    bool isEmpty = false;
    for (const std::int64_t dimension : shape) {
        if (dimension < 0) {
            throw Error({}, "shape " + toString(shape), "dimensions of 0 or more", std::to_string(dimension));
        }
        if (dimension == 0) { // those beside it are held to the limit all the same: parts of the shape are multiplied too
            isEmpty = true;
            continue;
        }
        if (count > kLimit / dimension) {
            throw Error({}, "shape " + toString(shape), "at most 2^48 elements", "more");
        }
        count *= dimension;
    }
    return isEmpty ? 0 : count;
}

std::string toString(const Shape &shape)
{
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        text += i == 0 ? "" : ",";
        text += shape[i] < 0 ? "?" : std::to_string(shape[i]);
    }
    return text + "]";
}

} // namespace vsq
