// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/quantizedvalues.h"

#include "core/base/blockpool.h"
#include "core/base/copyfloats.h"
#include "core/base/handover.h"
#include "core/quantize/blockkernels.h"
#include "core/quantize/finite.h"
#include "core/quantize/quantizer.h"

#include <algorithm>
#include <atomic>
#include <tbb/parallel_for.h>
#include <vector>

namespace vsq {

namespace {

constexpr std::int64_t kWorthATask = 16384; ///< elements

/// False where the format's definition has to decide.
bool valuesByKernel(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                    const Calibration &calibration, std::int64_t segments, std::int64_t tensorRows, float *values)
{
    const kernels::BlockKernel kernel = kernels::blockKernelOf(format);
    if (kernel == kernels::BlockKernel::None || calibration.method != Calibration::Method::Max || rows < 1 || columns < 1
        || segments < 1 || columns % segments != 0 || tensorRows < 1 || rows % tensorRows != 0) {
        return false;
    }
    std::vector<float> largest;
    if (kernels::needsTensorLargest(kernel, format)) {
        largest = rowMaxima(x, rows, columns);
        for (std::int64_t first = 0; first < rows; first += tensorRows) {
            largest[static_cast<std::size_t>(first)] = *std::max_element(largest.begin() + first,
                                                                         largest.begin() + first + tensorRows);
        }
    }
    const std::int64_t length = columns / segments;
    const std::int64_t padded = (length + format.vectorSize - 1) / format.vectorSize * format.vectorSize;
    const bool continuous = length == padded; // rows follow each other as blocks
    const std::int64_t grain = std::max<std::int64_t>(1, kWorthATask / columns);
    const std::int64_t pieces = (tensorRows + grain - 1) / grain; // of one tensor
    std::atomic<bool> ordinary = true;
    const auto piece = [&](std::int64_t index) {
        const std::int64_t tensor = index / pieces * tensorRows;
        const std::int64_t begin = tensor + index % pieces * grain;
        const std::int64_t end = std::min(begin + grain, tensor + tensorRows);
        const float most = largest.empty() ? 0.0F : largest[static_cast<std::size_t>(tensor)];
        const float *from = x + begin * columns;
        float *to = values + begin * columns;
        if (!ordinary) {
            return;
        }
        if (continuous) {
            if (!kernels::blockValues(kernel, format, from, (end - begin) * columns, most, to)) {
                ordinary = false;
            }
            return;
        }
        // Filled up with zeros they do too: a kernel takes many blocks at a time, and rows may have few.
        const std::int64_t lines = (end - begin) * segments;
        const BlockArray<float> whole(static_cast<std::size_t>(lines * padded));
        const BlockArray<float> made(static_cast<std::size_t>(lines * padded));
        for (std::int64_t i = 0; i < lines; ++i) {
            float *line = whole.data() + i * padded;
            copyFloats(from + i * length, length, line);
            std::fill(line + length, line + padded, 0.0F);
        }
        if (!kernels::blockValues(kernel, format, whole.data(), lines * padded, most, made.data())) {
            ordinary = false;
            return;
        }
        for (std::int64_t i = 0; i < lines; ++i) {
            copyFloats(made.data() + i * padded, length, to + i * length);
        }
    };
    const std::int64_t count = rows / tensorRows * pieces;
    if (rows * columns <= kWorthATask) {
        for (std::int64_t i = 0; i < count; ++i) {
            piece(i);
        }
    } else {
        handOver(piece, [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, count, body); });
    }
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
        tbb::parallel_for(tbb::blocked_range<std::int64_t>(
                              0, count, static_cast<std::size_t>(std::max<std::int64_t>(1, kWorthATask / (size * pixels)))),
                          [&](const tbb::blocked_range<std::int64_t> &range) { blocks(range.begin(), range.end()); });
    }
    return ordinary;
}

} // namespace vsq
