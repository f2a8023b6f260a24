// SPDX-License-Identifier: GPL-3.0-or-later
// Softmax and LogSoftmax.
#include "core/reference/kernels/floatkernels.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vsq {

namespace {

constexpr std::int64_t kLanes = 16; ///< partial results that do not wait for each other

/// combine() over all values, lane by lane and then the lanes.
template <typename Combine> float reduced(const float *x, std::int64_t width, float start, const Combine &combine)
{
    float lanes[kLanes];
    std::fill_n(lanes, kLanes, start);
    std::int64_t i = 0;
    for (; i + kLanes <= width; i += kLanes) {
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            lanes[lane] = combine(lanes[lane], x[i + lane]);
        }
    }
    for (; i < width; ++i) {
        lanes[i % kLanes] = combine(lanes[i % kLanes], x[i]);
    }
    for (std::int64_t half = kLanes / 2; half > 0; half /= 2) {
        for (std::int64_t lane = 0; lane < half; ++lane) {
            lanes[lane] = combine(lanes[lane], lanes[lane + half]);
        }
    }
    return lanes[0];
}

void softmaxRow(float *x, std::int64_t width, bool logarithm)
{
    float largest = reduced(x, width, x[0], [](float a, float b) { return a < b ? b : a; });
    if (std::isinf(largest)) {
        largest = 0.0F; // a row that is masked wholly: exp(-inf) = 0, and 0/0 says so
    }
    for (std::int64_t i = 0; i < width; ++i) {
        x[i] -= largest;
    }
    if (logarithm) {
        std::vector<float> powers(x, x + width);
        floatKernels().exp(powers.data(), width);
        double sum = 0.0;
        for (const float p : powers) {
            sum += static_cast<double>(p);
        }
        const auto shift = static_cast<float>(std::log(sum));
        for (std::int64_t i = 0; i < width; ++i) {
            x[i] -= shift;
        }
        return;
    }
    floatKernels().exp(x, width);
    const float sum = reduced(x, width, 0.0F, [](float a, float b) { return a + b; });
    for (std::int64_t i = 0; i < width; ++i) {
        x[i] /= sum;
    }
}

Outputs run(Call &call, bool logarithm)
{
    call.requireFloats(0);
    Tensor x = call.take(0);
    if (x.rank() == 0) {
        x.mutableValues<float>()[0] = logarithm ? 0.0F : 1.0F;
        return {std::move(x)};
    }
    const bool flattens = call.opset < 13; // then everything from the axis on is one row
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", flattens ? 1 : -1), x.rank()));
    const std::int64_t width = flattens ? sizeBetween(x.shape(), axis, x.rank()) : x.dim(axis);
    const std::int64_t inner = flattens ? 1 : sizeBetween(x.shape(), axis + 1, x.rank());
    if (x.size() == 0) {
        return {x};
    }
    auto *values = x.mutableValues<float>().data();
    if (!logarithm && inner == 1 && call.backend.softmax(call.node, values, x.size() / width, width)) {
        return {std::move(x)};
    }
    parallelRange(x.size() / width, grainFor(8 * width), [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> row(inner == 1 ? 0 : static_cast<std::size_t>(width));
        for (std::int64_t at = begin; at < end; ++at) {
            if (inner == 1) {
                softmaxRow(values + at * width, width, logarithm);
                continue;
            }
            float *first = values + at / inner * inner * width + at % inner;
            for (std::int64_t i = 0; i < width; ++i) {
                row[static_cast<std::size_t>(i)] = first[i * inner];
            }
            softmaxRow(row.data(), width, logarithm);
            for (std::int64_t i = 0; i < width; ++i) {
                first[i * inner] = row[static_cast<std::size_t>(i)];
            }
        }
    });
    return {std::move(x)};
}

} // namespace

void registerSoftmax(OperatorRegistry &registry)
{
    registry.add("Softmax", {[](Call &call) { return run(call, false); }, 1, 1, {"axis"}});
    registry.add("LogSoftmax", {[](Call &call) { return run(call, true); }, 1, 1, {"axis"}});
}

} // namespace vsq
