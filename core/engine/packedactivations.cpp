// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/handover.h"
#include "core/engine/activationpacker.h"
#include "core/engine/codeview.h"
#include "core/engine/packedoperand.h"
#include "core/engine/stopped.h"
#include "core/quantize/vectorkernels.h"

#include <algorithm>
#include <tbb/parallel_for.h>

namespace vsq {

namespace {

/// Of codes that are bytes, or else words.
void sumVectors(const std::int8_t *bytes, const std::int16_t *words, std::int64_t vectors, int size, kernels::CodeSums *sums)
{
    if (words == nullptr) {
        kernels::sumCodes(bytes, vectors, size, sums);
        return;
    }
    for (std::int64_t v = 0; v < vectors; ++v) {
        sums[v] = {0, 0};
        for (int i = 0; i < size; ++i) {
            const std::int32_t code = words[v * size + i];
            sums[v].sum += code;
            sums[v].square += code * code;
        }
    }
}

} // namespace

PackedActivations::PackedActivations(const Operand &operand, Mode mode, Isa isa, const std::stop_token &stop)
    : m_format(productFormat(mode)), m_isa(resolve(isa))
{
    const CodeView view = viewOf(operand);
    checkCodes(view, m_format.bitsB, m_format.unsignedB, "B", stop);
    pack(view, stop);
}

PackedActivations::PackedActivations(QuantizedMatrix matrix, const ProductFormat &format, Isa isa, const std::stop_token &stop)
    : m_format(format), m_isa(resolve(isa)), m_gamma(matrix.gamma.empty() ? std::vector<float>{1.0F} : matrix.gamma)
{
    validate(format);
    requireFits(matrix.format, format.bitsB, format.unsignedB, "B");
    if (matrix.segmentColumns() % format.vectorSize == 0 && kernelsFor(format, m_isa).codeBytes == 1) {
        m_taken = std::move(matrix.codes);
        m_taken.resize(m_taken.size() + static_cast<std::size_t>(matrix.segmentColumns()), 0); // the row of zeros
        CodeView view = viewOf(matrix);
        view.codes = m_taken.data();
        pack(view, stop);
    } else {
        pack(viewOf(matrix), stop);
    }
}

const std::int8_t *PackedActivations::codes() const
{
    return m_taken.empty() ? reinterpret_cast<const std::int8_t *>(m_packed.data()) : m_taken.data();
}

std::size_t PackedActivations::byteSize() const
{
    return m_taken.size() + m_packed.size() + m_aux.size() * sizeof(kernels::VectorAux)
           + m_totals.size() * (sizeof(std::int32_t) + 2 * sizeof(float));
}

void PackedActivations::pack(const CodeView &view, const std::stop_token &stop)
{
    const kernels::KernelSet &set = kernelsFor(m_format, m_isa);
    const int size = m_format.vectorSize;
    m_rows = view.rows;
    m_columns = view.columns;
    m_segments = view.segments;
    m_vectors = (view.segmentLength + size - 1) / size;
    const std::int64_t segmentRows = view.rows * view.segments;
    const std::int64_t padded = m_vectors * size;
    if (m_taken.empty()) {
        m_packed = AlignedBytes(static_cast<std::size_t>((segmentRows + 1) * padded * set.codeBytes));
    }
    const auto parts = static_cast<std::size_t>(segmentRows + 1);
    m_aux = BlockArray<kernels::VectorAux>(parts * static_cast<std::size_t>(m_vectors));
    m_totals = BlockArray<std::int32_t>(parts);
    m_scaledSquares = BlockArray<float>(parts);
    m_codeSquares = BlockArray<float>(parts);
    const int offset = set.offsetCodes && !m_format.unsignedA ? 1 << (m_format.bitsA - 1) : 0;
    const int shift = scaleShifts(m_format).b;

    const auto packRow = [&](std::int64_t row) {
        const bool zeros = row == segmentRows;
        const std::int8_t *codes = zeros ? nullptr : view.segment(0, row);
        const std::int64_t length = zeros ? 0 : view.segmentLength;
        const std::int8_t *bytes = codes;
        const std::int16_t *words = nullptr;
        if (set.codeBytes == 2) {
            auto *to = reinterpret_cast<std::int16_t *>(m_packed.data()) + row * padded;
            for (std::int64_t k = 0; k < length; ++k) {
                to[k] = static_cast<std::int16_t>(m_format.unsignedB ? static_cast<std::uint8_t>(codes[k]) : codes[k]);
            }
            std::fill(to + length, to + padded, std::int16_t{0});
            words = to;
        } else if (m_taken.empty()) {
            auto *to = reinterpret_cast<std::int8_t *>(m_packed.data()) + row * padded;
            std::copy(codes, codes + length, to);
            std::fill(to + length, to + padded, std::int8_t{0});
            bytes = to;
        } else if (zeros) {
            bytes = m_taken.data() + segmentRows * padded;
        }
        thread_local std::vector<kernels::CodeSums> sums;
        sums.resize(static_cast<std::size_t>(m_vectors));
        sumVectors(bytes, words, m_vectors, size, sums.data());
        double scaledSquare = 0.0;
        double codeSquare = 0.0;
        std::int32_t total = 0;
        for (std::int64_t v = 0; v < m_vectors; ++v) {
            const std::int64_t at = row * m_vectors + v;
            const auto [sum, square] = sums[static_cast<std::size_t>(v)];
            const int scale = zeros || !m_format.scaled() ? 0 : view.scale(at);
            const std::int32_t correction = -offset * sum;
            total += correction;
            m_aux[static_cast<std::size_t>(at)] = {set.halfCorrection ? correction & 0xffff : correction, scale << shift};
            codeSquare += square;
            scaledSquare += static_cast<double>(square) * scale * scale;
        }
        const auto at = static_cast<std::size_t>(row);
        m_totals[at] = total;
        m_scaledSquares[at] = roundedUp(scaledSquare);
        m_codeSquares[at] = roundedUp(codeSquare);
    };
    const std::int64_t grain = std::max<std::int64_t>(1, 32768 / std::max<std::int64_t>(1, padded));
    if (segmentRows <= grain) {
        for (std::int64_t row = 0; row <= segmentRows; ++row) {
            packRow(row);
        }
    } else {
        handOver(
            [&](const tbb::blocked_range<std::int64_t> &range) {
                throwIfStopped(stop);
                for (std::int64_t row = range.begin(); row < range.end(); ++row) {
                    packRow(row);
                }
            },
            [&](const auto &body) { // no piece longer than the grain: between pieces one may be told to stop
                tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, segmentRows + 1, static_cast<std::size_t>(grain)), body,
                                  tbb::simple_partitioner());
            });
    }
    findMost();
}

void PackedActivations::findMost()
{
    const auto most = [](const BlockArray<float> &squares) { // none is negative
        constexpr std::size_t kLanes = 8;                    // which do not wait for each other
        float lanes[kLanes] = {};
        const float *values = squares.data();
        std::size_t i = 0;
        for (; i + kLanes <= squares.size(); i += kLanes) {
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                lanes[lane] = lanes[lane] < values[i + lane] ? values[i + lane] : lanes[lane];
            }
        }
        for (; i < squares.size(); ++i) {
            lanes[0] = std::max(lanes[0], values[i]);
        }
        return *std::max_element(lanes, lanes + kLanes);
    };
    m_mostScaledSquare = most(m_scaledSquares);
    m_mostCodeSquare = most(m_codeSquares);
}

PackedActivations quantizeAndPack(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &activations,
                                  const ProductFormat &format, std::optional<float> staticGamma, const Calibration &calibration,
                                  std::int64_t segments, Isa isa, std::int64_t itemRows, const std::stop_token &stop)
{
    if (ActivationPacker::takes(activations, calibration) && segments > 0 && columns % segments == 0) {
        return quantizeAndPack(MatrixRows(x, rows, itemRows > 0 ? itemRows : rows, segments, columns / segments), activations,
                               format, staticGamma, isa, stop);
    }
    return {quantizeActivations(x, rows, columns, activations, staticGamma, calibration, segments, itemRows), format, isa, stop};
}

PackedActivations quantizeAndPack(const ActivationRows &rows, const OperandFormat &activations, const ProductFormat &format,
                                  std::optional<float> staticGamma, Isa isa, const std::stop_token &stop)
{
    return ActivationPacker(rows, activations, format, isa, stop).pack(staticGamma);
}

} // namespace vsq
