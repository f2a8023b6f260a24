// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/constantweights.h"

#include "core/base/blockpool.h"
#include "core/base/handover.h"
#include "core/base/transpose.h"
#include "core/engine/columnpacker.h"
#include "core/engine/panelpacker.h"
#include "core/engine/stopped.h"
#include "core/quantize/rounder.h"
#include "core/quantize/vectorkernels.h"

#include <atomic>
#include <bit>
#include <tbb/parallel_for.h>

namespace vsq {

namespace {

constexpr std::int64_t kRowsAtOnce = 64;         ///< whole panels, and whole cache lines of a transposed matrix
constexpr std::int64_t kSerialWeights = 1 << 15; ///< fewer are quantized before another thread is awake

bool takesConstant(const OperandFormat &weights, const Calibration &calibration)
{
    return weights.isTwoLevel() && calibration.method == Calibration::Method::Max && !weights.isUnsigned
           && weights.search == ScaleSearch::None && weights.granularity != Granularity::Tensor
           && (weights.granularity != Granularity::Vector || weights.scaleBits > 0);
}

} // namespace

class ConstantPacker {
public:
    ConstantPacker(const StationaryMatrix &a, std::int64_t segments, const OperandFormat &weights, const ProductFormat &format,
                   Isa isa)
        : m_a(a), m_segments(segments), m_length(a.columns / segments),
          m_stride(a.stride > 0 ? a.stride : (a.isTransposed ? a.rows : a.columns)),
          m_padded((m_length + format.vectorSize - 1) / format.vectorSize * format.vectorSize), m_format(format),
          m_perVector(weights.granularity == Granularity::Vector), m_largest(largestCode(weights)),
          m_mostScale(static_cast<float>((1 << weights.scaleBits) - 1)),
          m_to(PackedWeights::emptyPanels(shape(), format, std::vector<float>(static_cast<std::size_t>(a.rows)), isa))
    {
    }

    /// False where a value is not finite.
    bool run(const std::stop_token &stop)
    {
        std::atomic<bool> finite = true;
        const std::int64_t blocks = (m_a.rows + kRowsAtOnce - 1) / kRowsAtOnce;
        const auto at = [&](std::int64_t i) {
            throwIfStopped(stop);
            if (finite && !pack(i * kRowsAtOnce, std::min(kRowsAtOnce, m_a.rows - i * kRowsAtOnce))) {
                finite = false;
            }
        };
        if (m_a.rows * m_a.columns < kSerialWeights) {
            for (std::int64_t i = 0; i < blocks; ++i) {
                at(i);
            }
        } else {
            handOver(at, [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, blocks, body); });
        }
        return finite;
    }

    [[nodiscard]] PackedWeights result() const { return PackedWeights(std::shared_ptr<const PackedWeights::Data>(m_to)); }

private:
    [[nodiscard]] CodeView shape() const
    {
        CodeView view;
        view.rows = m_a.rows;
        view.columns = m_a.columns;
        view.segments = m_segments;
        view.segmentStride = m_padded;
        view.segmentLength = m_padded;
        return view;
    }

    [[nodiscard]] std::int64_t rowSize() const { return m_segments * m_padded; }

    /// Rows first .. first+count-1 with each segment padded to whole vectors: where they lie, or in scratch.
    const float *rowsAt(std::int64_t first, std::int64_t count, float *scratch) const
    {
        if (m_a.isTransposed) { // one segment
            transposeBlock(m_a.values + first, m_stride, m_a.columns, count, scratch, m_padded);
        }
        for (std::int64_t i = 0; m_length < m_padded && i < count * m_segments; ++i) {
            std::fill(scratch + i * m_padded + m_length, scratch + (i + 1) * m_padded, 0.0F);
        }
        if (m_a.isTransposed) {
            return scratch;
        }
        if (m_length == m_padded && m_stride == m_a.columns) {
            return m_a.values + first * m_stride;
        }
        for (std::int64_t i = 0; i < count; ++i) {
            for (std::int64_t s = 0; s < m_segments; ++s) {
                std::copy_n(m_a.values + (first + i) * m_stride + s * m_length, m_length,
                            scratch + (i * m_segments + s) * m_padded);
            }
        }
        return scratch;
    }

    bool pack(std::int64_t first, std::int64_t count)
    {
        const int panelRows = m_to->kernels->panelRows;
        const std::int64_t wholeRows = (count + panelRows - 1) / panelRows * panelRows;
        const std::int64_t vectors = m_to->vectors;
        const BlockArray<float> scratch(static_cast<std::size_t>(count * rowSize()));
        const BlockArray<std::int8_t> codes(static_cast<std::size_t>(wholeRows * rowSize()));
        const BlockArray<kernels::CodeSums> sums(static_cast<std::size_t>(count * vectors));
        const BlockArray<std::uint16_t> scales(static_cast<std::size_t>(m_perVector ? count * vectors : 0));
        const float *x = rowsAt(first, count, scratch.data());
        if (!(m_perVector ? quantizeVectors(first, count, x, codes.data(), sums.data(), scales.data())
                          : quantizeRows(first, count, x, codes.data(), sums.data()))) {
            return false;
        }
        std::fill(codes.data() + count * rowSize(), codes.data() + wholeRows * rowSize(), std::int8_t{0});
        CodeView view = shape();
        view.rows = count;
        view.wholeRows = wholeRows;
        view.codes = codes.data();
        view.words = {scales.data(), scales.size()};
        view.sums = sums.data();
        const PanelPacker packer(view, *m_to, first);
        for (std::int64_t row = first; row < first + count; row += panelRows) {
            packer.pack(row / panelRows);
        }
        return true;
    }

    bool quantizeVectors(std::int64_t first, std::int64_t count, const float *x, std::int8_t *codes, kernels::CodeSums *sums,
                         std::uint16_t *scales)
    {
        const std::int64_t vectors = m_to->vectors;
        const BlockArray<float> reals(static_cast<std::size_t>(count * vectors));
        if (kernels::quantizeVectors(x, count * rowSize(), m_format.vectorSize, m_largest, reals.data(), codes, sums)
            >= kernels::kNotFinite) {
            return false;
        }
        const float mostScale = m_mostScale;
        for (std::int64_t i = 0; i < count; ++i) {
            const float *real = reals.data() + i * vectors;
            std::uint16_t *to = scales + i * vectors;
            const float gamma = *std::max_element(real, real + vectors) / mostScale;
            m_to->gamma[static_cast<std::size_t>(first + i)] = gamma;
            if (gamma > 0.0F) {
                for (std::int64_t v = 0; v < vectors; ++v) {
                    const float rounded = (std::min(real[v] / gamma, mostScale) + kRounder) - kRounder;
                    to[v] = static_cast<std::uint16_t>(static_cast<std::int32_t>(rounded));
                }
            } else {
                std::fill_n(to, vectors, std::uint16_t{0});
            }
        }
        return true;
    }

    /// One scale a row.
    bool quantizeRows(std::int64_t first, std::int64_t count, const float *x, std::int8_t *codes, kernels::CodeSums *sums)
    {
        for (std::int64_t i = 0; i < count; ++i) {
            const float *row = x + i * rowSize();
            std::int8_t *to = codes + i * rowSize();
            const std::uint32_t most = kernels::largestMagnitude(row, rowSize());
            if (most >= kernels::kNotFinite) {
                return false;
            }
            const float gamma = std::bit_cast<float>(most) / static_cast<float>(m_largest);
            m_to->gamma[static_cast<std::size_t>(first + i)] = gamma;
            if (gamma > 0.0F) {
                kernels::encode(row, rowSize(), gamma, -m_largest, m_largest, to);
            } else {
                std::fill_n(to, rowSize(), std::int8_t{0});
            }
        }
        kernels::sumCodes(codes, count * m_to->vectors, m_format.vectorSize, sums);
        return true;
    }

    StationaryMatrix m_a;
    std::int64_t m_segments;
    std::int64_t m_length; ///< of a segment
    std::int64_t m_stride;
    std::int64_t m_padded; ///< elements a segment
    ProductFormat m_format;
    bool m_perVector;
    int m_largest;
    float m_mostScale;
    std::shared_ptr<PackedWeights::Data> m_to;
};

std::optional<PackedWeights> packConstant(const StationaryMatrix &a, std::int64_t segments, const OperandFormat &weights,
                                          const Calibration &calibration, const ProductFormat &format, Isa isa,
                                          const std::stop_token &stop)
{
    if (!takesConstant(weights, calibration) || a.rows < 1 || a.columns < 1 || segments < 1 || a.columns % segments != 0
        || (a.isTransposed && segments > 1)) {
        return std::nullopt;
    }
    validate(format);
    validate(weights);
    requireFits(weights, format.bitsA, format.unsignedA, "A");
    if (ColumnPacker::takes(a, weights, format, isa)) {
        return ColumnPacker(a, weights, format, true, isa).pack({}, stop);
    }
    ConstantPacker packer(a, segments, weights, format, isa);
    return packer.run(stop) ? std::optional(packer.result()) : std::nullopt;
}

} // namespace vsq
