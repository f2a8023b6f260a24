// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/quantizedvalues.h"

#include "core/base/blockpool.h"
#include "core/base/copyfloats.h"
#include "core/base/handover.h"
#include "core/quantize/blockkernels.h"
#include "core/quantize/finite.h"
#include "core/quantize/quantizer.h"
#include "core/quantize/vectorkernels.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <vector>

namespace vsq {

namespace {

constexpr std::int64_t kWorthATask = 16384;  ///< elements
constexpr std::int64_t kFilledAtOnce = 4096; ///< elements that are filled up at once: they stay in the nearest cache

/// Rows cut into pieces that are worth a task, none of which is of two tensors.
class Pieces {
public:
    Pieces(std::int64_t rows, std::int64_t columns, std::int64_t tensorRows)
        : m_tensorRows(tensorRows), m_grain(std::max<std::int64_t>(1, kWorthATask / columns)),
          m_ofOne((tensorRows + m_grain - 1) / m_grain), m_count(rows / tensorRows * m_ofOne),
          m_serial(rows * columns <= kWorthATask || tbb::this_task_arena::max_concurrency() == 1)
    {
    }

    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] std::int64_t ofOneTensor() const { return m_ofOne; }

    /// function(index, first row, rows).
    template <typename Function>
    void forEach(const Function &function) const
    {
        const auto each = [&](std::int64_t index) {
            const std::int64_t tensor = index / m_ofOne * m_tensorRows;
            const std::int64_t begin = tensor + index % m_ofOne * m_grain;
            function(index, begin, std::min(begin + m_grain, tensor + m_tensorRows) - begin);
        };
        if (m_serial) {
            for (std::int64_t i = 0; i < m_count; ++i) {
                each(i);
            }
        } else {
            handOver(each, [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, m_count, body); });
        }
    }

private:
    std::int64_t m_tensorRows;
    std::int64_t m_grain;
    std::int64_t m_ofOne;
    std::int64_t m_count;
    bool m_serial;
};

/// Each tensor's largest magnitude. Throws Error where a value is not finite.
std::vector<float> tensorMaxima(const float *x, std::int64_t rows, std::int64_t columns, const Pieces &pieces)
{
    std::vector<std::uint32_t> most(static_cast<std::size_t>(pieces.count()));
    pieces.forEach([&](std::int64_t index, std::int64_t first, std::int64_t count) {
        most[static_cast<std::size_t>(index)] = kernels::largestMagnitude(x + first * columns, count * columns);
    });
    std::vector<float> maxima;
    for (auto piece = most.begin(); piece != most.end(); piece += pieces.ofOneTensor()) {
        const std::uint32_t largest = *std::max_element(piece, piece + pieces.ofOneTensor());
        if (largest >= kernels::kNotFinite) {
            static_cast<void>(rowMaxima(x, rows, columns)); // which names the value
        }
        maxima.push_back(std::bit_cast<float>(largest));
    }
    return maxima;
}

/// Lines that are no whole blocks, filled up with zeros: a kernel takes many blocks at a time, and lines may have few.
bool paddedValues(kernels::BlockKernel kernel, const OperandFormat &format, const float *from, std::int64_t lines,
                  std::int64_t length, float most, float *to)
{
    const std::int64_t padded = (length + format.vectorSize - 1) / format.vectorSize * format.vectorSize;
    const std::int64_t together = std::min(lines, std::max<std::int64_t>(1, kFilledAtOnce / padded));
    const BlockArray<float> whole(static_cast<std::size_t>(together * padded));
    const BlockArray<float> made(static_cast<std::size_t>(together * padded));
    for (std::int64_t i = 0; i < together; ++i) {
        std::fill(whole.data() + i * padded + length, whole.data() + (i + 1) * padded, 0.0F);
    }
    for (std::int64_t first = 0; first < lines; first += together) {
        const std::int64_t count = std::min(together, lines - first);
        for (std::int64_t i = 0; i < count; ++i) {
            copyFloats(from + (first + i) * length, length, whole.data() + i * padded);
        }
        if (!kernels::blockValues(kernel, format, whole.data(), count * padded, most, made.data())) {
            return false;
        }
        for (std::int64_t i = 0; i < count; ++i) {
            copyFloats(made.data() + i * padded, length, to + (first + i) * length);
        }
    }
    return true;
}

/// False where the format's definition has to decide.
bool valuesByKernel(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                    const Calibration &calibration, std::int64_t segments, std::int64_t tensorRows, float *values)
{
    const kernels::BlockKernel kernel = kernels::blockKernelOf(format);
    if (kernel == kernels::BlockKernel::None || calibration.method != Calibration::Method::Max || rows < 1 || columns < 1
        || segments < 1 || columns % segments != 0 || tensorRows < 1 || rows % tensorRows != 0) {
        return false;
    }
    const Pieces pieces(rows, columns, tensorRows);
    std::vector<float> largest;
    if (kernels::needsTensorLargest(kernel, format)) {
        largest = tensorMaxima(x, rows, columns, pieces);
    }
    const std::int64_t length = columns / segments;
    const bool continuous = length % format.vectorSize == 0; // rows follow each other as blocks
    std::atomic<bool> ordinary = true;
    pieces.forEach([&](std::int64_t, std::int64_t first, std::int64_t count) {
        if (!ordinary) {
            return;
        }
        const float most = largest.empty() ? 0.0F : largest[static_cast<std::size_t>(first / tensorRows)];
        const float *from = x + first * columns;
        float *to = values + first * columns;
        if (continuous ? !kernels::blockValues(kernel, format, from, count * columns, most, to)
                       : !paddedValues(kernel, format, from, count * segments, length, most, to)) {
            ordinary = false;
        }
    });
    return ordinary;
}

void copyValues(const QuantizedMatrix &matrix, float *values)
{
    const std::vector<float> made = dequantize(matrix);
    std::copy(made.begin(), made.end(), values);
}

} // namespace

void weightValues(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                  const Calibration &calibration, std::int64_t segments, float *values)
{
    const std::int64_t tensorRows = format.granularity == Granularity::Channel ? 1 : rows;
    if (!valuesByKernel(x, rows, columns, format, calibration, segments, tensorRows, values)) {
        copyValues(quantizeWeights(x, rows, columns, format, calibration, segments), values);
    }
}

void activationValues(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                      std::optional<float> staticGamma, const Calibration &calibration, std::int64_t segments,
                      std::int64_t itemRows, float *values)
{
    const bool byKernel =
        !staticGamma && valuesByKernel(x, rows, columns, format, calibration, segments, itemRows > 0 ? itemRows : rows, values);
    if (!byKernel) {
        copyValues(quantizeActivations(x, rows, columns, format, staticGamma, calibration, segments, itemRows), values);
    }
}

bool planesByKernel(const float *x, std::int64_t channels, std::int64_t pixels, const OperandFormat &format, float tensorLargest,
                    float *values)
{
    const kernels::BlockKernel kernel = kernels::blockKernelOf(format);
    if (kernel == kernels::BlockKernel::None) {
        return false;
    }
    const std::int64_t size = format.vectorSize;
    std::atomic<bool> ordinary = true;
    const auto blocks = [&](std::int64_t begin, std::int64_t end) {
        const std::int64_t first = begin * size;
        const std::int64_t count = std::min(channels, end * size) - first;
        if (ordinary
            && !kernels::planeValues(kernel, format, x + first * pixels, count, pixels, tensorLargest, values + first * pixels)) {
            ordinary = false;
        }
    };
    const std::int64_t count = (channels + size - 1) / size;
    if (channels * pixels <= kWorthATask) {
        blocks(0, count);
    } else {
        const auto grain = static_cast<std::size_t>(std::max<std::int64_t>(1, kWorthATask / (size * pixels)));
        handOver([&](const tbb::blocked_range<std::int64_t> &range) { blocks(range.begin(), range.end()); },
                 [&](const auto &body) { tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, count, grain), body); });
    }
    return ordinary;
}

} // namespace vsq
