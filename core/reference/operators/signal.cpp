// SPDX-License-Identifier: GPL-3.0-or-later
// DFT and STFT. The last axis holds real and imaginary part, or the real one only.
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/fourier.h"
#include "core/reference/parallel.h"

#include <algorithm>

namespace vsq {

namespace {

using Complex = std::complex<double>;

void requireParts(const Call &call)
{
    const Shape &shape = call.in(0).shape();
    if (shape.size() < 2 || (shape.back() != 1 && shape.back() != 2)) {
        throw call.error("input", "[..., 1] (real) or [..., 2] (complex)", toString(shape));
    }
}

Complex numberAt(const float *parts, std::int64_t position, std::int64_t width)
{
    const float *at = parts + position * width;
    return {static_cast<double>(at[0]), width == 2 ? static_cast<double>(at[1]) : 0.0};
}

/// Length of the transform: cut or filled with zeros where it is given.
std::int64_t lengthOf(const Call &call, std::size_t input, std::int64_t otherwise)
{
    const std::int64_t length = call.has(input) ? call.integer(input) : otherwise;
    constexpr std::int64_t kMost = std::int64_t{1} << 30;
    if (length < 1 || length > kMost) {
        throw call.error("length of the transform", "1 to 2^30", std::to_string(length));
    }
    return length;
}

Outputs dft(Call &call)
{
    requireParts(call);
    const Tensor &x = call.in(0);
    const float *from = call.floats(0).data();
    const std::int64_t given = call.has(2) ? call.integer(2) : call.node.integer("axis", call.opset < 20 ? 1 : -2);
    const auto axis = static_cast<std::size_t>(call.axis(given, x.rank()));
    if (axis + 1 == x.rank()) {
        throw call.error("axis", "another than the last, which holds real and imaginary part", std::to_string(given));
    }
    const bool inverse = call.node.integer("inverse", 0) != 0;
    const bool oneSided = call.node.integer("onesided", 0) != 0;
    const std::int64_t length = lengthOf(call, 1, x.dim(axis));
    Shape shape = x.shape();
    shape[axis] = oneSided ? length / 2 + 1 : length;
    shape.back() = 2;
    Tensor y(DType::Float32, shape);
    auto *to = y.mutableValues<float>().data();
    const std::int64_t inner = sizeBetween(x.shape(), axis + 1, x.rank() - 1);
    const std::int64_t outer = sizeBetween(x.shape(), 0, axis);
    const std::int64_t width = x.shape().back();
    parallelRange(outer * inner, grainFor(32 * length), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t line = begin; line < end; ++line) {
            std::vector<Complex> values(static_cast<std::size_t>(length));
            for (std::int64_t i = 0; i < std::min(length, x.dim(axis)); ++i) {
                values[static_cast<std::size_t>(i)] = numberAt(from, (line / inner * x.dim(axis) + i) * inner + line % inner,
                                                               width);
            }
            values = fourierTransform(std::move(values), inverse);
            for (std::int64_t i = 0; i < shape[axis]; ++i) {
                float *at = to + ((line / inner * shape[axis] + i) * inner + line % inner) * 2;
                at[0] = static_cast<float>(values[static_cast<std::size_t>(i)].real());
                at[1] = static_cast<float>(values[static_cast<std::size_t>(i)].imag());
            }
        }
    });
    return {y};
}

Outputs stft(Call &call)
{
    requireParts(call);
    const Tensor &x = call.in(0);
    const float *from = call.floats(0).data();
    if (x.rank() != 3) {
        throw call.error("input", "[batch, length, 1 or 2]", toString(x.shape()));
    }
    const std::int64_t step = call.integer(1);
    const std::int64_t window = call.has(2) ? call.in(2).size() : 0;
    const std::int64_t frame = lengthOf(call, 3, window);
    if (step < 1 || (window > 0 && window != frame) || frame > x.dim(1)) {
        throw call.error("frames", "a step of 1 or more and a window as long as a frame, within the signal",
                         "step " + std::to_string(step) + ", window " + std::to_string(window) + ", frame "
                             + std::to_string(frame));
    }
    const float *factors = window > 0 ? call.floats(2).data() : nullptr;
    const std::int64_t frames = (x.dim(1) - frame) / step + 1;
    const std::int64_t bins = call.node.integer("onesided", 1) != 0 ? frame / 2 + 1 : frame;
    const std::int64_t width = x.dim(2);
    Tensor y(DType::Float32, {x.dim(0), frames, bins, 2});
    auto *to = y.mutableValues<float>().data();
    parallelRange(x.dim(0) * frames, grainFor(32 * frame), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t at = begin; at < end; ++at) {
            std::vector<Complex> values(static_cast<std::size_t>(frame));
            for (std::int64_t i = 0; i < frame; ++i) {
                const double factor = factors == nullptr ? 1.0 : static_cast<double>(factors[i]);
                values[static_cast<std::size_t>(i)] = factor
                                                      * numberAt(from, at / frames * x.dim(1) + at % frames * step + i, width);
            }
            values = fourierTransform(std::move(values), false);
            for (std::int64_t i = 0; i < bins; ++i) {
                to[(at * bins + i) * 2] = static_cast<float>(values[static_cast<std::size_t>(i)].real());
                to[(at * bins + i) * 2 + 1] = static_cast<float>(values[static_cast<std::size_t>(i)].imag());
            }
        }
    });
    return {y};
}

} // namespace

void registerSignal(OperatorRegistry &registry)
{
    registry.add("DFT", dft);
    registry.add("STFT", stft);
}

} // namespace vsq
