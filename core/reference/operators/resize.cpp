// SPDX-License-Identifier: GPL-3.0-or-later
// Resize (and the older Upsample): nearest, linear and cubic, one axis after the other.
#include "core/reference/operators/dispatch.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace vsq {

namespace {

struct Axis {
    std::int64_t input = 0;
    std::int64_t output = 0;
    double scale = 1.0;
    double roiStart = 0.0;
    double roiEnd = 1.0;
};

struct Mode {
    std::string interpolation;
    std::string coordinates;
    std::string nearest;
    double cubic = -0.75;
    bool excludeOutside = false;
};

/// The place in the input that output position i shows (the attribute coordinate_transformation_mode).
double coordinate(const Call &call, const Mode &mode, const Axis &axis, std::int64_t i)
{
    const auto x = static_cast<double>(i);
    const auto in = static_cast<double>(axis.input);
    const auto out = static_cast<double>(axis.output);
    if (mode.coordinates == "asymmetric") {
        return x / axis.scale;
    }
    if (mode.coordinates == "half_pixel") {
        return (x + 0.5) / axis.scale - 0.5;
    }
    if (mode.coordinates == "tf_half_pixel_for_nn") {
        return (x + 0.5) / axis.scale;
    }
    if (mode.coordinates == "pytorch_half_pixel") {
        return axis.output > 1 ? (x + 0.5) / axis.scale - 0.5 : 0.0;
    }
    if (mode.coordinates == "half_pixel_symmetric") {
        const double adjustment = out / (axis.scale * in);
        return in / 2.0 * (1.0 - adjustment) + (x + 0.5) / axis.scale - 0.5;
    }
    if (mode.coordinates == "align_corners") {
        // With scales, ONNX's reference takes the output's length before it is rounded down.
        return axis.output == 1 ? 0.0 : x * (in - 1.0) / (axis.scale * in - 1.0);
    }
    if (mode.coordinates == "tf_crop_and_resize") {
        return axis.output > 1 ? axis.roiStart * (in - 1.0) + x * (axis.roiEnd - axis.roiStart) * (in - 1.0) / (out - 1.0)
                               : 0.5 * (axis.roiStart + axis.roiEnd) * (in - 1.0);
    }
    throw call.error(
        "attribute 'coordinate_transformation_mode' is not supported",
        "half_pixel, half_pixel_symmetric, pytorch_half_pixel, tf_half_pixel_for_nn, align_corners, asymmetric or tf_crop_and_resize",
        "'" + mode.coordinates + "'");
}

double roundedAs(const Call &call, const std::string &rule, double x)
{
    if (rule == "floor") {
        return std::floor(x);
    }
    if (rule == "ceil") {
        return std::ceil(x);
    }
    if (rule == "round_prefer_floor") {
        return std::ceil(x - 0.5);
    }
    if (rule == "round_prefer_ceil") {
        return std::floor(x + 0.5);
    }
    throw call.error("attribute 'nearest_mode' is not supported", "floor, ceil, round_prefer_floor or round_prefer_ceil",
                     "'" + rule + "'");
}

struct Taps {
    std::array<std::int64_t, 4> at{};
    std::array<double, 4> weight{};
    int count = 0;
    bool outside = false;
};

/// Keys' cubic convolution kernel (IEEE Trans. ASSP 29(6), 1981) with parameter a.
double cubicWeight(double distance, double a)
{
    const double x = std::fabs(distance);
    if (x <= 1.0) {
        return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
    }
    return x < 2.0 ? ((a * x - 5.0 * a) * x + 8.0 * a) * x - 4.0 * a : 0.0;
}

Taps tapsOf(const Call &call, const Mode &mode, const Axis &axis, std::int64_t i)
{
    Taps taps;
    if (axis.input == axis.output && axis.scale == 1.0 && mode.coordinates != "tf_crop_and_resize") {
        taps.at[0] = i;
        taps.weight[0] = 1.0;
        taps.count = 1;
        return taps;
    }
    double x = coordinate(call, mode, axis, i);
    const auto last = axis.input - 1;
    taps.outside = x < 0.0 || x > static_cast<double>(last);
    constexpr double kAround = 3.0; // from there on all taps lie outside; a file may say any region
    x = std::isnan(x) ? -kAround : std::clamp(x, -kAround, static_cast<double>(last) + kAround);
    if (mode.interpolation == "nearest") {
        taps.count = 1;
        taps.at[0] = std::clamp(static_cast<std::int64_t>(roundedAs(call, mode.nearest, x)), std::int64_t{0}, last);
        taps.weight[0] = 1.0;
        return taps;
    }
    const double base = std::floor(x);
    const bool isCubic = mode.interpolation == "cubic";
    taps.count = isCubic ? 4 : 2;
    double sum = 0.0;
    for (int t = 0; t < taps.count; ++t) {
        const std::int64_t at = static_cast<std::int64_t>(base) + t - (isCubic ? 1 : 0);
        const double distance = x - static_cast<double>(at);
        double weight = isCubic ? cubicWeight(distance, mode.cubic) : 1.0 - std::fabs(distance);
        if (isCubic && mode.excludeOutside && (at < 0 || at > last)) {
            weight = 0.0;
        }
        taps.at[static_cast<std::size_t>(t)] = std::clamp(at, std::int64_t{0}, last);
        taps.weight[static_cast<std::size_t>(t)] = weight;
        sum += weight;
    }
    for (double &weight : taps.weight) {
        weight = sum == 0.0 ? weight : weight / sum;
    }
    return taps;
}

/// One axis resized. Values outside a crop become `extrapolation`.
Tensor resizeAxis(const Call &call, const Mode &mode, const Tensor &x, std::size_t at, const Axis &axis, float extrapolation)
{
    Shape shape = x.shape();
    shape[at] = axis.output;
    Tensor y = Tensor::uninitialized(DType::Float32, shape);
    const std::int64_t inner = sizeBetween(shape, at + 1, shape.size());
    const std::int64_t outer = sizeBetween(shape, 0, at);
    const float *from = raw<float>(x);
    auto *to = rawMutable<float>(y);
    for (std::int64_t i = 0; i < axis.output; ++i) {
        const Taps taps = tapsOf(call, mode, axis, i);
        const bool extrapolates = taps.outside && mode.coordinates == "tf_crop_and_resize";
        for (std::int64_t o = 0; o < outer; ++o) {
            for (std::int64_t j = 0; j < inner; ++j) {
                double sum = 0.0;
                for (int t = 0; t < taps.count; ++t) {
                    const auto tap = static_cast<std::size_t>(t);
                    sum += taps.weight[tap] * static_cast<double>(from[(o * axis.input + taps.at[tap]) * inner + j]);
                }
                to[(o * axis.output + i) * inner + j] = extrapolates ? extrapolation : static_cast<float>(sum);
            }
        }
    }
    return y;
}

std::vector<Axis> axesOf(const Call &call, std::size_t scalesAt, std::size_t sizesAt, const std::vector<std::size_t> &which)
{
    const Shape &shape = call.in(0).shape();
    std::vector<Axis> axes(shape.size());
    for (std::size_t i = 0; i < shape.size(); ++i) {
        axes[i].input = axes[i].output = shape[i];
    }
    const auto attribute = call.node.attributes.find("scales"); // Upsample of opset 7
    const auto *stated = attribute == call.node.attributes.end() ? nullptr : std::get_if<std::vector<float>>(&attribute->second);
    const bool bySizes = sizesAt > 0 && call.has(sizesAt) && call.in(sizesAt).size() > 0;
    const auto sizes = bySizes ? call.integers(sizesAt) : std::vector<std::int64_t>();
    std::vector<float> scales = stated != nullptr ? *stated : std::vector<float>();
    if (!bySizes && call.has(scalesAt)) {
        scales.assign(call.floats(scalesAt).begin(), call.floats(scalesAt).end());
    }
    if ((bySizes ? sizes.size() : scales.size()) != which.size()) {
        throw call.error("scales or sizes", std::to_string(which.size()) + " numbers", "none or another number");
    }
    double common = 0.0;
    const std::string policy = call.node.text("keep_aspect_ratio_policy", "stretch");
    for (std::size_t i = 0; bySizes && i < which.size(); ++i) {
        const double scale = static_cast<double>(sizes[i]) / static_cast<double>(shape[which[i]]);
        common = i == 0 ? scale : policy == "not_larger" ? std::min(common, scale) : std::max(common, scale);
    }
    for (std::size_t i = 0; i < which.size(); ++i) {
        Axis &axis = axes[which[i]];
        const auto in = static_cast<double>(axis.input);
        if (bySizes && policy != "stretch") {
            axis.scale = common;
            axis.output = static_cast<std::int64_t>(std::floor(common * in + 0.5));
        } else if (bySizes) {
            axis.output = sizes[i];
            axis.scale = static_cast<double>(sizes[i]) / in;
        } else {
            axis.scale = static_cast<double>(scales[i]);
            constexpr double kMost = 1e9; // far beyond any network, far below what overflows
            axis.output = axis.scale > 0.0 && axis.scale < kMost ? static_cast<std::int64_t>(std::floor(in * axis.scale)) : -1;
        }
        if (!(axis.scale > 0.0) || axis.output < 0 || (axis.output > 0 && axis.input == 0)) {
            throw call.error("scales", "more than 0, at most 1e9", fmt::format("{:g}", axis.scale));
        }
    }
    return axes;
}

Outputs resize(Call &call)
{
    const bool old = call.opset < 11 || call.node.op == "Upsample"; // (X, scales), asymmetric and floor
    const std::size_t rank = call.in(0).rank();
    Mode mode;
    mode.interpolation = call.node.text("mode", "nearest");
    mode.interpolation = mode.interpolation == "bilinear" ? "linear" : mode.interpolation;
    mode.coordinates = call.node.text("coordinate_transformation_mode", old ? "asymmetric" : "half_pixel");
    mode.nearest = call.node.text("nearest_mode", old ? "floor" : "round_prefer_floor");
    mode.cubic = static_cast<double>(call.node.real("cubic_coeff_a", -0.75F));
    mode.excludeOutside = call.node.integer("exclude_outside", 0) != 0;
    std::vector<std::int64_t> named(rank);
    std::iota(named.begin(), named.end(), 0);
    named = call.node.integers("axes", named);
    std::vector<std::size_t> which;
    for (const std::int64_t axis : named) {
        which.push_back(static_cast<std::size_t>(call.axis(axis, rank)));
    }
    std::vector<Axis> axes = axesOf(call, old ? 1 : 2, old ? 0 : 3, which);
    if (!old && call.has(1) && static_cast<std::size_t>(call.in(1).size()) == 2 * which.size()) {
        const Tensor roi = call.in(1).toFloat();
        for (std::size_t i = 0; i < which.size(); ++i) {
            axes[which[i]].roiStart = static_cast<double>(roi.values<float>()[i]);
            axes[which[i]].roiEnd = static_cast<double>(roi.values<float>()[which.size() + i]);
        }
    }
    const DType type = call.in(0).dtype();
    Tensor y = call.in(0).toFloat();
    for (const std::size_t at : which) {
        y = resizeAxis(call, mode, y, at, axes[at], call.node.real("extrapolation_value", 0.0F));
    }
    if (type == DType::Float32) {
        return {y};
    }
    return dispatch(call, type, [&]<typename T>(T) {
        Tensor result(type, y.shape());
        const auto from = y.values<float>();
        std::transform(from.begin(), from.end(), result.mutableValues<T>().begin(), [](float v) { return static_cast<T>(v); });
        return Outputs{result};
    });
}

} // namespace

void registerResize(OperatorRegistry &registry)
{
    registry.add("Resize", resize);
    registry.add("Upsample", resize);
}

} // namespace vsq
