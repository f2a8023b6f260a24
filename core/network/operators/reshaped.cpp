// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/reshaped.h"

#include <algorithm>

namespace vsq {

namespace {

/// The sizes of x that the target does not have too: open ones cancel where they are the same.
Shape without(Shape x, const Shape &target)
{
    for (const std::int64_t dimension : target) {
        if (dimension < -1) {
            if (const auto same = std::find(x.begin(), x.end(), dimension); same != x.end()) {
                x.erase(same);
            }
        }
    }
    return x;
}

} // namespace

Shape reshapedTo(const Node &node, const Shape &x, const std::vector<ShapeElement> &target)
{
    const Place place{.file = {}, .item = node.describe()};
    const bool zeroIsZero = node.integer("allowzero", 0) != 0;
    Shape shape;
    std::optional<std::size_t> rest;
    for (std::size_t i = 0; i < target.size(); ++i) {
        std::int64_t dimension = target[i].dimension();
        if (target[i].isKnown() && target[i].number == 0 && !zeroIsZero) {
            if (i >= x.size()) {
                throw Error(place, "shape", "a dimension of the input for each 0", toString(x));
            }
            dimension = x[i];
        } else if (target[i].isKnown() && target[i].number < 0) {
            if (target[i].number != -1 || rest) {
                throw Error(place, "shape", "numbers of 0 or more, and -1 once", std::to_string(target[i].number));
            }
            rest = i;
            dimension = 1;
        }
        shape.push_back(dimension);
    }
    const auto isZero = [](const ShapeElement &e) { return e.isKnown() && e.number == 0; };
    if (rest && zeroIsZero && std::any_of(target.begin(), target.end(), isZero)) {
        throw Error(place, "shape", "no 0 beside a -1, as allowzero says that it is one", "both");
    }
    const std::int64_t size = openCount(x);
    const std::int64_t others = openCount(shape);
    if (rest) {
        const Shape left = without(x, shape);
        const Shape right = without(shape, x);
        const bool sizeIsClear = std::none_of(right.begin(), right.end(), [](std::int64_t d) { return d < 0; });
        const std::int64_t numerator = openCount(left);
        const std::int64_t denominator = openCount(right);
        const auto openLeft = std::count_if(left.begin(), left.end(), [](std::int64_t d) { return d < 0; });
        std::int64_t &taken = shape[*rest];
        taken = -1;
        if (size == 0 || others == 0) {
            taken = 0;
        } else if (sizeIsClear && numerator > 0) {
            if (numerator % denominator != 0) {
                throw Error(place, "shape", "a divisor of the " + std::to_string(numerator) + " elements of " + toString(x),
                            std::to_string(denominator));
            }
            taken = numerator / denominator;
        } else if (sizeIsClear && openLeft == 1) {
            // One open size is left: [batch, 3, 4] as [-1, 12] is [batch, 12].
            const std::int64_t open = *std::find_if(left.begin(), left.end(), [](std::int64_t d) { return d < 0; });
            Shape known = left;
            std::erase(known, open);
            taken = openCount(known) == denominator ? open : -1;
        }
    } else if (size >= 0 && others >= 0 && size != others) {
        throw Error(place, "shape", std::to_string(size) + " elements, as " + toString(x) + " has", toString(shape));
    }
    return shape;
}

} // namespace vsq
