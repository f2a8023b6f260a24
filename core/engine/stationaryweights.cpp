// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/stationaryweights.h"

#include "core/base/blockpool.h"
#include "core/base/copyfloats.h"
#include "core/base/handover.h"
#include "core/base/transpose.h"
#include "core/engine/activationpacker.h"
#include "core/engine/codeview.h"
#include "core/engine/columnpacker.h"
#include "core/engine/stopped.h"
#include "core/quantize/rounder.h"
#include "core/quantize/vectorkernels.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <tbb/parallel_for.h>

namespace vsq {

namespace {

constexpr std::int64_t kRowsTogether = 64;        ///< whole cache lines of a transposed matrix
constexpr std::int64_t kSerialElements = 1 << 15; ///< fewer are quantized before another thread is awake

/// What is made of A before it is packed: rows of whole vectors, whole panels of rows; what A does not have is zeros.
class StationaryCodes {
public:
    StationaryCodes(const StationaryMatrix &a, const OperandFormat &activations, const ProductFormat &format, int panelRows)
        : m_a(a), m_vectors((a.columns + format.vectorSize - 1) / format.vectorSize), m_padded(m_vectors * format.vectorSize),
          m_wholeRows((a.rows + panelRows - 1) / panelRows * panelRows), m_largest(largestCode(activations)), m_format(format),
          m_stride(a.stride > 0 ? a.stride : (a.isTransposed ? a.rows : a.columns)),
          m_codes(static_cast<std::size_t>(m_wholeRows * m_padded)), m_sums(static_cast<std::size_t>(a.rows * m_vectors))
    {
        std::fill(m_codes.data() + a.rows * m_padded, m_codes.data() + m_wholeRows * m_padded, std::int8_t{0});
    }

    /// Vectors have scales of their own. False where a value is not finite.
    bool quantizeVectors(std::optional<float> staticGamma, int scaleBits, const std::stop_token &stop)
    {
        const BlockArray<float> reals(static_cast<std::size_t>(m_a.rows * m_vectors));
        std::atomic<bool> finite = true;
        forRows(stop, [&](const float *x, std::int64_t first, std::int64_t count) {
            const std::uint32_t most = kernels::quantizeVectors(
                x, count * m_padded, m_format.vectorSize, m_largest, reals.data() + first * m_vectors,
                m_codes.data() + first * m_padded, m_sums.data() + first * m_vectors);
            if (most >= kernels::kNotFinite) {
                finite = false;
            }
        });
        const auto largest = static_cast<float>((1 << scaleBits) - 1);
        m_gamma = staticGamma ? *staticGamma : *std::max_element(reals.begin(), reals.end()) / largest;
        m_scales = BlockArray<std::uint16_t>(reals.size());
        const float gamma = m_gamma;
        if (gamma > 0.0F && finite) {
            std::transform(reals.begin(), reals.end(), m_scales.begin(), [=](float real) {
                return static_cast<std::uint16_t>(
                    static_cast<std::int32_t>((std::min(real / gamma, largest) + kRounder) - kRounder));
            });
        } else {
            std::fill(m_scales.begin(), m_scales.end(), std::uint16_t{0});
        }
        return finite;
    }

    /// One scale for all.
    bool quantizeWhole(std::optional<float> staticGamma, const std::stop_token &stop)
    {
        const std::int64_t lines = m_a.isTransposed ? m_a.columns : m_a.rows;
        const std::int64_t width = m_a.isTransposed ? m_a.rows : m_a.columns;
        std::uint32_t most = 0;
        if (m_stride == width) {
            most = kernels::largestMagnitude(m_a.values, lines * width);
        } else {
            for (std::int64_t i = 0; i < lines; ++i) {
                most = std::max(most, kernels::largestMagnitude(m_a.values + i * m_stride, width));
            }
        }
        if (most >= kernels::kNotFinite) {
            return false;
        }
        m_gamma = staticGamma ? *staticGamma : std::bit_cast<float>(most) / static_cast<float>(m_largest);
        forRows(stop, [&](const float *x, std::int64_t first, std::int64_t count) {
            std::int8_t *codes = m_codes.data() + first * m_padded;
            if (m_gamma > 0.0F) {
                kernels::encode(x, count * m_padded, m_gamma, -m_largest, m_largest, codes);
            } else {
                std::fill_n(codes, count * m_padded, std::int8_t{0});
            }
            kernels::sumCodes(codes, count * m_vectors, m_format.vectorSize, m_sums.data() + first * m_vectors);
        });
        return true;
    }

    [[nodiscard]] PackedWeights pack(Isa isa, const std::stop_token &stop) const
    {
        CodeView view;
        view.rows = m_a.rows;
        view.columns = m_a.columns;
        view.segmentStride = m_padded;
        view.segmentLength = m_padded;
        view.codes = m_codes.data();
        view.words = {m_scales.data(), m_scales.size()};
        view.wholeRows = m_wholeRows;
        view.sums = m_sums.data();
        return {view, m_format, {m_gamma}, isa, stop};
    }

private:
    /// Calls function(x, first, count): rows first .. first+count-1 of A at x, padded.
    template <typename Function>
    void forRows(const std::stop_token &stop, const Function &function) const
    {
        const auto block = [&](std::int64_t first, std::int64_t count) {
            if (!m_a.isTransposed && m_a.columns == m_padded && m_stride == m_padded) {
                function(m_a.values + first * m_padded, first, count);
                return;
            }
            const BlockArray<float> rows(static_cast<std::size_t>(count * m_padded));
            if (m_a.isTransposed) {
                transposeBlock(m_a.values + first, m_stride, m_a.columns, count, rows.data(), m_padded);
            }
            for (std::int64_t i = 0; i < count; ++i) {
                float *to = rows.data() + i * m_padded;
                if (!m_a.isTransposed) {
                    copyFloats(m_a.values + (first + i) * m_stride, m_a.columns, to);
                }
                std::fill(to + m_a.columns, to + m_padded, 0.0F);
            }
            function(rows.data(), first, count);
        };
        const std::int64_t blocks = (m_a.rows + kRowsTogether - 1) / kRowsTogether;
        const auto at = [&](std::int64_t i) {
            throwIfStopped(stop);
            block(i * kRowsTogether, std::min(kRowsTogether, m_a.rows - i * kRowsTogether));
        };
        if (m_a.rows * m_padded <= kSerialElements) {
            for (std::int64_t i = 0; i < blocks; ++i) {
                at(i);
            }
        } else {
            handOver(at, [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, blocks, body); });
        }
    }

    StationaryMatrix m_a;
    std::int64_t m_vectors;   ///< a row
    std::int64_t m_padded;    ///< elements a row
    std::int64_t m_wholeRows; ///< of whole panels
    int m_largest;
    ProductFormat m_format;
    std::int64_t m_stride;                ///< floats from one row of the values to the next
    BlockArray<std::int8_t> m_codes;      ///< [wholeRows, padded]
    BlockArray<kernels::CodeSums> m_sums; ///< [rows, vectors]
    BlockArray<std::uint16_t> m_scales;   ///< [rows, vectors]; empty: none
    float m_gamma = 0.0F;
};

} // namespace

std::optional<PackedWeights> packStationary(const StationaryMatrix &a, const OperandFormat &activations,
                                            const Calibration &calibration, const ProductFormat &format,
                                            std::optional<float> staticGamma, Isa isa, const std::stop_token &stop)
{
    if (!ActivationPacker::takes(activations, calibration) || a.rows < 1 || a.columns < 1) {
        return std::nullopt;
    }
    validate(format);
    validate(activations);
    requireFits(activations, format.bitsA, format.unsignedA, "A");
    const Isa resolved = resolve(isa);
    if (ColumnPacker::takes(a, activations, format, resolved)) {
        return ColumnPacker(a, activations, format, false, resolved).pack(staticGamma, stop);
    }
    StationaryCodes codes(a, activations, format, kernelsFor(format, resolved).panelRows);
    const bool finite = activations.granularity == Granularity::Vector
                            ? codes.quantizeVectors(staticGamma, activations.scaleBits, stop)
                            : codes.quantizeWhole(staticGamma, stop);
    return finite ? std::optional(codes.pack(resolved, stop)) : std::nullopt;
}

} // namespace vsq
