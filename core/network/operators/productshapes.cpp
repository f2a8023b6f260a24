// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/productshapes.h"

#include "core/base/checked.h"
#include "core/network/operators/openshapes.h"
#include "core/network/operators/window.h"

namespace vsq {

void requireBias(const InferenceCall &call, std::size_t input, std::int64_t size)
{
    const auto &shape = call.shape(input);
    if (call.has(input) && shape && size >= 0 && openCount(*shape) >= 0 && openCount(*shape) != size) {
        throw call.error("bias", std::to_string(size) + " values", toString(*shape));
    }
}

std::optional<Shape> convolutionShape(const InferenceCall &call, std::size_t filtersAt, std::optional<std::size_t> bias)
{
    const auto &x = call.shape(0);
    const auto &w = call.shape(filtersAt);
    if (!w || !x) {
        return std::nullopt;
    }
    if (w->size() != x->size()) {
        throw call.error("weights", std::to_string(x->size()) + " dimensions", toString(*w));
    }
    if (x->size() < 3) {
        windowOf(call.node, *x, {}); // says what is wrong
    }
    const std::int64_t groups = call.node.integer("group", 1);
    const Window window = windowOf(call.node, *x, Shape(w->begin() + 2, w->end()));
    const std::int64_t filters = (*w)[0];
    const std::int64_t channels = (*w)[1];
    const std::int64_t given = (*x)[1];
    const bool whole = (given < 0 || given % groups == 0) && (filters < 0 || filters % groups == 0);
    if (!whole || (given >= 0 && channels >= 0 && given != checkedMultiply(channels, groups))) {
        throw call.error("channels", std::to_string(channels) + " x " + std::to_string(groups) + " groups", toString(*x));
    }
    if (bias) {
        requireBias(call, *bias, filters);
    }
    return window.outputShape((*x)[0], filters);
}

std::optional<Shape> gemmShape(const InferenceCall &call, std::size_t right, std::size_t addend)
{
    const auto &a = call.shape(0);
    const auto &b = call.shape(right);
    if ((a && a->size() != 2) || (b && b->size() != 2)) {
        throw call.error("operands", "two dimensions", (a ? toString(*a) : "?") + " and " + (b ? toString(*b) : "?"));
    }
    const bool transA = call.node.integer("transA", 0) != 0;
    const bool transB = call.node.integer("transB", 0) != 0;
    const std::int64_t n = a ? (*a)[transA ? 1 : 0] : -1;
    const std::int64_t m = b ? (*b)[transB ? 0 : 1] : -1;
    const std::int64_t left = a ? (*a)[transA ? 0 : 1] : -1;
    const std::int64_t rightInner = b ? (*b)[transB ? 1 : 0] : -1;
    if (!mayEqual(left, rightInner)) {
        throw call.error("inner dimensions", std::to_string(left), std::to_string(rightInner));
    }
    if (const auto &c = call.shape(addend); call.has(addend) && c && n >= 0 && m >= 0) {
        const Shape whole = broadcastOpen(call, *c, {n, m});
        if (whole != Shape{n, m}) {
            throw call.error("addend", toString({n, m}), toString(*c));
        }
    }
    return Shape{n, m};
}

std::optional<Shape> matMulShape(const InferenceCall &call, std::size_t right)
{
    if ((call.shape(0) && call.shape(0)->empty()) || (call.shape(right) && call.shape(right)->empty())) {
        throw call.error("operands", "one dimension or more", "a scalar");
    }
    if (!call.shape(0) || !call.shape(right)) {
        return std::nullopt;
    }
    Shape x = *call.shape(0);
    Shape y = *call.shape(right);
    const bool vectorX = x.size() == 1;
    const bool vectorY = y.size() == 1;
    if (vectorX) {
        x.insert(x.begin(), 1);
    }
    if (vectorY) {
        y.push_back(1);
    }
    const std::int64_t k = x.back();
    if (!mayEqual(k, y[y.size() - 2])) {
        throw call.error("inner dimensions", toString(*call.shape(0)) + " times [.., " + std::to_string(k) + ", ..]",
                         toString(*call.shape(right)));
    }
    Shape shape = broadcastOpen(call, Shape(x.begin(), x.end() - 2), Shape(y.begin(), y.end() - 2));
    if (!vectorX) {
        shape.push_back(x[x.size() - 2]);
    }
    if (!vectorY) {
        shape.push_back(y.back());
    }
    return shape;
}

} // namespace vsq
