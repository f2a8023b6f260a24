// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/window.h"

#include "core/base/checked.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr std::int64_t kMost = 1 << 24; // far beyond any network, far below what overflows

Error problem(const Node &node, std::string what, std::string expected, std::string found)
{
    return {{.file = {}, .item = node.describe()}, std::move(what), std::move(expected), std::move(found)};
}

std::vector<std::int64_t> listOf(const Node &node, const char *name, std::size_t size, std::int64_t otherwise)
{
    const auto values = node.integers(name, std::vector<std::int64_t>(size, otherwise));
    if (values.size() != size) {
        throw problem(node, "attribute '" + std::string(name) + "'", std::to_string(size) + " numbers",
                      std::to_string(values.size()));
    }
    return values;
}

struct Attributes {
    std::vector<std::int64_t> kernel;
    std::vector<std::int64_t> strides;
    std::vector<std::int64_t> dilations;
    std::vector<std::int64_t> pads;
    std::string autoPad;
};

Attributes attributesOf(const Node &node, std::size_t rank, const Shape &kernel)
{
    Attributes a{node.integers("kernel_shape", kernel), listOf(node, "strides", rank, 1), listOf(node, "dilations", rank, 1),
                 listOf(node, "pads", 2 * rank, 0), node.text("auto_pad", "NOTSET")};
    bool fits = a.kernel.size() == rank;
    for (std::size_t i = 0; fits && i < rank && !kernel.empty(); ++i) {
        fits = kernel[i] < 0 || a.kernel[i] == kernel[i];
    }
    if (!fits) {
        throw problem(node, "attribute 'kernel_shape'", kernel.empty() ? std::to_string(rank) + " numbers" : toString(kernel),
                      toString(a.kernel));
    }
    if (a.autoPad != "NOTSET" && a.autoPad != "VALID" && a.autoPad != "SAME_UPPER" && a.autoPad != "SAME_LOWER") {
        throw problem(node, "attribute 'auto_pad'", "NOTSET, VALID, SAME_UPPER or SAME_LOWER", "'" + a.autoPad + "'");
    }
    for (std::size_t i = 0; i < rank; ++i) {
        const bool open = a.kernel[i] < 0 && !node.has("kernel_shape");
        for (const std::int64_t value : {a.strides[i], a.dilations[i], open ? 1 : a.kernel[i]}) {
            if (value < 1 || value > kMost) {
                throw problem(node, "window", "strides, dilations and kernel from 1 to " + std::to_string(kMost),
                              std::to_string(value));
            }
        }
    }
    constexpr std::int64_t kMostTaps = std::int64_t{1} << 28;
    std::int64_t taps = 1;
    for (const std::int64_t size : a.kernel) {
        taps *= std::max<std::int64_t>(1, size); // each at most 2^24
        if (taps > kMostTaps) {
            throw problem(node, "window", "at most 2^28 taps", toString(a.kernel));
        }
    }
    for (const std::int64_t value : a.pads) {
        if (value < -kMost || value > kMost) {
            throw problem(node, "attribute 'pads'", "at most " + std::to_string(kMost), std::to_string(value));
        }
    }
    return a;
}

std::size_t spatialRank(const Node &node, const Shape &input)
{
    if (input.size() < 3 || input.size() > 5) {
        throw problem(node, "input '" + node.inputs[0] + "'", "1 to 3 spatial dimensions", toString(input));
    }
    return input.size() - 2;
}

} // namespace

Shape Window::outputShape(std::int64_t first, std::int64_t second) const
{
    Shape shape{first, second};
    shape.insert(shape.end(), output.end() - static_cast<std::ptrdiff_t>(rank), output.end());
    return shape;
}

bool Window::isPointwise() const
{
    return kernelSize() == 1 && strides == std::array<std::int64_t, 3>{1, 1, 1} && output == input;
}

Window windowOf(const Node &node, const Shape &input, const Shape &kernel)
{
    Window w;
    w.rank = spatialRank(node, input);
    const Attributes a = attributesOf(node, w.rank, kernel);
    const bool ceil = node.integer("ceil_mode", 0) != 0;
    for (std::size_t i = 0; i < w.rank; ++i) {
        const std::size_t at = 3 - w.rank + i;
        w.input[at] = input[2 + i];
        w.kernel[at] = a.kernel[i];
        w.strides[at] = a.strides[i];
        w.dilations[at] = a.dilations[i];
        const std::int64_t span = a.dilations[i] * (a.kernel[i] - 1) + 1;
        if (w.input[at] < 0 || (w.kernel[at] < 0 && !a.autoPad.starts_with("SAME"))) {
            w.output[at] = -1;
            continue;
        }
        if (a.autoPad.starts_with("SAME")) {
            w.output[at] = (w.input[at] + a.strides[i] - 1) / a.strides[i];
            const std::int64_t total = std::max<std::int64_t>(0, (w.output[at] - 1) * a.strides[i] + span - w.input[at]);
            w.padBegin[at] = a.autoPad == "SAME_UPPER" ? total / 2 : total - total / 2;
            w.padEnd[at] = total - w.padBegin[at];
            continue;
        }
        if (a.autoPad == "NOTSET") {
            w.padBegin[at] = a.pads[i];
            w.padEnd[at] = a.pads[w.rank + i];
        }
        const std::int64_t room = w.input[at] + w.padBegin[at] + w.padEnd[at] - span;
        if (room < 0) {
            throw problem(node, "window",
                          "at most " + std::to_string(w.input[at] + w.padBegin[at] + w.padEnd[at]) + " wide (input and pads)",
                          std::to_string(span));
        }
        w.output[at] = room / a.strides[i] + 1;
        if (ceil && room % a.strides[i] != 0 && w.output[at] * a.strides[i] < w.input[at] + w.padBegin[at]) {
            ++w.output[at]; // a last window that only partly covers the input, but does not lie wholly in the padding
        }
    }
    return w;
}

Window transposedWindowOf(const Node &node, const Shape &x, const Shape &weights)
{
    Window w;
    w.rank = spatialRank(node, x);
    if (weights.size() != x.size()) {
        throw problem(node, "weights", std::to_string(x.size()) + " dimensions", toString(weights));
    }
    const std::size_t rank = w.rank;
    const Attributes a = attributesOf(node, rank, Shape(weights.begin() + 2, weights.end()));
    const auto extra = listOf(node, "output_padding", rank, 0);
    const auto wanted = node.integers("output_shape");
    if (!wanted.empty() && wanted.size() != rank && wanted.size() != rank + 2) {
        throw problem(node, "attribute 'output_shape'", std::to_string(rank) + " numbers", std::to_string(wanted.size()));
    }
    for (std::size_t i = 0; i < rank; ++i) {
        const std::size_t at = 3 - rank + i;
        w.output[at] = x[2 + i];
        w.kernel[at] = a.kernel[i];
        w.strides[at] = a.strides[i];
        w.dilations[at] = a.dilations[i];
        if (extra[i] < 0 || extra[i] > kMost) {
            throw problem(node, "attribute 'output_padding'", "0 to " + std::to_string(kMost), std::to_string(extra[i]));
        }
        const std::int64_t given = wanted.empty() ? 0 : wanted[wanted.size() - rank + i];
        if (given < 0) {
            throw problem(node, "attribute 'output_shape'", "numbers of 0 or more", std::to_string(given));
        }
        if (x[2 + i] < 0 || a.kernel[i] < 0) {
            w.input[at] = wanted.empty() ? -1 : given;
            continue;
        }
        const std::int64_t full = checkedAdd(checkedMultiply(a.strides[i], x[2 + i] - 1),
                                             extra[i] + (a.kernel[i] - 1) * a.dilations[i] + 1);
        std::int64_t size = checkedSubtract(full, a.pads[i] + a.pads[rank + i]);
        w.padBegin[at] = a.pads[i];
        if (!wanted.empty() || a.autoPad.starts_with("SAME")) {
            size = wanted.empty() ? checkedMultiply(x[2 + i], a.strides[i]) : given;
            const std::int64_t total = std::max<std::int64_t>(0, full - size);
            w.padBegin[at] = a.autoPad == "SAME_UPPER" ? total / 2 : total - total / 2;
        } else if (a.autoPad == "VALID") {
            size = full;
            w.padBegin[at] = 0;
        }
        if (size < 0) {
            throw problem(node, "attribute 'pads'", "an output of 0 or more", std::to_string(size));
        }
        w.input[at] = size;
    }
    return w;
}

} // namespace vsq
