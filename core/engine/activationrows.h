// SPDX-License-Identifier: GPL-3.0-or-later
// Where activations to be quantized come from, a few rows at a time: a matrix, the pixels of images as they lie in memory
// (channels far apart), or the patches that a convolution with few channels reads. Nothing is written out as a whole.
#pragma once

#include "core/engine/convolutionwindow.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vsq {

/// Parts that lie a constant number of floats from each other.
struct PartsApart {
    const float *first = nullptr; ///< null: they do not
    std::int64_t apart = 0;
};

/// A row is `segments` parts of `length` values each.
class ActivationRows {
public:
    ActivationRows(std::int64_t rows, std::int64_t itemRows, std::int64_t segments, std::int64_t length)
        : m_rows(rows), m_itemRows(itemRows), m_segments(segments), m_length(length)
    {
    }
    virtual ~ActivationRows() = default;
    ActivationRows(const ActivationRows &) = delete;
    ActivationRows &operator=(const ActivationRows &) = delete;

    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    [[nodiscard]] std::int64_t itemRows() const { return m_itemRows; } ///< rows of one item of the batch; a divisor of rows()
    [[nodiscard]] std::int64_t segments() const { return m_segments; }
    [[nodiscard]] std::int64_t length() const { return m_length; }
    /// Floats from one part to the next where read() says: length() and zeros up to a multiple of 16.
    [[nodiscard]] std::int64_t stride() const { return (m_length + 15) / 16 * 16; }

    /// Parts first .. first+count-1 (part = row * segments() + segment), all of one item: [count, stride()], in scratch, which
    /// has room for that, or where they lie already. Called from several threads.
    virtual const float *read(std::int64_t first, std::int64_t count, float *scratch) const = 0;
    /// The same where they lie, if read() would only bring them together: parts of an item from `first` on.
    [[nodiscard]] virtual PartsApart lying(std::int64_t first) const;
    /// The place of an element for people.
    [[nodiscard]] virtual std::string placeOf(std::int64_t part, std::int64_t element) const;

private:
    std::int64_t m_rows;
    std::int64_t m_itemRows;
    std::int64_t m_segments;
    std::int64_t m_length;
};

/// Row-major [rows, segments * length].
class MatrixRows final : public ActivationRows {
public:
    MatrixRows(const float *x, std::int64_t rows, std::int64_t itemRows, std::int64_t segments, std::int64_t length)
        : ActivationRows(rows, itemRows, segments, length), m_x(x)
    {
    }
    const float *read(std::int64_t first, std::int64_t count, float *scratch) const override;

private:
    const float *m_x;
};

/// Matrices of rows that lie apart from each other, as the heads of an attention do in its tokens: [outer, inner] items of
/// itemRows rows each. A part is a row.
struct RowPlaces {
    const float *data = nullptr;
    std::int64_t outer = 1;
    std::int64_t inner = 1;
    std::int64_t outerStride = 0; ///< floats
    std::int64_t innerStride = 0;
    std::int64_t rowStride = 0;
};

class PlacedRows final : public ActivationRows {
public:
    PlacedRows(const RowPlaces &places, std::int64_t itemRows, std::int64_t length)
        : ActivationRows(places.outer * places.inner * itemRows, itemRows, 1, length), m_places(places)
    {
    }
    const float *read(std::int64_t first, std::int64_t count, float *scratch) const override;
    [[nodiscard]] PartsApart lying(std::int64_t first) const override;
    [[nodiscard]] std::string placeOf(std::int64_t part, std::int64_t element) const override; ///< in its item

private:
    [[nodiscard]] const float *at(std::int64_t row) const;

    RowPlaces m_places;
};

/// Images [images, channels, height, width] in memory, possibly a group of the channels of wider ones.
struct ImagePlanes {
    const float *data = nullptr;  ///< first channel of the first image
    std::int64_t imageStride = 0; ///< floats from one image to the next
    std::int64_t channels = 0;
};

/// One row a pixel with its channels, for a product with a ConvolutionWindow. Pixels that no window sees are zeros, so
/// that they leave an image's largest magnitude alone.
class PixelRows final : public ActivationRows {
public:
    PixelRows(const ImagePlanes &planes, const ConvolutionWindow &window);
    const float *read(std::int64_t first, std::int64_t count, float *scratch) const override;
    [[nodiscard]] std::string placeOf(std::int64_t part, std::int64_t element) const override;

private:
    ImagePlanes m_planes;
    ConvolutionWindow m_window;
    std::vector<bool> m_seen; ///< [height * width]; empty: all are
};

/// One row an output pixel with all its taps, channels innermost: what im2col would write, one segment.
class PatchRows final : public ActivationRows {
public:
    PatchRows(const ImagePlanes &planes, const ConvolutionWindow &window);
    const float *read(std::int64_t first, std::int64_t count, float *scratch) const override;

private:
    ImagePlanes m_planes;
    ConvolutionWindow m_window;
};

} // namespace vsq
