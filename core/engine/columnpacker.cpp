// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/columnpacker.h"

#include "core/base/handover.h"
#include "core/engine/codeview.h"
#include "core/engine/stopped.h"
#include "core/quantize/rounder.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <tbb/parallel_for.h>

namespace vsq {

namespace {

constexpr std::int64_t kPanelsAtOnce = 8;        ///< a row's values of so many panels are read one behind the other
constexpr std::int64_t kSerialColumns = 1 << 15; ///< fewer elements are quantized before another thread is awake
constexpr int kMostColumnRows = 32;

CodeView shapeOf(const StationaryMatrix &a)
{
    CodeView view;
    view.rows = a.rows;
    view.columns = a.columns;
    view.segments = 1;
    view.segmentStride = a.columns;
    view.segmentLength = a.columns;
    return view;
}

} // namespace

bool ColumnPacker::takes(const StationaryMatrix &a, const OperandFormat &operand, const ProductFormat &format, Isa isa)
{
    const kernels::KernelSet &set = kernelsFor(format, resolve(isa));
    return a.isTransposed && operand.granularity == Granularity::Vector && !operand.isUnsigned && set.codeBytes == 1
           && !set.wholeVectors && set.panelRows % 16 == 0 && set.panelRows <= kMostColumnRows && format.scaled()
           && (!set.offsetCodes || format.bitsA > 1);
}

ColumnPacker::ColumnPacker(const StationaryMatrix &a, const OperandFormat &operand, const ProductFormat &format, bool ownGammas,
                           Isa isa)
    : m_a(a), m_stride(a.stride > 0 ? a.stride : a.rows), m_format(format), m_ownGammas(ownGammas), m_qmax(largestCode(operand)),
      m_mostScale(static_cast<float>((1 << operand.scaleBits) - 1)),
      m_to(PackedWeights::emptyPanels(shapeOf(a), format, std::vector<float>(static_cast<std::size_t>(a.rows)), isa)),
      m_panelRows(m_to->kernels->panelRows), m_panels((a.rows + m_panelRows - 1) / m_panelRows),
      m_reals(static_cast<std::size_t>(m_panels * m_to->vectors * m_panelRows)), m_sums(m_reals.size())
{
}

std::optional<PackedWeights> ColumnPacker::pack(std::optional<float> staticGamma, const std::stop_token &stop)
{
    const std::int64_t blocks = (m_panels + kPanelsAtOnce - 1) / kPanelsAtOnce;
    const auto forBlocks = [&](const auto &function) {
        const auto at = [&](std::int64_t i) {
            throwIfStopped(stop);
            function(i * kPanelsAtOnce, std::min(kPanelsAtOnce, m_panels - i * kPanelsAtOnce));
        };
        if (m_a.rows * m_a.columns <= kSerialColumns) {
            for (std::int64_t i = 0; i < blocks; ++i) {
                at(i);
            }
        } else {
            handOver(at, [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, blocks, body); });
        }
    };
    const auto finishAll = [this](std::int64_t first, std::int64_t count) {
        for (std::int64_t panel = first; panel < first + count; ++panel) {
            finish(panel);
        }
    };
    std::atomic<bool> finite = true;
    forBlocks([&](std::int64_t first, std::int64_t count) {
        if (!finite) {
            return;
        }
        if (!quantize(first, count)) {
            finite = false;
        } else if (m_ownGammas) {
            finishAll(first, count);
        }
    });
    if (!finite) {
        return std::nullopt;
    }
    if (!m_ownGammas) {
        m_gamma = staticGamma ? *staticGamma : *std::max_element(m_reals.begin(), m_reals.end()) / m_mostScale;
        std::fill_n(m_to->gamma.begin(), m_a.rows, m_gamma);
        forBlocks(finishAll);
    }
    return PackedWeights(std::shared_ptr<const PackedWeights::Data>(m_to));
}

std::uint8_t *ColumnPacker::vectorAt(std::int64_t panel, std::int64_t vector) const
{
    return m_to->data.data() + static_cast<std::size_t>(panel * m_to->vectors + vector) * m_to->vectorBytes;
}

bool ColumnPacker::quantize(std::int64_t firstPanel, std::int64_t panels)
{
    const std::int64_t vectors = m_to->vectors;
    kernels::ColumnVectors block;
    block.stride = m_stride;
    block.vectorSize = m_format.vectorSize;
    block.panelRows = m_panelRows;
    block.qmax = m_qmax;
    block.offset = m_to->kernels->offsetCodes && !m_format.unsignedA ? 1 << (m_format.bitsA - 1) : 0;
    for (std::int64_t vector = 0; vector < vectors; ++vector) {
        const std::int64_t row = vector * m_format.vectorSize;
        block.rows = static_cast<int>(std::min<std::int64_t>(m_format.vectorSize, m_a.columns - row));
        for (std::int64_t panel = firstPanel; panel < firstPanel + panels; ++panel) {
            const std::int64_t first = panel * m_panelRows;
            const std::int64_t at = (panel * vectors + vector) * m_panelRows;
            block.x = m_a.values + row * m_stride + first;
            block.columns = static_cast<int>(std::min<std::int64_t>(m_panelRows, m_a.rows - first));
            block.scales = m_reals.data() + at;
            block.sums = m_sums.data() + at;
            block.words = reinterpret_cast<std::uint32_t *>(vectorAt(panel, vector));
            if (kernels::packColumns(block) >= kernels::kNotFinite) {
                return false;
            }
        }
    }
    return true;
}

void ColumnPacker::finish(std::int64_t panel)
{
    const std::int64_t vectors = m_to->vectors;
    const int rows = m_panelRows;
    const int shift = scaleShifts(m_format).a;
    const float mostScale = m_mostScale;
    const float *reals = m_reals.data() + panel * vectors * rows;
    const kernels::CodeSums *sums = m_sums.data() + panel * vectors * rows;
    float gammas[kMostColumnRows];
    std::fill_n(gammas, rows, m_gamma);
    if (m_ownGammas) {
        std::fill_n(gammas, rows, 0.0F);
        for (std::int64_t i = 0; i < vectors; ++i) {
            for (int r = 0; r < rows; ++r) {
                gammas[r] = std::max(gammas[r], reals[i * rows + r]);
            }
        }
        for (int r = 0; r < rows; ++r) {
            gammas[r] /= mostScale;
            if (panel * rows + r < m_a.rows) {
                m_to->gamma[static_cast<std::size_t>(panel * rows + r)] = gammas[r];
            }
        }
    }
    double scaledSquares[kMostColumnRows] = {};
    double codeSquares[kMostColumnRows] = {};
    for (std::int64_t vector = 0; vector < vectors; ++vector, reals += rows, sums += rows) {
        std::int32_t scales[kMostColumnRows];
        for (int r = 0; r < rows; ++r) {
            const float ratio = gammas[r] > 0.0F ? reals[r] / gammas[r] : 0.0F;
            scales[r] = static_cast<std::int32_t>((std::min(ratio, mostScale) + kRounder) - kRounder);
        }
        std::int32_t stored[kMostColumnRows];
        for (int r = 0; r < rows; ++r) {
            const double square = sums[r].square;
            codeSquares[r] += square;
            scaledSquares[r] += square * scales[r] * scales[r];
            stored[r] = scales[r] << shift;
        }
        std::uint8_t *to = vectorAt(panel, vector)
                           + static_cast<std::size_t>(rows) * static_cast<std::size_t>(m_format.vectorSize);
        std::memcpy(to, stored, static_cast<std::size_t>(rows) * sizeof(std::int32_t));
    }
    const auto at = static_cast<std::size_t>(panel);
    m_to->scaledNorm[at] = std::sqrt(*std::max_element(scaledSquares, scaledSquares + rows));
    m_to->codeNorm[at] = std::sqrt(*std::max_element(codeSquares, codeSquares + rows));
}

} // namespace vsq
