// SPDX-License-Identifier: GPL-3.0-or-later
// Windows over planes, and whole planes.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"
#include "core/network/operators/window.h"

namespace vsq {

namespace {

/// A window that lies beside the plane has no largest and no mean value.
void requirePadsWithin(const InferenceCall &call)
{
    const std::vector<std::int64_t> kernel = call.node.integers("kernel_shape");
    const std::vector<std::int64_t> dilations = call.node.integers("dilations", std::vector<std::int64_t>(kernel.size(), 1));
    const std::vector<std::int64_t> pads = call.node.integers("pads");
    if (call.node.text("auto_pad", "NOTSET") != "NOTSET" || kernel.empty()) {
        return;
    }
    for (std::size_t i = 0; i < pads.size(); ++i) { // windowOf() has looked at their numbers
        const std::size_t axis = i % kernel.size();
        if (pads[i] > (kernel[axis] - 1) * dilations[axis]) {
            throw call.error("attribute 'pads'", "less than the window's " + numbersText(kernel), numbersText(pads));
        }
    }
}

void pool(InferenceCall &call)
{
    const auto &x = call.shape(0);
    std::optional<Shape> y;
    if (x) {
        y = windowOf(call.node, *x, {}).outputShape((*x)[0], (*x)[1]);
    }
    if (y && call.node.op != "LpPool") {
        requirePadsWithin(call);
    }
    call.set(0, call.type(0), y);
    call.set(1, DType::Int64, y);
}

void poolPlanes(InferenceCall &call)
{
    std::optional<Shape> y = call.shape(0);
    if (y && y->size() < 3) {
        throw call.error("input", "a spatial dimension at least", toString(*y));
    }
    for (std::size_t i = 2; y && i < y->size(); ++i) {
        (*y)[i] = 1;
    }
    call.set(0, call.type(0), y);
}

std::vector<AttributeSpec> windowAttributes(const std::vector<AttributeSpec> &more)
{
    std::vector<AttributeSpec> all{text("auto_pad"),         flag("ceil_mode"), integers("dilations"),
                                   integers("kernel_shape"), integers("pads"),  integers("strides")};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace

void addPooling(OperatorTable &table)
{
    table.add({.name = "MaxPool", .outputs = {1, 2}, .attributes = windowAttributes({flag("storage_order")}), .shape = pool});
    table.add({.name = "AveragePool", .attributes = windowAttributes({flag("count_include_pad")}), .shape = pool, .floats = 1});
    table.add({.name = "LpPool", .attributes = windowAttributes({integer("p", 1)}), .shape = pool, .floats = 1});
    table.add({.name = "GlobalAveragePool", .shape = poolPlanes, .floats = 1});
    table.add({.name = "GlobalMaxPool", .shape = poolPlanes, .floats = 1});
    table.add({.name = "GlobalLpPool", .attributes = {integer("p", 1)}, .shape = poolPlanes, .floats = 1});
}

} // namespace vsq
