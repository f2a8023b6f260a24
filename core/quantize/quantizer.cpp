// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/quantizer.h"

#include "core/base/error.h"
#include "core/base/handover.h"
#include "core/quantize/blockquantizer.h"
#include "core/quantize/calibration.h"
#include "core/quantize/finite.h"
#include "core/quantize/rounder.h"
#include "core/quantize/scalesearch.h"
#include "core/quantize/vectorkernels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <tbb/parallel_for.h>

namespace vsq {

int largestCode(const OperandFormat &format)
{
    return format.isUnsigned ? (1 << format.bits) - 1 : (1 << (format.bits - 1)) - 1;
}

void validate(const OperandFormat &format)
{
    if (!format.isTwoLevel()) {
        (void)blockFormatOf(format);
        return;
    }
    if (format.bits < 2 || format.bits > 8) {
        throw Error({{}, "bits"}, "number format", "2..8", std::to_string(format.bits));
    }
    if (format.granularity != Granularity::Vector) {
        return;
    }
    if (format.vectorSize < 1 || format.vectorSize > 4096) {
        throw Error({{}, "vector"}, "number format", "1..4096", std::to_string(format.vectorSize));
    }
    if (format.scaleBits != 0 && (format.scaleBits < 2 || format.scaleBits > 16)) {
        throw Error({{}, "scale-bits"}, "number format", "3..10 or fp", std::to_string(format.scaleBits));
    }
}

namespace {

struct Span {
    std::int64_t begin;
    std::int64_t length;
};

void requireSegments(std::int64_t columns, std::int64_t segments)
{
    if (segments < 1 || columns % segments != 0) {
        throw Error({}, "segments of a row", "a divisor of " + std::to_string(columns), std::to_string(segments));
    }
}

class Quantizer {
public:
    Quantizer(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
              const Calibration &calibration, std::int64_t segments, std::int64_t gammaRows)
        : m_x(x), m_calibration(calibration), m_gammaRows(gammaRows), m_qmax(static_cast<float>(largestCode(format)))
    {
        validate(format);
        if (rows > 0 && (gammaRows < 1 || rows % gammaRows != 0)) {
            throw Error({}, "rows that share a coarse scale", "a divisor of " + std::to_string(rows), std::to_string(gammaRows));
        }
        requireSegments(columns, segments);
        q.format = format;
        q.rows = rows;
        q.columns = columns;
        q.segments = segments;
        q.codes.resize(static_cast<std::size_t>(rows * columns));
    }

    QuantizedMatrix run(std::optional<float> staticGamma)
    {
        if (q.format.granularity != Granularity::Vector) {
            q.vectors = 1;
            coarseOnly(staticGamma);
        } else {
            q.vectors = q.segments * ((q.segmentColumns() + q.format.vectorSize - 1) / q.format.vectorSize);
            perVector(staticGamma);
        }
        if (q.gamma.size() > 1 && m_gammaRows > 1) {
            std::vector<float> each(static_cast<std::size_t>(q.rows));
            for (std::size_t r = 0; r < each.size(); ++r) {
                each[r] = q.gamma[r / static_cast<std::size_t>(m_gammaRows)];
            }
            q.gamma = std::move(each);
        }
        return std::move(q);
    }

private:
    [[nodiscard]] const float *row(std::int64_t r) const { return m_x + r * q.columns; }

    [[nodiscard]] Span spanOf(std::int64_t vector) const
    {
        const std::int64_t perSegment = q.vectorsPerSegment();
        const std::int64_t inSegment = vector % perSegment * q.format.vectorSize;
        return {vector / perSegment * q.segmentColumns() + inSegment,
                std::min<std::int64_t>(q.format.vectorSize, q.segmentColumns() - inSegment)};
    }

    template <typename Function>
    void forRanges(const Function &function) const
    {
        // A task should be worth some 16 thousand elements, so that small matrices stay on one thread.
        const std::int64_t grain = std::max<std::int64_t>(1, 16384 / std::max<std::int64_t>(1, q.columns));
        if (q.rows <= grain) {
            function(std::int64_t{0}, q.rows);
            return;
        }
        handOver([&](const tbb::blocked_range<std::int64_t> &range) { function(range.begin(), range.end()); },
                 [&](const auto &body) {
                     tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, q.rows, static_cast<std::size_t>(grain)), body);
                 });
    }

    template <typename Function>
    void forRows(const Function &function) const
    {
        forRanges([&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t r = begin; r < end; ++r) {
                function(r);
            }
        });
    }

    [[nodiscard]] float maximumOf(const float *x, std::int64_t count) const
    {
        return q.format.isUnsigned ? kernels::largestPositive(x, count)
                                   : std::bit_cast<float>(kernels::largestMagnitude(x, count));
    }

    /// The clip of one group of neighbouring values.
    [[nodiscard]] float groupClip(const float *x, std::int64_t count) const
    {
        return m_calibration.method == Calibration::Method::Max
                   ? maximumOf(x, count)
                   : clipOf({x, static_cast<std::size_t>(count)}, q.format, m_calibration);
    }

    void encode(const float *x, std::int64_t count, float scale, std::int8_t *codes) const
    {
        if (scale == 0.0F) {
            std::fill_n(codes, count, std::int8_t{0});
        } else {
            const int high = largestCode(q.format);
            kernels::encode(x, count, scale, q.format.isUnsigned ? 0 : -high, high, codes);
        }
    }

    [[nodiscard]] std::int8_t *codesOf(std::int64_t r) { return q.codes.data() + r * q.columns; }

    [[nodiscard]] std::int64_t groups() const { return q.rows == 0 ? 0 : q.rows / m_gammaRows; }
    [[nodiscard]] float gammaOf(std::int64_t r) const { return q.gamma[static_cast<std::size_t>(r / m_gammaRows)]; }
    [[nodiscard]] bool isPlainMaximum() const { return m_calibration.method == Calibration::Method::Max && !q.format.isUnsigned; }

    void coarseOnly(std::optional<float> staticGamma)
    {
        const std::vector<float> maxima = rowMaxima(m_x, q.rows, q.columns);
        q.gamma.assign(static_cast<std::size_t>(groups()), staticGamma.value_or(0.0F));
        for (std::int64_t group = 0; group < groups() && !staticGamma; ++group) {
            const auto first = maxima.begin() + group * m_gammaRows;
            const float clip = isPlainMaximum() ? *std::max_element(first, first + m_gammaRows)
                                                : groupClip(row(group * m_gammaRows), m_gammaRows * q.columns);
            q.gamma[static_cast<std::size_t>(group)] = clip / m_qmax;
        }
        forRows([&](std::int64_t r) { encode(row(r), q.columns, gammaOf(r), codesOf(r)); });
    }

    /// Percentile and Entropy: one clip for all vectors of the rows that share a gamma.
    [[nodiscard]] std::vector<float> sharedClips() const
    {
        std::vector<float> clips(static_cast<std::size_t>(groups()), std::numeric_limits<float>::max());
        if (m_calibration.method == Calibration::Method::Percentile || m_calibration.method == Calibration::Method::Entropy) {
            handOver(
                [&](std::int64_t group) {
                    clips[static_cast<std::size_t>(group)] = groupClip(row(group * m_gammaRows), m_gammaRows * q.columns);
                },
                [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, groups(), body); });
        }
        return clips;
    }

    void perVector(std::optional<float> staticGamma)
    {
        q.realScales.resize(static_cast<std::size_t>(q.rows * q.vectors));
        if (isPlainMaximum()) {
            vectorMaxima();
        } else {
            (void)rowMaxima(m_x, q.rows, q.columns);
            vectorClips();
        }
        if (q.format.scaleBits == 0) {
            q.gamma = {1.0F};
            return;
        }
        integerScales(staticGamma);
        if (q.format.search == ScaleSearch::Mse) {
            searchScales();
        }
    }

    void searchScales()
    {
        const int high = largestCode(q.format);
        forRows([&](std::int64_t r) {
            const float gamma = gammaOf(r);
            for (std::int64_t v = 0; gamma > 0.0F && v < q.vectors; ++v) {
                const Span at = spanOf(v);
                const int scale = searchScale(row(r) + at.begin, static_cast<int>(at.length), gamma,
                                              (1 << q.format.scaleBits) - 1, q.format.isUnsigned ? 0 : -high, high,
                                              codesOf(r) + at.begin);
                q.scales[static_cast<std::size_t>(r * q.vectors + v)] = static_cast<std::uint16_t>(scale);
            }
        });
    }

    /// Max calibration reads each vector once.
    void vectorMaxima()
    {
        if (q.segmentColumns() % q.format.vectorSize == 0) { // vectors of consecutive rows follow each other
            forRanges([&](std::int64_t begin, std::int64_t end) {
                const std::uint32_t most = kernels::quantizeVectors(row(begin), (end - begin) * q.columns, q.format.vectorSize,
                                                                    largestCode(q.format),
                                                                    q.realScales.data() + begin * q.vectors, codesOf(begin));
                for (std::int64_t r = begin; most >= kernels::kNotFinite && r < end; ++r) {
                    if (kernels::largestMagnitude(row(r), q.columns) >= kernels::kNotFinite) {
                        throwNotFinite(row(r), q.columns, r);
                    }
                }
            });
            return;
        }
        forRows([&](std::int64_t r) {
            for (std::int64_t segment = 0; segment < q.segments; ++segment) {
                const std::int64_t first = segment * q.segmentColumns();
                const std::uint32_t most = kernels::quantizeVectors(
                    row(r) + first, q.segmentColumns(), q.format.vectorSize, largestCode(q.format),
                    q.realScales.data() + r * q.vectors + segment * q.vectorsPerSegment(), codesOf(r) + first);
                if (most >= kernels::kNotFinite) {
                    throwNotFinite(row(r), q.columns, r);
                }
            }
        });
    }

    void vectorClips()
    {
        const std::vector<float> clips = sharedClips();
        const bool searched = m_calibration.method == Calibration::Method::Mse
                              || m_calibration.method == Calibration::Method::Octav;
        forRows([&](std::int64_t r) {
            const float clip = clips[static_cast<std::size_t>(r / m_gammaRows)];
            for (std::int64_t v = 0; v < q.vectors; ++v) {
                const Span at = spanOf(v);
                const float *x = row(r) + at.begin;
                const float magnitude = searched ? groupClip(x, at.length) : std::min(clip, maximumOf(x, at.length));
                const float scale = magnitude / m_qmax;
                q.realScales[static_cast<std::size_t>(r * q.vectors + v)] = scale;
                encode(x, at.length, scale, codesOf(r) + at.begin);
            }
        });
    }

    void integerScales(std::optional<float> staticGamma)
    {
        const auto largest = static_cast<float>((1 << q.format.scaleBits) - 1);
        const auto largestOf = [&](std::size_t begin, std::size_t end) {
            float most = 0.0F;
            for (std::size_t i = begin; i < end; ++i) {
                most = std::max(most, q.realScales[i]);
            }
            return most;
        };
        q.scales.resize(q.realScales.size());
        q.gamma.resize(static_cast<std::size_t>(groups()));
        const auto perGroup = static_cast<std::size_t>(m_gammaRows * q.vectors);
        for (std::size_t group = 0; group < q.gamma.size(); ++group) {
            const std::size_t begin = group * perGroup;
            const float gamma = staticGamma ? *staticGamma : largestOf(begin, begin + perGroup) / largest;
            q.gamma[group] = gamma;
            for (std::size_t i = begin; gamma > 0.0F && i < begin + perGroup; ++i) {
                // Adding 1.5 * 2^23 rounds to the nearest even integer.
                const float rounded = (std::min(q.realScales[i] / gamma, largest) + kRounder) - kRounder;
                q.scales[i] = static_cast<std::uint16_t>(rounded);
            }
        }
    }

    QuantizedMatrix q;
    const float *m_x;
    Calibration m_calibration;
    std::int64_t m_gammaRows; ///< rows that share a coarse scale
    float m_qmax;
};

void checkGamma(std::optional<float> gamma)
{
    if (gamma && !(*gamma >= 0.0F && *gamma <= std::numeric_limits<float>::max())) {
        throw Error({{}, "gamma"}, "static scale of activations", "a finite value of at least 0", std::to_string(*gamma));
    }
}

} // namespace

QuantizedMatrix quantizeWeights(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                                const Calibration &calibration, std::int64_t segments)
{
    if (!format.isTwoLevel()) {
        requireSegments(columns, segments);
        return quantizeBlocks(x, rows, columns, format, segments, std::max<std::int64_t>(rows, 1));
    }
    const std::int64_t gammaRows = format.granularity == Granularity::Tensor ? rows : 1;
    return Quantizer(x, rows, columns, format, calibration, segments, gammaRows).run({});
}

QuantizedMatrix quantizeActivations(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                                    std::optional<float> staticGamma, const Calibration &calibration, std::int64_t segments,
                                    std::int64_t itemRows)
{
    checkGamma(staticGamma);
    if (!format.isTwoLevel()) {
        requireSegments(columns, segments);
        if (staticGamma) {
            throw Error({}, "static scale of activations", "a format with coarse scales", operandText(format));
        }
        return quantizeBlocks(x, rows, columns, format, segments, std::max<std::int64_t>(itemRows > 0 ? itemRows : rows, 1));
    }
    return Quantizer(x, rows, columns, format, calibration, segments, itemRows > 0 ? itemRows : rows).run(staticGamma);
}

std::vector<float> dequantize(const QuantizedMatrix &matrix)
{
    if (!matrix.format.isTwoLevel()) {
        return dequantizeBlocks(matrix);
    }
    std::vector<float> values(matrix.codes.size());
    const bool perVector = matrix.format.granularity == Granularity::Vector;
    const std::int64_t length = matrix.segmentColumns();
    for (std::int64_t r = 0; r < matrix.rows; ++r) {
        const float gamma = matrix.gammaOf(r);
        for (std::int64_t c = 0; c < matrix.columns; ++c) {
            const auto at = static_cast<std::size_t>(r * matrix.columns + c);
            const int code = matrix.format.isUnsigned ? static_cast<std::uint8_t>(matrix.codes[at]) : matrix.codes[at];
            if (!perVector) {
                values[at] = static_cast<float>(code) * gamma;
                continue;
            }
            const std::int64_t vector = c / length * matrix.vectorsPerSegment() + c % length / matrix.format.vectorSize;
            const auto scale = static_cast<std::size_t>(r * matrix.vectors + vector);
            values[at] = matrix.scales.empty() ? static_cast<float>(code) * matrix.realScales[scale]
                                               : static_cast<float>(code * matrix.scales[scale]) * gamma;
        }
    }
    return values;
}

} // namespace vsq
