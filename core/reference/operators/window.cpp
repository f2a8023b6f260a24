// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/window.h"

#include <algorithm>

namespace vsq {

namespace {

std::vector<std::int64_t> listOf(const Call &call, const char *name, std::size_t size, std::int64_t otherwise)
{
    const auto values = call.node.integers(name, std::vector<std::int64_t>(size, otherwise));
    if (values.size() != size) {
        throw call.error("attribute '" + std::string(name) + "'", std::to_string(size) + " numbers",
                         std::to_string(values.size()));
    }
    return values;
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

Window windowOf(const Call &call, const Shape &input, const Shape &kernel)
{
    Window w;
    w.rank = input.size() < 2 ? 0 : input.size() - 2;
    if (w.rank < 1 || w.rank > 3) {
        throw call.error("input '" + call.node.inputs[0] + "'", "1 to 3 spatial dimensions", toString(input));
    }
    const auto shape = call.node.integers("kernel_shape", kernel);
    if (shape.size() != w.rank || (!kernel.empty() && shape != kernel)) {
        throw call.error("attribute 'kernel_shape'", kernel.empty() ? std::to_string(w.rank) + " numbers" : toString(kernel),
                         toString(shape));
    }
    const auto strides = listOf(call, "strides", w.rank, 1);
    const auto dilations = listOf(call, "dilations", w.rank, 1);
    const auto pads = listOf(call, "pads", 2 * w.rank, 0);
    const std::string autoPad = call.node.text("auto_pad", "NOTSET");
    const bool ceil = call.node.integer("ceil_mode", 0) != 0;
    if (autoPad != "NOTSET" && autoPad != "VALID" && autoPad != "SAME_UPPER" && autoPad != "SAME_LOWER") {
        throw call.error("attribute 'auto_pad'", "NOTSET, VALID, SAME_UPPER or SAME_LOWER", "'" + autoPad + "'");
    }
    for (std::size_t i = 0; i < w.rank; ++i) {
        const std::size_t at = 3 - w.rank + i;
        w.input[at] = input[2 + i];
        w.kernel[at] = shape[i];
        w.strides[at] = strides[i];
        w.dilations[at] = dilations[i];
        constexpr std::int64_t kMost = 1 << 24; // far beyond any network, far below what overflows
        for (const std::int64_t value : {strides[i], dilations[i], shape[i]}) {
            if (value < 1 || value > kMost) {
                throw call.error("window", "strides, dilations and kernel from 1 to " + std::to_string(kMost),
                                 std::to_string(value));
            }
        }
        for (const std::int64_t value : {pads[i], pads[w.rank + i]}) {
            if (value < -kMost || value > kMost) {
                throw call.error("attribute 'pads'", "at most " + std::to_string(kMost), std::to_string(value));
            }
        }
        const std::int64_t span = dilations[i] * (shape[i] - 1) + 1;
        if (autoPad.starts_with("SAME")) {
            w.output[at] = (w.input[at] + strides[i] - 1) / strides[i];
            const std::int64_t total = std::max<std::int64_t>(0, (w.output[at] - 1) * strides[i] + span - w.input[at]);
            w.padBegin[at] = autoPad == "SAME_UPPER" ? total / 2 : total - total / 2;
            w.padEnd[at] = total - w.padBegin[at];
            continue;
        }
        if (autoPad == "NOTSET") {
            w.padBegin[at] = pads[i];
            w.padEnd[at] = pads[w.rank + i];
        }
        const std::int64_t room = w.input[at] + w.padBegin[at] + w.padEnd[at] - span;
        if (room < 0) {
            throw call.error("window",
                             "at most " + std::to_string(w.input[at] + w.padBegin[at] + w.padEnd[at]) + " wide (input and pads)",
                             std::to_string(span));
        }
        w.output[at] = room / strides[i] + 1;
        if (ceil && room % strides[i] != 0 && w.output[at] * strides[i] < w.input[at] + w.padBegin[at]) {
            ++w.output[at]; // a last window that only partly covers the input, but does not lie wholly in the padding
        }
    }
    return w;
}

} // namespace vsq
