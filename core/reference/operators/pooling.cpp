// SPDX-License-Identifier: GPL-3.0-or-later
// Max, average and Lp pooling, over windows and over whole planes.
#include "core/network/operators/window.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace vsq {

namespace {

/// Calls visit(index into the plane) for the taps of output pixel `pixel` that lie in the input.
template <typename Visit>
void forTaps(const Window &w, std::int64_t pixel, const Visit &visit)
{
    const std::int64_t z0 = pixel / (w.output[1] * w.output[2]) * w.strides[0] - w.padBegin[0];
    const std::int64_t y0 = pixel / w.output[2] % w.output[1] * w.strides[1] - w.padBegin[1];
    const std::int64_t x0 = pixel % w.output[2] * w.strides[2] - w.padBegin[2];
    for (std::int64_t t = 0; t < w.kernel[0]; ++t) {
        const std::int64_t z = z0 + t * w.dilations[0];
        for (std::int64_t r = 0; z >= 0 && z < w.input[0] && r < w.kernel[1]; ++r) {
            const std::int64_t y = y0 + r * w.dilations[1];
            for (std::int64_t s = 0; y >= 0 && y < w.input[1] && s < w.kernel[2]; ++s) {
                const std::int64_t x = x0 + s * w.dilations[2];
                if (x >= 0 && x < w.input[2]) {
                    visit((z * w.input[1] + y) * w.input[2] + x);
                }
            }
        }
    }
}

/// Taps of the pixel that lie in the input or its padding: what an average that includes pads divides by.
std::int64_t paddedTaps(const Window &w, std::int64_t pixel)
{
    const std::int64_t at[3] = {pixel / (w.output[1] * w.output[2]), pixel / w.output[2] % w.output[1], pixel % w.output[2]};
    std::int64_t taps = 1;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::int64_t start = at[i] * w.strides[i] - w.padBegin[i];
        std::int64_t inside = 0;
        for (std::int64_t t = 0; t < w.kernel[i]; ++t) {
            inside += start + t * w.dilations[i] < w.input[i] + w.padEnd[i] ? 1 : 0;
        }
        taps *= inside;
    }
    return taps;
}

template <typename T>
T largerOf(T before, T value)
{
    return value > before || value != value ? value : before; // a NaN stays one
}

/// One plane without positions: first down the window's rows over whole lines of the input, which the compiler vectorises, then
/// along that one line.
template <typename T>
void maxPlane(const Window &w, const T *in, T *to)
{
    const auto line = std::make_unique<T[]>(static_cast<std::size_t>(w.input[2]));
    const auto down = [&](std::int64_t z0, std::int64_t y0) {
        T *most = line.get();
        std::fill_n(most, w.input[2], std::numeric_limits<T>::lowest());
        for (std::int64_t t = 0; t < w.kernel[0]; ++t) {
            const std::int64_t z = z0 + t * w.dilations[0];
            for (std::int64_t r = 0; z >= 0 && z < w.input[0] && r < w.kernel[1]; ++r) {
                const std::int64_t y = y0 + r * w.dilations[1];
                if (y < 0 || y >= w.input[1]) {
                    continue;
                }
                const T *row = in + (z * w.input[1] + y) * w.input[2];
                for (std::int64_t x = 0; x < w.input[2]; ++x) {
                    most[x] = largerOf(most[x], row[x]);
                }
            }
        }
    };
    const std::int64_t step = w.strides[2];
    for (std::int64_t oz = 0; oz < w.output[0]; ++oz) {
        for (std::int64_t oy = 0; oy < w.output[1]; ++oy, to += w.output[2]) {
            down(oz * w.strides[0] - w.padBegin[0], oy * w.strides[1] - w.padBegin[1]);
            std::fill_n(to, w.output[2], std::numeric_limits<T>::lowest());
            for (std::int64_t s = 0; s < w.kernel[2]; ++s) {
                const std::int64_t x0 = s * w.dilations[2] - w.padBegin[2];
                if (x0 >= w.input[2]) {
                    continue;
                }
                const std::int64_t first = x0 < 0 ? (step - 1 - x0) / step : 0;
                const std::int64_t end = std::min(w.output[2], (w.input[2] - 1 - x0) / step + 1);
                for (std::int64_t i = first; i < end; ++i) {
                    to[i] = largerOf<T>(to[i], line[static_cast<std::size_t>(x0 + i * step)]);
                }
            }
        }
    }
}

Outputs maxPool(Call &call)
{
    const Tensor &x = call.in(0);
    const Window w = windowOf(call.node, x.shape(), {});
    const Shape shape = w.outputShape(x.dim(0), x.dim(1));
    const bool columnMajor = call.node.integer("storage_order", 0) != 0;
    const bool wantsIndices = call.node.outputs.size() > 1 && !call.node.outputs[1].empty();
    Tensor indices(DType::Int64, wantsIndices ? shape : Shape{0});
    auto *positions = indices.mutableValues<std::int64_t>().data();
    return dispatch(call, x.dtype(), [&]<typename T>(T) {
        Tensor y = Tensor::uninitialized(x.dtype(), shape);
        const T *from = raw<T>(x);
        T *to = rawMutable<T>(y);
        const std::int64_t pixels = w.outputSize();
        parallelRange(x.dim(0) * x.dim(1), grainFor(pixels * w.kernelSize()), [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t plane = begin; plane < end; ++plane) {
                const T *in = from + plane * w.inputSize();
                if (!wantsIndices) {
                    maxPlane(w, in, to + plane * pixels);
                    continue;
                }
                for (std::int64_t p = 0; p < pixels; ++p) {
                    T best = std::numeric_limits<T>::lowest();
                    std::int64_t where = -1;
                    forTaps(w, p, [&](std::int64_t i) {
                        if (where < 0 || in[i] > best || in[i] != in[i]) {
                            best = in[i];
                            where = i;
                        }
                    });
                    to[plane * pixels + p] = best;
                    if (columnMajor && w.rank == 2) {
                        where = where % w.input[2] * w.input[1] + where / w.input[2];
                    }
                    positions[plane * pixels + p] = plane * w.inputSize() + where;
                }
            }
        });
        return wantsIndices ? Outputs{y, indices} : Outputs{y};
    });
}

/// One value a window: finish(sum of term over the taps in the input, their number, taps with padding).
template <typename Term, typename Finish>
Outputs poolSums(Call &call, const Term &term, const Finish &finish)
{
    const Tensor &x = call.in(0);
    const float *from = call.floats(0).data();
    const Window w = windowOf(call.node, x.shape(), {});
    Tensor y = Tensor::uninitialized(DType::Float32, w.outputShape(x.dim(0), x.dim(1)));
    auto *to = y.mutableValues<float>().data();
    const std::int64_t pixels = w.outputSize();
    parallelRange(x.dim(0) * x.dim(1), grainFor(pixels * w.kernelSize()), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t plane = begin; plane < end; ++plane) {
            for (std::int64_t p = 0; p < pixels; ++p) {
                float sum = 0.0F;
                std::int64_t count = 0;
                forTaps(w, p, [&](std::int64_t i) {
                    sum += term(from[plane * w.inputSize() + i]);
                    ++count;
                });
                to[plane * pixels + p] = finish(sum, count, paddedTaps(w, p));
            }
        }
    });
    return {y};
}

Outputs averagePool(Call &call)
{
    const bool withPads = call.node.integer("count_include_pad", 0) != 0;
    return poolSums(
        call, [](float v) { return v; },
        [withPads](float sum, std::int64_t inside, std::int64_t padded) {
            return sum / static_cast<float>(withPads ? padded : inside);
        });
}

Outputs lpPool(Call &call)
{
    const auto p = static_cast<float>(call.node.integer("p", 2));
    return poolSums(
        call, [p](float v) { return std::pow(std::fabs(v), p); },
        [p](float sum, std::int64_t, std::int64_t) { return std::pow(sum, 1.0F / p); });
}

template <typename Reduce>
Outputs poolPlanes(Call &call, const Reduce &reduce)
{
    const Tensor &x = call.in(0);
    const float *from = call.floats(0).data();
    if (x.rank() < 3) {
        throw call.error("input", "a spatial dimension at least", toString(x.shape()));
    }
    const std::int64_t plane = sizeBetween(x.shape(), 2, x.rank());
    Shape shape(x.rank(), 1);
    shape[0] = x.dim(0);
    shape[1] = x.dim(1);
    Tensor y(DType::Float32, shape);
    auto *to = y.mutableValues<float>().data();
    parallelRange(y.size(), grainFor(plane), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            to[i] = reduce(from + i * plane, plane);
        }
    });
    return {y};
}

Outputs globalAveragePool(Call &call)
{
    return poolPlanes(call, [](const float *x, std::int64_t n) {
        double sum = 0.0;
        for (std::int64_t i = 0; i < n; ++i) {
            sum += static_cast<double>(x[i]);
        }
        return static_cast<float>(sum / static_cast<double>(n));
    });
}

Outputs globalMaxPool(Call &call)
{
    return poolPlanes(call, [](const float *x, std::int64_t n) { return n == 0 ? 0.0F : *std::max_element(x, x + n); });
}

Outputs globalLpPool(Call &call)
{
    const auto p = static_cast<double>(call.node.integer("p", 2));
    return poolPlanes(call, [p](const float *x, std::int64_t n) {
        double sum = 0.0;
        for (std::int64_t i = 0; i < n; ++i) {
            sum += std::pow(std::fabs(static_cast<double>(x[i])), p);
        }
        return static_cast<float>(std::pow(sum, 1.0 / p));
    });
}

} // namespace

void registerPooling(OperatorRegistry &registry)
{
    registry.add("MaxPool", maxPool);
    registry.add("AveragePool", averagePool);
    registry.add("LpPool", lpPool);
    registry.add("GlobalAveragePool", globalAveragePool);
    registry.add("GlobalMaxPool", globalMaxPool);
    registry.add("GlobalLpPool", globalLpPool);
}

} // namespace vsq
