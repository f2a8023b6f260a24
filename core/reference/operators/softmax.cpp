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

constexpr std::int64_t kTogether = 4096; ///< values whose rows go through each pass together, still in the cache

void logSoftmaxRow(float *x, std::int64_t width)
{
    const float found = *std::max_element(x, x + width);
    const float largest = std::isinf(found) ? 0.0F : found;
    for (std::int64_t i = 0; i < width; ++i) {
        x[i] -= largest;
    }
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
}

void softmaxRows(float *x, std::int64_t rows, std::int64_t width, bool logarithm)
{
    if (logarithm) {
        for (std::int64_t row = 0; row < rows; ++row) {
            logSoftmaxRow(x + row * width, width);
        }
        return;
    }
    const std::int64_t together = std::max<std::int64_t>(1, kTogether / width);
    for (std::int64_t row = 0; row < rows; row += together) {
        floatKernels().softmax(x + row * width, std::min(together, rows - row), width);
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
        if (inner == 1) {
            softmaxRows(values + begin * width, end - begin, width, logarithm);
            return;
        }
        std::vector<float> row(static_cast<std::size_t>(width));
        for (std::int64_t at = begin; at < end; ++at) {
            float *first = values + at / inner * inner * width + at % inner;
            for (std::int64_t i = 0; i < width; ++i) {
                row[static_cast<std::size_t>(i)] = first[i * inner];
            }
            softmaxRows(row.data(), 1, width, logarithm);
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
    registry.add("Softmax", [](Call &call) { return run(call, false); });
    registry.add("LogSoftmax", [](Call &call) { return run(call, true); });
}

} // namespace vsq
