// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/imagepatches.h"

#include <algorithm>
#include <cstring>

namespace vsq {

namespace {

/// A plain loop for the few that memcpy's call would outweigh.
inline void copy(float *to, const float *from, std::int64_t count)
{
    if (count < 8) {
        for (std::int64_t i = 0; i < count; ++i) {
            to[i] = from[i];
        }
    } else {
        std::memcpy(to, from, static_cast<std::size_t>(count) * sizeof(float));
    }
}

/// Output positions along a line whose tap lies in the input: [first, end).
struct Inside {
    std::int64_t first;
    std::int64_t end;
};

Inside insideOf(std::int64_t offset, std::int64_t stride, std::int64_t input, std::int64_t output)
{
    const std::int64_t first = offset >= 0 ? 0 : (-offset + stride - 1) / stride;
    const std::int64_t end = input <= offset ? 0 : (input - offset + stride - 1) / stride;
    return {std::min(first, output), std::clamp(end, std::min(first, output), output)};
}

/// One tap of a plane whose output is as wide: the plane moved, in one copy, and then zeros where it moved in from outside.
void movePlane(const ProductImages &i, const float *plane, std::int64_t offsetY, std::int64_t offsetX, std::int64_t first,
               std::int64_t count, float *to)
{
    const std::int64_t width = i.width;
    const std::int64_t size = i.height * width;
    const std::int64_t end = first + count;
    const std::int64_t shift = offsetY * width + offsetX;
    // What lies before or behind the plane belongs to the padding too.
    const std::int64_t from = std::clamp(std::max(-offsetY * width, -shift), first, end);
    const std::int64_t until = std::clamp(std::min((i.height - offsetY) * width, size - shift), from, end);
    std::fill(to, to + (from - first), 0.0F);
    std::memcpy(to + (from - first), plane + from + shift, static_cast<std::size_t>(until - from) * sizeof(float));
    std::fill(to + (until - first), to + count, 0.0F);
    if (offsetX == 0) {
        return;
    }
    const std::int64_t left = offsetX < 0 ? 0 : std::max<std::int64_t>(0, width - offsetX);
    const std::int64_t right = offsetX < 0 ? std::min(width, -offsetX) : width;
    for (std::int64_t line = from / width * width; line < until; line += width) {
        for (std::int64_t p = std::max(line + left, from); p < std::min(line + right, until); ++p) {
            to[p - first] = 0.0F;
        }
    }
}

} // namespace

bool isPlain(const ProductImages &i)
{
    return i.kernelHeight == 1 && i.kernelWidth == 1 && i.strideY == 1 && i.strideX == 1 && i.padTop == 0 && i.padLeft == 0
           && i.outputHeight == i.height && i.outputWidth == i.width;
}

void imagePatches(const ProductImages &images, const float *image, std::int64_t firstRow, std::int64_t rows,
                  std::int64_t firstPixel, std::int64_t pixels, float *to)
{
    const std::int64_t width = images.outputWidth;
    const bool moves = images.strideY == 1 && images.strideX == 1 && width == images.width;
    for (std::int64_t row = firstRow; row < firstRow + rows; ++row) {
        const std::int64_t tap = row / images.channels;
        const float *plane = image + row % images.channels * images.height * images.width;
        const std::int64_t offsetY = tap / images.kernelWidth * images.dilationY - images.padTop;
        const std::int64_t offsetX = tap % images.kernelWidth * images.dilationX - images.padLeft;
        if (moves) {
            movePlane(images, plane, offsetY, offsetX, firstPixel, pixels, to);
            to += pixels;
            continue;
        }
        const Inside inside = insideOf(offsetX, images.strideX, images.width, width);
        for (std::int64_t pixel = firstPixel; pixel < firstPixel + pixels;) {
            const std::int64_t x = pixel % width;
            const std::int64_t count = std::min(width - x, firstPixel + pixels - pixel);
            const std::int64_t y = pixel / width * images.strideY + offsetY;
            const bool lies = y >= 0 && y < images.height;
            const std::int64_t first = lies ? std::clamp(inside.first, x, x + count) : x + count;
            const std::int64_t end = lies ? std::clamp(inside.end, first, x + count) : x + count;
            std::fill(to, to + (first - x), 0.0F);
            const float *line = plane + y * images.width + offsetX;
            if (images.strideX == 1) {
                copy(to + (first - x), line + first, end - first);
            } else {
                for (std::int64_t i = first; i < end; ++i) {
                    to[i - x] = line[i * images.strideX];
                }
            }
            std::fill(to + (end - x), to + count, 0.0F);
            to += count;
            pixel += count;
        }
    }
}

} // namespace vsq
