// SPDX-License-Identifier: GPL-3.0-or-later
// GridSample: an image (or line, or volume) looked at where a grid of coordinates in [-1, 1] says.
#include "core/reference/operators/dispatch.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vsq {

namespace {

enum class Padding : std::uint8_t { Zeros, Border, Reflection };

struct Sampling {
    enum class Kind : std::uint8_t { Nearest, Linear, Cubic } kind = Kind::Linear;
    Padding padding = Padding::Zeros;
    bool alignCorners = false;
};

/// x thrown back at both ends until it lies between them.
double reflected(double x, double low, double high)
{
    const double range = high - low;
    if (range <= 0.0) {
        return low;
    }
    if (x >= low && x <= high) {
        return x;
    }
    const double distance = x < low ? low - x : x - high;
    const double turns = std::floor(distance / range);
    const double rest = distance - turns * range;
    const bool odd = std::fmod(turns, 2.0) != 0.0;
    return x < low ? (odd ? high - rest : low + rest) : (odd ? low + rest : high - rest);
}

/// A pixel's number along an axis after padding; -1 for a zero.
std::int64_t pixelAt(double at, std::int64_t size, const Sampling &sampling)
{
    const auto last = static_cast<double>(size - 1);
    if (sampling.padding == Padding::Border) {
        at = std::clamp(at, 0.0, last);
    } else if (sampling.padding == Padding::Reflection) {
        at = sampling.alignCorners ? reflected(at, 0.0, last) : reflected(at, -0.5, last + 0.5);
        at = std::clamp(at, 0.0, last);
    }
    return at >= 0.0 && at <= last ? static_cast<std::int64_t>(at) : -1;
}

/// The taps of one axis: pixels and their weights.
struct Taps {
    std::array<std::int64_t, 4> at{};
    std::array<double, 4> weight{};
    int count = 0;
};

/// Keys' kernel with a = -0.75, as PyTorch has it.
double cubicWeight(double distance)
{
    constexpr double a = -0.75;
    const double x = std::fabs(distance);
    return x <= 1.0 ? ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0 : x < 2.0 ? ((a * x - 5.0 * a) * x + 8.0 * a) * x - 4.0 * a : 0.0;
}

Taps tapsOf(double normalized, std::int64_t size, const Sampling &sampling)
{
    Taps taps;
    const auto length = static_cast<double>(size);
    double x = sampling.alignCorners ? (normalized + 1.0) / 2.0 * (length - 1.0) : ((normalized + 1.0) * length - 1.0) / 2.0;
    constexpr double kFar = 1e15;
    if (!(std::fabs(x) < kFar)) {
        x = -kFar; // NaN and infinity lie outside
    }
    x = sampling.kind == Sampling::Kind::Nearest ? std::nearbyint(x) : x;
    // The place is padded first, then the taps around it, as ONNX's reference does.
    const double low = sampling.alignCorners ? 0.0 : -0.5;
    const double high = sampling.alignCorners ? length - 1.0 : length - 0.5;
    if (x < low || x > high) {
        x = sampling.padding == Padding::Border       ? std::clamp(x, 0.0, length - 1.0)
            : sampling.padding == Padding::Reflection ? reflected(x, low, high)
                                                      : x;
    }
    if (sampling.kind == Sampling::Kind::Nearest) {
        taps.count = 1;
        taps.at[0] = pixelAt(x, size, sampling);
        taps.weight[0] = 1.0;
        return taps;
    }
    const bool isCubic = sampling.kind == Sampling::Kind::Cubic;
    const double base = std::floor(x);
    taps.count = isCubic ? 4 : 2;
    for (int t = 0; t < taps.count; ++t) {
        const double at = base + t - (isCubic ? 1 : 0);
        taps.at[static_cast<std::size_t>(t)] = pixelAt(at, size, sampling);
        taps.weight[static_cast<std::size_t>(t)] = isCubic ? cubicWeight(x - at) : 1.0 - std::fabs(x - at);
    }
    return taps;
}

Sampling samplingOf(const Node &node)
{
    const std::string mode = node.text("mode", "linear");
    const std::string padding = node.text("padding_mode", "zeros");
    Sampling sampling;
    sampling.kind = mode == "nearest"                      ? Sampling::Kind::Nearest
                    : mode == "cubic" || mode == "bicubic" ? Sampling::Kind::Cubic
                                                           : Sampling::Kind::Linear;
    sampling.padding = padding == "border" ? Padding::Border : padding == "reflection" ? Padding::Reflection : Padding::Zeros;
    sampling.alignCorners = node.integer("align_corners", 0) != 0;
    return sampling;
}

Outputs gridSample(Call &call)
{
    const Tensor &x = call.in(0);
    const Tensor &grid = call.in(1);
    const float *from = call.floats(0).data();
    const float *places = call.floats(1).data();
    const std::size_t axes = x.rank() < 3 ? 0 : x.rank() - 2;
    if (axes < 1 || axes > 3 || grid.rank() != x.rank() || grid.dim(0) != x.dim(0)
        || grid.shape().back() != static_cast<std::int64_t>(axes)) {
        throw call.error("grid", "[batch, ..., coordinates] for " + toString(x.shape()), toString(grid.shape()));
    }
    const Sampling sampling = samplingOf(call.node);
    Shape shape{x.dim(0), x.dim(1)};
    shape.insert(shape.end(), grid.shape().begin() + 1, grid.shape().end() - 1);
    Tensor y(DType::Float32, shape);
    float *to = y.mutableValues<float>().data();
    const std::int64_t points = sizeBetween(shape, 2, shape.size());
    const std::int64_t plane = sizeBetween(x.shape(), 2, x.rank());
    const std::int64_t channels = x.dim(1);
    if (plane == 0) {
        return {y};
    }
    parallelRange(x.dim(0) * points, grainFor(channels * 16), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t point = begin; point < end; ++point) {
            std::array<Taps, 3> taps; // innermost axis first, as the grid has its coordinates
            for (std::size_t axis = 0; axis < 3; ++axis) {
                if (axis < axes) {
                    taps[axis] = tapsOf(
                        static_cast<double>(places[point * static_cast<std::int64_t>(axes) + static_cast<std::int64_t>(axis)]),
                        x.dim(x.rank() - 1 - axis), sampling);
                } else {
                    taps[axis].count = 1;
                    taps[axis].weight[0] = 1.0;
                }
            }
            const std::int64_t width = x.shape().back();
            const std::int64_t height = axes > 1 ? x.dim(x.rank() - 2) : 1;
            const std::int64_t item = point / points;
            for (std::int64_t c = 0; c < channels; ++c) {
                const float *in = from + (item * channels + c) * plane;
                double sum = 0.0;
                for (std::size_t k = 0; k < static_cast<std::size_t>(taps[2].count); ++k) {
                    for (std::size_t j = 0; j < static_cast<std::size_t>(taps[1].count); ++j) {
                        for (std::size_t i = 0; i < static_cast<std::size_t>(taps[0].count); ++i) {
                            if (taps[2].at[k] >= 0 && taps[1].at[j] >= 0 && taps[0].at[i] >= 0) {
                                sum += taps[2].weight[k] * taps[1].weight[j] * taps[0].weight[i]
                                       * static_cast<double>(
                                           in[(taps[2].at[k] * height + taps[1].at[j]) * width + taps[0].at[i]]);
                            }
                        }
                    }
                }
                to[(item * channels + c) * points + point % points] = static_cast<float>(sum);
            }
        }
    });
    return {y};
}

} // namespace

void registerGridSample(OperatorRegistry &registry)
{
    registry.add("GridSample", gridSample);
}

} // namespace vsq
