// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/openshapes.h"

#include <algorithm>

namespace vsq {

Shape broadcastOpen(const InferenceCall &call, const Shape &a, const Shape &b)
{
    Shape result(std::max(a.size(), b.size()), 1);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const std::int64_t x = i < a.size() ? a[a.size() - 1 - i] : 1;
        const std::int64_t y = i < b.size() ? b[b.size() - 1 - i] : 1;
        if (x >= 0 && y >= 0 && x != y && x != 1 && y != 1) {
            throw call.error("shapes", "shapes that broadcast", toString(a) + " and " + toString(b));
        }
        // An open size beside a known one is that one or 1; beside another open one it may be either.
        result[result.size() - 1 - i] = x == y ? x : x == 1 ? y : y == 1 ? x : x >= 0 ? x : y >= 0 ? y : -1;
    }
    return result;
}

std::optional<Shape> broadcastInputs(const InferenceCall &call, std::size_t first)
{
    std::optional<Shape> result = Shape{};
    for (std::size_t i = first; i < call.inputCount(); ++i) {
        const auto &shape = call.shape(i);
        result = result && shape ? std::optional(broadcastOpen(call, *result, *shape)) : std::nullopt;
    }
    return result;
}

void requireOneType(const InferenceCall &call, std::size_t first)
{
    for (std::size_t i = first + 1; i < call.inputCount(); ++i) {
        if (call.has(i) && !sameType(call.type(first), call.type(i))) {
            throw call.error("element types", "one type",
                             std::string(nameOf(*call.type(first))) + " and " + std::string(nameOf(*call.type(i))));
        }
    }
}

void likeFirst(InferenceCall &call)
{
    call.set(0, call.type(0), call.shape(0));
}

std::vector<bool> markedAxes(const InferenceCall &call, const std::vector<std::int64_t> &axes, std::size_t rank)
{
    std::vector<bool> marked(rank, false);
    for (const std::int64_t axis : axes) {
        marked[call.axis(axis, rank)] = true;
    }
    return marked;
}

} // namespace vsq
