// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/blockquantizer.h"

#include "core/base/error.h"
#include "core/base/handover.h"
#include "core/quantize/blockformat.h"
#include "core/quantize/finite.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <tbb/parallel_for.h>

namespace vsq {

namespace {

/// Calls function(row) for all rows; small matrices stay on one thread.
template <typename Function>
void forRows(std::int64_t rows, std::int64_t columns, const Function &function)
{
    const std::int64_t grain = std::max<std::int64_t>(1, 16384 / std::max<std::int64_t>(1, columns));
    const auto each = [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) {
            function(r);
        }
    };
    if (rows <= grain) {
        each(0, rows);
        return;
    }
    handOver([&](const tbb::blocked_range<std::int64_t> &range) { each(range.begin(), range.end()); },
             [&](const auto &body) {
                 tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, rows, static_cast<std::size_t>(grain)), body);
             });
}

std::int64_t vectorOf(const QuantizedMatrix &matrix, std::int64_t column)
{
    const std::int64_t length = matrix.segmentColumns();
    return column / length * matrix.vectorsPerSegment() + column % length / matrix.format.vectorSize;
}

} // namespace

const BlockFormat &blockFormatOf(const OperandFormat &format)
{
    const FormatName *named = findFormat(format);
    if (named == nullptr || named->blocks == nullptr) {
        throw Error({}, "number format", "one of " + namesOfFormats(),
                    fmt::format("another combination of element, block and scale ({} bits, blocks of {})", format.bits,
                                format.vectorSize));
    }
    return *named->blocks;
}

QuantizedMatrix quantizeBlocks(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                               std::int64_t segments, std::int64_t tensorRows)
{
    const BlockFormat &blocks = blockFormatOf(format);
    QuantizedMatrix q;
    q.format = format;
    q.rows = rows;
    q.columns = columns;
    q.segments = segments;
    q.vectors = segments * ((q.segmentColumns() + format.vectorSize - 1) / format.vectorSize);
    q.codes.resize(static_cast<std::size_t>(rows * columns));
    q.realScales.resize(static_cast<std::size_t>(rows * q.vectors));
    q.scaleCodes.resize(format.scale == ScaleType::Float ? 0 : q.realScales.size());
    q.gamma = {1.0F};

    const std::vector<float> largest = rowMaxima(x, rows, columns);
    std::vector<float> tensor(largest);
    for (std::int64_t first = 0; first < rows; first += tensorRows) {
        const auto begin = tensor.begin() + first;
        const auto end = begin + std::min(tensorRows, rows - first);
        std::fill(begin, end, *std::max_element(begin, end));
    }
    if (blocks.tensorScale != nullptr) {
        q.tensorScales.resize(static_cast<std::size_t>(rows));
        std::transform(tensor.begin(), tensor.end(), q.tensorScales.begin(), blocks.tensorScale);
    }
    forRows(rows, columns, [&](std::int64_t r) {
        for (std::int64_t v = 0; v < q.vectors; ++v) {
            const std::int64_t inSegment = v % q.vectorsPerSegment() * format.vectorSize;
            const std::int64_t at = r * columns + v / q.vectorsPerSegment() * q.segmentColumns() + inSegment;
            const auto count = static_cast<int>(std::min<std::int64_t>(format.vectorSize, q.segmentColumns() - inSegment));
            const BlockScale scale = blocks.quantize(x + at, count, tensor[static_cast<std::size_t>(r)], format.rule,
                                                     q.codes.data() + at);
            if (!std::isfinite(scale.value)) {
                throw Error({{}, fmt::format("row {}, block {}", r, v)}, "scale of a block", "at most 65504, as binary16 has it",
                            "a value that needs a larger one");
            }
            const auto index = static_cast<std::size_t>(r * q.vectors + v);
            q.realScales[index] = scale.value;
            if (!q.scaleCodes.empty()) {
                q.scaleCodes[index] = scale.code;
            }
        }
    });
    return q;
}

std::vector<float> levelsOf(const OperandFormat &format, std::uint16_t scaleCode)
{
    std::vector<float> levels;
    if (format.isTwoLevel()) {
        const int largest = format.isUnsigned ? (1 << format.bits) - 1 : (1 << (format.bits - 1)) - 1;
        for (int code = format.isUnsigned ? 0 : -largest; code <= largest; ++code) {
            levels.push_back(static_cast<float>(code));
        }
        return levels;
    }
    const float *table = blockFormatOf(format).levels(scaleCode);
    // Symmetric integers lie at the ends of the table of bytes and leave -2^(bits-1) out; all others fill its beginning.
    const int half = 1 << (format.bits - 1);
    const bool isTwosComplement = format.rule != ScaleRule::SignedMax
                                  && (format.element == Element::Integer
                                      || (format.element == Element::E2M1OrInt && (scaleCode & 0x80U) != 0));
    for (int i = isTwosComplement ? 1 - half : 0; i < (isTwosComplement ? half : 2 * half); ++i) {
        const float level = table[static_cast<std::uint8_t>(i)];
        if (!std::isnan(level)) {
            levels.push_back(level);
        }
    }
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end()); // -0 is 0
    return levels;
}

float largestLevel(const OperandFormat &format, std::uint16_t scaleCode)
{
    const std::vector<float> levels = levelsOf(format, scaleCode);
    return std::max(std::abs(levels.front()), std::abs(levels.back()));
}

std::uint16_t scaleCodeOf(const QuantizedMatrix &matrix, std::int64_t row, std::int64_t vector)
{
    return matrix.scaleCodes.empty() ? std::uint16_t{0}
                                     : matrix.scaleCodes[static_cast<std::size_t>(row * matrix.vectors + vector)];
}

float levelOf(const QuantizedMatrix &matrix, std::int64_t row, std::int64_t column)
{
    const auto at = static_cast<std::size_t>(row * matrix.columns + column);
    const auto byte = static_cast<std::uint8_t>(matrix.codes[at]);
    if (matrix.format.isTwoLevel()) {
        return static_cast<float>(matrix.format.isUnsigned ? int{byte} : int{matrix.codes[at]});
    }
    return blockFormatOf(matrix.format).levels(scaleCodeOf(matrix, row, vectorOf(matrix, column)))[byte];
}

std::vector<float> dequantizeBlocks(const QuantizedMatrix &matrix)
{
    std::vector<float> values(matrix.codes.size());
    const BlockFormat &blocks = blockFormatOf(matrix.format);
    forRows(matrix.rows, matrix.columns, [&](std::int64_t r) {
        for (std::int64_t v = 0; v < matrix.vectors; ++v) {
            const std::int64_t inSegment = v % matrix.vectorsPerSegment() * matrix.format.vectorSize;
            const std::int64_t count = std::min<std::int64_t>(matrix.format.vectorSize, matrix.segmentColumns() - inSegment);
            const auto block = static_cast<std::size_t>(r * matrix.vectors + v);
            const float *levels = blocks.levels(matrix.scaleCodes.empty() ? std::uint16_t{0} : matrix.scaleCodes[block]);
            const float scale = matrix.realScales[block];
            auto at = static_cast<std::size_t>(r * matrix.columns + v / matrix.vectorsPerSegment() * matrix.segmentColumns()
                                               + inSegment);
            for (const std::size_t end = at + static_cast<std::size_t>(count); at < end; ++at) {
                values[at] = levels[static_cast<std::uint8_t>(matrix.codes[at])] * scale;
            }
        }
    });
    return values;
}

} // namespace vsq
