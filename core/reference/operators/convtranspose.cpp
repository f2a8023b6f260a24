// SPDX-License-Identifier: GPL-3.0-or-later
// ConvTranspose: a product for each image and group, its results scattered over the output.
#include "core/reference/kernels/floatkernels.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/im2col.h"

#include <algorithm>

namespace vsq {

namespace {

/// Adds rows [pixels, taps] of one channel to its plane: the transpose of im2col.
void scatter(const Window &w, const float *rows, std::int64_t rowStride, float *plane)
{
    for (std::int64_t p = 0; p < w.outputSize(); ++p) {
        const std::int64_t z0 = p / (w.output[1] * w.output[2]) * w.strides[0] - w.padBegin[0];
        const std::int64_t y0 = p / w.output[2] % w.output[1] * w.strides[1] - w.padBegin[1];
        const std::int64_t x0 = p % w.output[2] * w.strides[2] - w.padBegin[2];
        for (std::int64_t tap = 0; tap < w.kernelSize(); ++tap) {
            const std::int64_t z = z0 + tap / (w.kernel[1] * w.kernel[2]) * w.dilations[0];
            const std::int64_t y = y0 + tap / w.kernel[2] % w.kernel[1] * w.dilations[1];
            const std::int64_t x = x0 + tap % w.kernel[2] * w.dilations[2];
            if (z >= 0 && z < w.input[0] && y >= 0 && y < w.input[1] && x >= 0 && x < w.input[2]) {
                plane[(z * w.input[1] + y) * w.input[2] + x] += rows[p * rowStride + tap];
            }
        }
    }
}

Outputs convTranspose(Call &call)
{
    const Tensor &x = call.in(0);
    const Tensor &weights = call.in(1);
    call.requireFloats(0);
    call.requireFloats(1);
    const Window w = transposedWindowOf(call.node, x.shape(), weights.shape());
    const std::int64_t groups = call.node.integer("group", 1);
    if (groups < 1 || x.dim(1) % groups != 0 || weights.dim(0) != x.dim(1)) {
        throw call.error("channels", std::to_string(weights.dim(0)) + " in " + std::to_string(groups) + " groups",
                         toString(x.shape()));
    }
    if (call.has(2) && static_cast<std::int64_t>(call.floats(2).size()) != weights.dim(1) * groups) {
        throw call.error("bias", std::to_string(weights.dim(1) * groups) + " values", toString(call.in(2).shape()));
    }
    const std::int64_t channels = x.dim(1) / groups;
    const std::int64_t filters = weights.dim(1);
    const std::int64_t columns = filters * w.kernelSize();
    const std::int64_t pixels = w.outputSize();
    const std::int64_t plane = w.inputSize();
    Shape shape{x.dim(0), filters * groups};
    shape.insert(shape.end(), w.input.end() - static_cast<std::ptrdiff_t>(w.rank), w.input.end());
    Tensor y(DType::Float32, shape);
    auto *out = rawMutable<float>(y);
    std::vector<float> a(static_cast<std::size_t>(columns * channels));
    std::vector<float> b(static_cast<std::size_t>(pixels * channels));
    std::vector<float> c(static_cast<std::size_t>(pixels * columns));
    for (std::int64_t image = 0; image < x.dim(0); ++image) {
        for (std::int64_t group = 0; group < groups; ++group) {
            transpose(raw<float>(weights) + group * channels * columns, channels, columns, a.data());
            transpose(raw<float>(x) + (image * groups + group) * channels * pixels, channels, pixels, b.data());
            floatKernels().product(a.data(), b.data(), c.data(), columns, pixels, channels, columns);
            for (std::int64_t f = 0; f < filters; ++f) {
                float *target = out + ((image * groups + group) * filters + f) * plane;
                if (call.has(2)) {
                    std::fill(target, target + plane, call.floats(2)[static_cast<std::size_t>(group * filters + f)]);
                }
                scatter(w, c.data() + f * w.kernelSize(), columns, target);
            }
        }
    }
    return {y};
}

} // namespace

void registerConvTranspose(OperatorRegistry &registry)
{
    registry.add("ConvTranspose", convTranspose);
}

} // namespace vsq
