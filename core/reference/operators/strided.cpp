// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/strided.h"

#include "core/base/transpose.h"
#include "core/reference/operators/broadcast.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <cstring>

namespace vsq {

namespace {

/// Neighbouring axes that lie one behind the other in the source become one; axes of size 1 go.
void merge(Shape &shape, std::vector<std::int64_t> &strides)
{
    Shape mergedShape;
    std::vector<std::int64_t> mergedStrides;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == 1) {
            continue;
        }
        if (!mergedShape.empty() && mergedStrides.back() == strides[i] * shape[i]) {
            mergedShape.back() *= shape[i];
            mergedStrides.back() = strides[i];
        } else {
            mergedShape.push_back(shape[i]);
            mergedStrides.push_back(strides[i]);
        }
    }
    shape = std::move(mergedShape);
    strides = std::move(mergedStrides);
}

/// The last two axes swapped against the source: in blocks, so that neither side misses the cache all the time.
template <typename T>
void copyPlane(T *to, const T *from, std::int64_t rows, std::int64_t columns, std::int64_t rowStride, std::int64_t columnStride)
{
    if constexpr (sizeof(T) == sizeof(float)) {
        if (rowStride == 1) {
            constexpr auto kBytes = static_cast<std::int64_t>(sizeof(T));
            transposeWords(from, columnStride * kBytes, columns, rows, to, columns * kBytes);
            return;
        }
    }
    constexpr std::int64_t kBlock = 16;
    for (std::int64_t c0 = 0; c0 < columns; c0 += kBlock) {
        const std::int64_t c1 = std::min(columns, c0 + kBlock);
        for (std::int64_t r = 0; r < rows; ++r) {
            for (std::int64_t c = c0; c < c1; ++c) {
                to[r * columns + c] = from[r * rowStride + c * columnStride];
            }
        }
    }
}

} // namespace

Tensor copyStrided(const Tensor &source, std::int64_t offset, const Shape &wholeShape,
                   const std::vector<std::int64_t> &wholeStrides)
{
    Tensor result = Tensor::uninitialized(source.dtype(), wholeShape);
    if (result.size() == 0) {
        return result;
    }
    Shape shape = wholeShape;
    std::vector<std::int64_t> strides = wholeStrides;
    merge(shape, strides);
    dispatchWidth(source.dtype(), [&]<typename T>(T) {
        const T *from = raw<T>(source) + offset;
        T *to = rawMutable<T>(result);
        if (shape.empty()) {
            to[0] = from[0];
            return;
        }
        const std::int64_t width = shape.back();
        const std::int64_t step = strides.back();
        if (step == 1 || shape.size() < 2) {
            parallelRange(result.size() / width, grainFor(width), [&](std::int64_t begin, std::int64_t end) {
                forRows(shape, strides, strides, begin, end, [&](std::int64_t at, std::int64_t start, std::int64_t) {
                    if (step == 1) {
                        std::memcpy(to + at, from + start, static_cast<std::size_t>(width) * sizeof(T));
                    } else {
                        for (std::int64_t i = 0; i < width; ++i) {
                            to[at + i] = from[start + i * step];
                        }
                    }
                });
            });
            return;
        }
        const std::int64_t rows = shape[shape.size() - 2];
        const std::int64_t rowStride = strides[strides.size() - 2];
        // The outer axes as rows of width 1, each a plane of rows x width.
        Shape outer(shape.begin(), shape.end() - 2);
        std::vector<std::int64_t> outerStrides(strides.begin(), strides.end() - 2);
        outer.push_back(1);
        outerStrides.push_back(0);
        parallelRange(elementCount(outer), grainFor(rows * width), [&](std::int64_t begin, std::int64_t end) {
            forRows(outer, outerStrides, outerStrides, begin, end, [&](std::int64_t plane, std::int64_t start, std::int64_t) {
                copyPlane(to + plane * rows * width, from + start, rows, width, rowStride, step);
            });
        });
    });
    return result;
}

} // namespace vsq
