// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/activationrows.h"

#include "core/base/copyfloats.h"
#include "core/base/transpose.h"

#include <algorithm>
#include <fmt/format.h>

namespace vsq {

namespace {

/// Which of `size` rows (or columns) of an image some window sees.
std::vector<bool> seenAlong(std::int64_t size, std::int64_t output, std::int64_t stride, std::int64_t pad, std::int64_t kernel,
                            std::int64_t dilation)
{
    std::vector<bool> seen(static_cast<std::size_t>(size), false);
    for (std::int64_t o = 0; o < output; ++o) {
        for (std::int64_t k = 0; k < kernel; ++k) {
            const std::int64_t at = o * stride - pad + k * dilation;
            if (at >= 0 && at < size) {
                seen[static_cast<std::size_t>(at)] = true;
            }
        }
    }
    return seen;
}

/// Zeros from `length` to `stride` of each of the rows.
void clearTails(float *rows, std::int64_t count, std::int64_t length, std::int64_t stride)
{
    for (std::int64_t i = 0; length < stride && i < count; ++i) {
        std::fill(rows + i * stride + length, rows + (i + 1) * stride, 0.0F);
    }
}

} // namespace

std::string ActivationRows::placeOf(std::int64_t part, std::int64_t element) const
{
    return fmt::format("row {}, column {}", part / m_segments, part % m_segments * m_length + element);
}

PartsApart ActivationRows::lying(std::int64_t) const
{
    return {};
}

const float *PlacedRows::at(std::int64_t row) const
{
    const std::int64_t item = row / itemRows();
    return m_places.data + item / m_places.inner * m_places.outerStride + item % m_places.inner * m_places.innerStride
           + (row - item * itemRows()) * m_places.rowStride;
}

PartsApart PlacedRows::lying(std::int64_t first) const
{
    return {at(first), m_places.rowStride};
}

const float *PlacedRows::read(std::int64_t first, std::int64_t count, float *scratch) const
{
    const float *from = at(first);
    if (stride() == length() && m_places.rowStride == length()) {
        return from;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        copyFloats(from + i * m_places.rowStride, length(), scratch + i * stride());
    }
    clearTails(scratch, count, length(), stride());
    return scratch;
}

std::string PlacedRows::placeOf(std::int64_t part, std::int64_t element) const
{
    return fmt::format("row {}, column {}", part % itemRows(), element);
}

const float *MatrixRows::read(std::int64_t first, std::int64_t count, float *scratch) const
{
    const float *from = m_x + first * length();
    if (stride() == length()) {
        return from;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        copyFloats(from + i * length(), length(), scratch + i * stride());
    }
    clearTails(scratch, count, length(), stride());
    return scratch;
}

PixelRows::PixelRows(const ImagePlanes &planes, const ConvolutionWindow &window)
    : ActivationRows(window.images * window.pixels(), window.pixels(), 1, planes.channels), m_planes(planes), m_window(window)
{
    const ConvolutionWindow &w = window;
    const std::vector<bool> y = seenAlong(w.height, w.outputHeight, w.strideY, w.padTop, w.kernelHeight, w.dilationY);
    const std::vector<bool> x = seenAlong(w.width, w.outputWidth, w.strideX, w.padLeft, w.kernelWidth, w.dilationX);
    const auto all = [](const std::vector<bool> &flags) { return std::find(flags.begin(), flags.end(), false) == flags.end(); };
    if (all(y) && all(x)) {
        return;
    }
    for (const bool row : y) {
        for (const bool column : x) {
            m_seen.push_back(row && column);
        }
    }
}

const float *PixelRows::read(std::int64_t first, std::int64_t count, float *scratch) const
{
    const std::int64_t image = first / m_window.pixels();
    const std::int64_t pixel = first % m_window.pixels();
    transposeBlock(m_planes.data + image * m_planes.imageStride + pixel, m_window.pixels(), m_planes.channels, count, scratch,
                   stride());
    clearTails(scratch, count, length(), stride());
    for (std::int64_t i = 0; !m_seen.empty() && i < count; ++i) {
        if (!m_seen[static_cast<std::size_t>(pixel + i)]) {
            std::fill_n(scratch + i * stride(), length(), 0.0F);
        }
    }
    return scratch;
}

std::string PixelRows::placeOf(std::int64_t part, std::int64_t element) const
{
    const std::int64_t pixel = part % m_window.pixels();
    return fmt::format("image {}, channel {}, row {}, column {}", part / m_window.pixels(), element, pixel / m_window.width,
                       pixel % m_window.width);
}

PatchRows::PatchRows(const ImagePlanes &planes, const ConvolutionWindow &window)
    : ActivationRows(window.columns(), window.outputPixels(), 1, window.segments() * planes.channels), m_planes(planes),
      m_window(window)
{
}

const float *PatchRows::read(std::int64_t first, std::int64_t count, float *scratch) const
{
    const ConvolutionWindow &w = m_window;
    const std::int64_t step = stride();
    const std::int64_t firstOfImage = first % w.outputPixels();
    const float *image = m_planes.data + first / w.outputPixels() * m_planes.imageStride;
    for (std::int64_t tap = 0; tap < w.segments(); ++tap) {
        const std::int64_t dy = tap / w.kernelWidth * w.dilationY - w.padTop;
        const std::int64_t dx = tap % w.kernelWidth * w.dilationX - w.padLeft;
        std::int64_t oy = firstOfImage / w.outputWidth;
        std::int64_t ox = firstOfImage % w.outputWidth;
        // Along one line of the output at a time.
        for (std::int64_t done = 0; done < count; ++oy, ox = 0) {
            const std::int64_t here = std::min(w.outputWidth - ox, count - done);
            const std::int64_t y = oy * w.strideY + dy;
            for (std::int64_t c = 0; c < m_planes.channels; ++c) {
                float *to = scratch + done * step + tap * m_planes.channels + c;
                const float *line = image + c * w.pixels() + y * w.width;
                const bool inside = y >= 0 && y < w.height;
                for (std::int64_t i = 0; i < here; ++i) {
                    const std::int64_t x = (ox + i) * w.strideX + dx;
                    to[i * step] = inside && x >= 0 && x < w.width ? line[x] : 0.0F;
                }
            }
            done += here;
        }
    }
    clearTails(scratch, count, length(), step);
    return scratch;
}

} // namespace vsq
