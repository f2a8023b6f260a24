// SPDX-License-Identifier: GPL-3.0-or-later
// Resize and the older Upsample.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vsq {

namespace {

std::int64_t scaled(const InferenceCall &call, std::int64_t size, double scale)
{
    if (!(scale > 0.0) || scale > 1e9) {
        throw call.error("scales", "more than 0, at most 1e9", fmt::format("{:g}", scale));
    }
    return size < 0 ? -1 : static_cast<std::int64_t>(std::floor(static_cast<double>(size) * scale));
}

void byScales(const InferenceCall &call, const std::vector<double> &scales, const std::vector<std::size_t> &which, Shape &shape)
{
    if (scales.size() != which.size()) {
        throw call.error("scales or sizes", std::to_string(which.size()) + " numbers", std::to_string(scales.size()));
    }
    for (std::size_t i = 0; i < which.size(); ++i) {
        std::int64_t &size = shape[which[i]];
        size = scales[i] == 1.0 ? size : scaled(call, size, scales[i]);
    }
}

void bySizes(const InferenceCall &call, const std::vector<ShapeElement> &sizes, const std::vector<std::size_t> &which,
             Shape &shape)
{
    if (sizes.size() != which.size()) {
        throw call.error("scales or sizes", std::to_string(which.size()) + " numbers", std::to_string(sizes.size()));
    }
    const std::string policy = call.node.text("keep_aspect_ratio_policy", "stretch");
    double common = 0.0;
    bool known = true;
    for (std::size_t i = 0; i < which.size(); ++i) {
        const std::int64_t size = shape[which[i]];
        if (sizes[i].isKnown() && sizes[i].number < 0) {
            throw call.error("sizes", "numbers of 0 or more", std::to_string(sizes[i].number));
        }
        known = known && sizes[i].isKnown() && size > 0;
        const double scale = static_cast<double>(sizes[i].number) / static_cast<double>(std::max<std::int64_t>(1, size));
        common = i == 0 ? scale : policy == "not_larger" ? std::min(common, scale) : std::max(common, scale);
    }
    for (std::size_t i = 0; i < which.size(); ++i) {
        std::int64_t &size = shape[which[i]];
        size = policy == "stretch" ? sizes[i].dimension()
               : known             ? static_cast<std::int64_t>(std::floor(common * static_cast<double>(size) + 0.5))
                                   : -1;
    }
}

/// (X, scales) before opset 11, (X, roi, scales, sizes) since.
void resize(InferenceCall &call)
{
    std::optional<Shape> shape = call.shape(0);
    call.set(0, call.type(0), std::nullopt);
    if (!shape) {
        return;
    }
    if (call.node.integer("antialias", 0) != 0) {
        throw call.error("attribute 'antialias' is not supported", "0", "1");
    }
    std::vector<std::int64_t> named(shape->size());
    std::iota(named.begin(), named.end(), 0);
    std::vector<std::size_t> which;
    for (const std::int64_t axis : call.node.integers("axes", named)) {
        which.push_back(call.axis(axis, shape->size()));
    }
    const bool old = call.opset < 11;
    const std::size_t scalesAt = old ? 1 : 2;
    const auto isEmpty = [&](std::size_t input) { return !call.has(input) || call.length(input) == std::size_t{0}; };
    if (!old && !isEmpty(3)) {
        const auto length = call.length(3);
        if (const auto &sizes = call.elements(3)) {
            bySizes(call, *sizes, which, *shape);
        } else {
            bySizes(call, std::vector<ShapeElement>(length.value_or(which.size()), ShapeElement::unknown()), which, *shape);
        }
    } else if (!isEmpty(scalesAt)) {
        if (const auto scales = call.floats(scalesAt)) {
            byScales(call, *scales, which, *shape);
        } else {
            for (const std::size_t axis : which) {
                (*shape)[axis] = -1;
            }
        }
    } else if (call.length(scalesAt) || call.length(3) || (!call.has(scalesAt) && !call.has(3))) {
        throw call.error("scales or sizes", std::to_string(which.size()) + " numbers", "none");
    }
    call.set(0, call.type(0), std::move(shape));
}

/// Scales as an attribute in opset 7 and 8, as an input in opset 9.
void upsample(InferenceCall &call)
{
    std::optional<Shape> shape = call.shape(0);
    std::vector<std::size_t> which(shape ? shape->size() : 0);
    std::iota(which.begin(), which.end(), 0);
    if (!call.has(1) && !call.node.has("scales")) {
        throw call.error("scales", "an attribute (opset 7) or an input (opset 9)", "neither");
    }
    if (!shape) {
        call.set(0, call.type(0), std::nullopt);
        return;
    }
    if (call.has(1)) {
        if (const auto scales = call.floats(1)) {
            byScales(call, *scales, which, *shape);
        } else {
            shape = openShape(shape->size());
        }
    } else {
        const auto &scales = std::get<std::vector<float>>(call.node.attributes.find("scales")->second);
        byScales(call, {scales.begin(), scales.end()}, which, *shape);
    }
    call.set(0, call.type(0), std::move(shape));
}

} // namespace

void addResize(OperatorTable &table)
{
    table.add({.name = "Resize",
               .since = 10,
               .inputs = {1, 4},
               .attributes = {integer("antialias", 0, 0), integers("axes"),
                              text("coordinate_transformation_mode",
                                   {"half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "tf_half_pixel_for_nn",
                                    "align_corners", "asymmetric", "tf_crop_and_resize"}),
                              real("cubic_coeff_a"), flag("exclude_outside"), real("extrapolation_value"),
                              text("keep_aspect_ratio_policy", {"stretch", "not_larger", "not_smaller"}),
                              text("mode", {"nearest", "linear", "cubic"}),
                              text("nearest_mode", {"floor", "ceil", "round_prefer_floor", "round_prefer_ceil"})},
               .shape = resize});
    table.add({.name = "Upsample",
               .since = 7,
               .until = 9,
               .inputs = {1, 2},
               .attributes = {text("mode", {"nearest", "linear", "bilinear"}), reals("scales")},
               .shape = upsample});
}

} // namespace vsq
