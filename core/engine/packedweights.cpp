// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/codeview.h"
#include "core/engine/packedoperand.h"

#include <algorithm>
#include <cmath>
#include <tbb/parallel_for.h>

namespace vsq {

namespace {

/// Writes one panel.
class PanelPacker {
public:
    PanelPacker(const CodeView &view, PackedWeights::Data &to)
        : m_view(view), m_to(to), m_size(to.format.vectorSize), m_rows(to.kernels->panelRows),
          m_group(to.kernels->wholeVectors ? to.format.vectorSize : 4 / to.kernels->codeBytes),
          m_offset(to.kernels->offsetCodes && !to.format.unsignedA ? 1 << (to.format.bitsA - 1) : 0),
          m_perSegment(to.vectors / to.segments), m_scaleShift(scaleShifts(to.format).a)
    {
    }

    void pack(std::int64_t panel) const
    {
        std::uint8_t *out = m_to.data.data() + static_cast<std::size_t>(panel * m_to.vectors) * m_to.vectorBytes;
        std::vector<double> scaledSquares(static_cast<std::size_t>(m_rows), 0.0);
        std::vector<double> codeSquares(static_cast<std::size_t>(m_rows), 0.0);
        for (std::int64_t vector = 0; vector < m_to.vectors; ++vector, out += m_to.vectorBytes) {
            for (int r = 0; r < m_rows; ++r) {
                const std::int64_t row = panel * m_rows + r;
                const int scale = row < m_to.rows && m_to.format.scaled() ? m_view.scale(row * m_to.vectors + vector) : 0;
                const double square = row < m_to.rows ? packVector(row, vector, r, out) : padVector(r, out);
                scaledSquares[static_cast<std::size_t>(r)] += square * scale * scale;
                codeSquares[static_cast<std::size_t>(r)] += square;
                if (m_to.format.scaled()) {
                    const std::int32_t stored = scale << m_scaleShift;
                    std::memcpy(out + codeBytes() + r * 4, &stored, sizeof stored);
                }
            }
        }
        const auto at = static_cast<std::size_t>(panel);
        m_to.scaledNorm[at] = std::sqrt(*std::max_element(scaledSquares.begin(), scaledSquares.end()));
        m_to.codeNorm[at] = std::sqrt(*std::max_element(codeSquares.begin(), codeSquares.end()));
    }

private:
    [[nodiscard]] int codeBytes() const { return m_rows * m_size * m_to.kernels->codeBytes; }

    void put(int r, int i, int code, std::uint8_t *out) const
    {
        const int at = (i / m_group * m_rows + r) * m_group + i % m_group;
        if (m_to.kernels->codeBytes == 1) {
            out[at] = static_cast<std::uint8_t>(code + m_offset);
        } else {
            const auto wide = static_cast<std::int16_t>(code);
            std::memcpy(out + at * 2, &wide, sizeof wide);
        }
    }

    /// The sum of the codes' squares.
    double packVector(std::int64_t row, std::int64_t vector, int r, std::uint8_t *out) const
    {
        const std::int64_t first = vector % m_perSegment * m_size;
        const std::int8_t *codes = m_view.segment(row, vector / m_perSegment) + first;
        const auto count = static_cast<int>(std::min<std::int64_t>(m_size, m_view.segmentLength - first));
        std::int64_t square = 0;
        for (int i = 0; i < count; ++i) {
            const int code = m_to.format.unsignedA ? static_cast<std::uint8_t>(codes[i]) : codes[i];
            put(r, i, code, out);
            square += code * code;
        }
        for (int i = count; i < m_size; ++i) {
            put(r, i, 0, out);
        }
        return static_cast<double>(square);
    }

    double padVector(int r, std::uint8_t *out) const
    {
        for (int i = 0; i < m_size; ++i) {
            put(r, i, 0, out);
        }
        return 0.0;
    }

    const CodeView &m_view;
    PackedWeights::Data &m_to;
    int m_size;
    int m_rows;
    int m_group;
    int m_offset;
    std::int64_t m_perSegment;
    int m_scaleShift;
};

} // namespace

PackedWeights::PackedWeights(const CodeView &codes, const ProductFormat &format, std::vector<float> gamma, Isa isa)
{
    validate(format);
    auto to = std::make_shared<Data>();
    to->format = format;
    to->isa = resolve(isa);
    to->kernels = &kernelsFor(format, to->isa);
    to->rows = codes.rows;
    to->columns = codes.columns;
    to->segments = codes.segments;
    to->vectors = codes.segments * ((codes.segmentLength + format.vectorSize - 1) / format.vectorSize);
    const int panelRows = to->kernels->panelRows;
    to->vectorBytes = static_cast<std::size_t>(panelRows)
                      * static_cast<std::size_t>(format.vectorSize * to->kernels->codeBytes + (format.scaled() ? 4 : 0));
    const std::int64_t panels = (codes.rows + panelRows - 1) / panelRows;
    to->data = AlignedBytes(static_cast<std::size_t>(panels * to->vectors) * to->vectorBytes);
    to->scaledNorm.resize(static_cast<std::size_t>(panels));
    to->codeNorm.resize(static_cast<std::size_t>(panels));
    if (!gamma.empty()) {
        to->gamma = gamma.size() == 1 ? std::vector<float>(static_cast<std::size_t>(codes.rows), gamma.front()) : std::move(gamma);
        to->gamma.resize(static_cast<std::size_t>(panels * panelRows), 0.0F);
    }
    const PanelPacker packer(codes, *to);
    tbb::parallel_for(std::int64_t{0}, panels, [&](std::int64_t panel) { packer.pack(panel); });
    d = std::move(to);
}

PackedWeights::PackedWeights(const Operand &operand, Mode mode, Isa isa)
    : PackedWeights(checkCodes(viewOf(operand), productFormat(mode).bitsA, false, "A"), productFormat(mode), {}, isa)
{
}

PackedWeights::PackedWeights(const QuantizedMatrix &matrix, const ProductFormat &format, Isa isa)
    : PackedWeights(viewOf(matrix), format, matrix.gamma, isa)
{
    requireFits(matrix.format, format.bitsA, format.unsignedA, "A");
}

} // namespace vsq
