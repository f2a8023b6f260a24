// SPDX-License-Identifier: GPL-3.0-or-later
// Codes laid into the panels that the kernels read (kernels/tile.h). Internal to the engine.
#pragma once

#include "core/base/transpose.h"
#include "core/engine/codeview.h"
#include "core/engine/packedoperand.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vsq {

/// Writes panels, from a view of all rows or of some that begin at a panel's first.
class PanelPacker {
public:
    PanelPacker(const CodeView &view, PackedWeights::Data &to, std::int64_t firstRow = 0)
        : m_view(view), m_to(to), m_firstRow(firstRow), m_size(to.format.vectorSize), m_rows(to.kernels->panelRows),
          m_group(to.kernels->wholeVectors ? to.format.vectorSize : 4 / to.kernels->codeBytes),
          m_offset(to.kernels->offsetCodes && !to.format.unsignedA ? 1 << (to.format.bitsA - 1) : 0),
          m_perSegment(to.vectors / to.segments), m_scaleShift(scaleShifts(to.format).a)
    {
    }

    void pack(std::int64_t panel) const
    {
        std::uint8_t *out = m_to.data.data() + static_cast<std::size_t>(panel * m_to.vectors) * m_to.vectorBytes;
        double scaledSquares[kMostRows] = {};
        double codeSquares[kMostRows] = {};
        for (std::int64_t vector = 0; vector < m_to.vectors; ++vector, out += m_to.vectorBytes) {
            const std::int64_t first = panel * m_rows - m_firstRow;
            const bool transposed = transposeBytes(first, vector, out);
            for (int r = 0; r < m_rows; ++r) {
                const std::int64_t row = first + r;
                const int scale = row < m_view.rows && m_to.format.scaled() ? m_view.scale(row * m_to.vectors + vector) : 0;
                const double square = transposed ? squareAt(row, vector) : packVector(row, vector, r, out);
                scaledSquares[r] += square * scale * scale;
                codeSquares[r] += square;
                if (m_to.format.scaled()) {
                    const std::int32_t stored = scale << m_scaleShift;
                    std::memcpy(out + codeBytes() + r * 4, &stored, sizeof stored);
                }
            }
        }
        const auto at = static_cast<std::size_t>(panel);
        m_to.scaledNorm[at] = std::sqrt(*std::max_element(scaledSquares, scaledSquares + m_rows));
        m_to.codeNorm[at] = std::sqrt(*std::max_element(codeSquares, codeSquares + m_rows));
    }

private:
    [[nodiscard]] int codeBytes() const { return m_rows * m_size * m_to.kernels->codeBytes; }

    [[nodiscard]] const std::int8_t *codesAt(std::int64_t row, std::int64_t vector) const
    {
        return m_view.segment(row, vector / m_perSegment) + vector % m_perSegment * m_size;
    }

    /// Whole vectors of all rows at once, where a byte is a code: four codes of each row side by side are a matrix of 32-bit
    /// words transposed. False where it is not so; nothing is written then.
    bool transposeBytes(std::int64_t row, std::int64_t vector, std::uint8_t *out) const
    {
        const std::int64_t stride = m_view.segments * m_view.segmentStride;
        if (m_to.kernels->codeBytes != 1 || row + m_rows > std::max(m_view.rows, m_view.wholeRows) || stride % 4 != 0
            || vector % m_perSegment * m_size + m_size > m_view.segmentLength) {
            return false;
        }
        transposeWords(codesAt(row, vector), stride, m_rows, m_size / 4, out, std::int64_t{m_rows} * 4);
        if (m_offset > 0) {
            raiseCodes(out, std::int64_t{m_rows} * m_size, m_offset);
        }
        return true;
    }

    /// Adds the offset to signed codes, eight at a time: to 0..255 first, then down, so that no byte borrows of another.
    static void raiseCodes(std::uint8_t *codes, std::int64_t count, int offset)
    {
        const std::uint64_t down = static_cast<std::uint64_t>(128 - offset) * 0x0101010101010101U;
        for (std::int64_t i = 0; i < count; i += 8) {
            std::uint64_t eight;
            std::memcpy(&eight, codes + i, sizeof eight);
            eight = (eight ^ 0x8080808080808080U) - down;
            std::memcpy(codes + i, &eight, sizeof eight);
        }
    }

    /// Of a vector whose codes lie there, if only as zeros.
    [[nodiscard]] double squareAt(std::int64_t row, std::int64_t vector) const
    {
        if (m_view.sums == nullptr) {
            return squareOf(codesAt(row, vector), m_size);
        }
        return row < m_view.rows ? m_view.sums[row * m_to.vectors + vector].square : 0;
    }

    /// Of at most 128 signed codes; a call of another kernel would take longer than that.
    [[nodiscard]] double squareOf(const std::int8_t *codes, int count) const
    {
        if (m_to.format.unsignedA) {
            double square = 0.0;
            for (int i = 0; i < count; ++i) {
                square += static_cast<double>(static_cast<std::uint8_t>(codes[i])) * static_cast<std::uint8_t>(codes[i]);
            }
            return square;
        }
        std::int32_t square = 0;
        for (int i = 0; i < count; ++i) {
            square += std::int32_t{codes[i]} * codes[i];
        }
        return square;
    }

    /// Lays a vector's codes into its groups; the sum of their squares.
    double packVector(std::int64_t row, std::int64_t vector, int r, std::uint8_t *out) const
    {
        std::int8_t codes[kMostCodes] = {};
        if (row < m_view.rows) {
            const std::int64_t first = vector % m_perSegment * m_size;
            std::copy_n(m_view.segment(row, vector / m_perSegment) + first,
                        std::min<std::int64_t>(m_size, m_view.segmentLength - first), codes);
        }
        if (m_to.kernels->codeBytes == 1) {
            packBytes(codes, out + r * 4);
        } else {
            packWords(codes, out + r * m_group * 2);
        }
        return row < m_view.rows ? squareOf(codes, m_size) : 0.0;
    }

    /// Four codes at a time, each raised by the offset: to 0..255 first, then down, so that no byte borrows of another.
    void packBytes(const std::int8_t *codes, std::uint8_t *out) const
    {
        const std::uint32_t flip = m_offset > 0 ? 0x80808080U : 0U;
        const std::uint32_t down = m_offset > 0 ? static_cast<std::uint32_t>(128 - m_offset) * 0x01010101U : 0U;
        for (int i = 0; i < m_size; i += 4, out += m_rows * 4) {
            std::uint32_t four;
            std::memcpy(&four, codes + i, 4);
            four = (four ^ flip) - down;
            std::memcpy(out, &four, 4);
        }
    }

    void packWords(const std::int8_t *codes, std::uint8_t *out) const
    {
        for (int i = 0; i < m_size; i += m_group, out += m_rows * m_group * 2) {
            for (int j = 0; j < m_group; ++j) {
                const auto word = static_cast<std::int16_t>(m_to.format.unsignedA ? static_cast<std::uint8_t>(codes[i + j])
                                                                                  : codes[i + j]);
                std::memcpy(out + j * 2, &word, sizeof word);
            }
        }
    }

    static constexpr int kMostCodes = 128;
    static constexpr int kMostRows = 32;
    const CodeView &m_view;
    PackedWeights::Data &m_to;
    std::int64_t m_firstRow; ///< the view's first row in A
    int m_size;
    int m_rows;
    int m_group;
    int m_offset;
    std::int64_t m_perSegment;
    int m_scaleShift;
};

} // namespace vsq
