// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/quantizer.h"

#include "core/base/error.h"
#include "core/quantize/calibration.h"
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

/// Who shares one coarse scale.
enum class Coarse : std::uint8_t { Row, All };

struct Span {
    std::int64_t begin;
    std::int64_t length;
};

class Quantizer {
public:
    Quantizer(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
              const Calibration &calibration, std::int64_t segments, Coarse coarse)
        : m_x(x), m_calibration(calibration), m_coarse(coarse), m_qmax(static_cast<float>(largestCode(format)))
    {
        validate(format);
        if (rows < 0 || columns < 0 || segments < 1 || columns % segments != 0) {
            throw Error({}, "segments of a row", "a divisor of " + std::to_string(columns), std::to_string(segments));
        }
        q.format = format;
        q.rows = rows;
        q.columns = columns;
        q.segments = segments;
        q.codes.resize(static_cast<std::size_t>(rows * columns));
    }

    QuantizedMatrix run(std::optional<float> staticGamma)
    {
        checkFinite();
        if (q.format.granularity != Granularity::Vector) {
            q.vectors = 1;
            coarseOnly(staticGamma);
        } else {
            q.vectors = q.segments * ((q.segmentColumns() + q.format.vectorSize - 1) / q.format.vectorSize);
            perVector(staticGamma);
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

    template <typename Function> void forRows(const Function &function) const
    {
        // A task should be worth some 16 thousand elements, so that small matrices stay on one thread.
        const std::int64_t grain = std::max<std::int64_t>(1, 16384 / std::max<std::int64_t>(1, q.columns));
        tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, q.rows, static_cast<std::size_t>(grain)),
                          [&](const tbb::blocked_range<std::int64_t> &range) {
                              for (std::int64_t r = range.begin(); r < range.end(); ++r) {
                                  function(r);
                              }
                          });
    }

    void checkFinite() const
    {
        forRows([&](std::int64_t r) {
            if (kernels::largestMagnitude(row(r), q.columns) >= kernels::kNotFinite) {
                const auto *bad = std::find_if(row(r), row(r) + q.columns, [](float v) { return !std::isfinite(v); });
                throw Error({{}, "row " + std::to_string(r) + ", column " + std::to_string(bad - row(r))},
                            "matrix to quantize", "finite values", std::isnan(*bad) ? "NaN" : "infinity");
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

    void coarseOnly(std::optional<float> staticGamma)
    {
        if (m_coarse == Coarse::Row) {
            q.gamma.resize(static_cast<std::size_t>(q.rows));
            forRows([&](std::int64_t r) { q.gamma[static_cast<std::size_t>(r)] = groupClip(row(r), q.columns) / m_qmax; });
        } else if (staticGamma) {
            q.gamma = {*staticGamma};
        } else {
            q.gamma = {groupClip(m_x, q.rows * q.columns) / m_qmax};
        }
        forRows([&](std::int64_t r) { encode(row(r), q.columns, q.gammaOf(r), codesOf(r)); });
    }

    /// Percentile and Entropy: one clip for all vectors of a row or of the tensor.
    [[nodiscard]] std::vector<float> sharedClips() const
    {
        if (m_calibration.method != Calibration::Method::Percentile
            && m_calibration.method != Calibration::Method::Entropy) {
            return {std::numeric_limits<float>::max()};
        }
        if (m_coarse == Coarse::All) {
            return {groupClip(m_x, q.rows * q.columns)};
        }
        std::vector<float> clips(static_cast<std::size_t>(q.rows));
        forRows([&](std::int64_t r) { clips[static_cast<std::size_t>(r)] = groupClip(row(r), q.columns); });
        return clips;
    }

    void perVector(std::optional<float> staticGamma)
    {
        const std::vector<float> clips = sharedClips();
        const bool searched = m_calibration.method == Calibration::Method::Mse
                              || m_calibration.method == Calibration::Method::Octav;
        q.realScales.resize(static_cast<std::size_t>(q.rows * q.vectors));
        forRows([&](std::int64_t r) {
            const float clip = clips[clips.size() == 1 ? 0 : static_cast<std::size_t>(r)];
            for (std::int64_t v = 0; v < q.vectors; ++v) {
                const Span at = spanOf(v);
                const float *x = row(r) + at.begin;
                const float magnitude = searched ? groupClip(x, at.length) : std::min(clip, maximumOf(x, at.length));
                const float scale = magnitude / m_qmax;
                q.realScales[static_cast<std::size_t>(r * q.vectors + v)] = scale;
                encode(x, at.length, scale, codesOf(r) + at.begin);
            }
        });
        if (q.format.scaleBits == 0) {
            q.gamma = {1.0F};
            return;
        }
        integerScales(staticGamma);
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
        const auto perRow = static_cast<std::size_t>(q.vectors);
        if (m_coarse == Coarse::Row) {
            q.gamma.resize(static_cast<std::size_t>(q.rows));
            for (std::size_t r = 0; r < q.gamma.size(); ++r) {
                q.gamma[r] = largestOf(r * perRow, (r + 1) * perRow) / largest;
            }
        } else {
            q.gamma = {staticGamma ? *staticGamma : largestOf(0, q.realScales.size()) / largest};
        }
        q.scales.resize(q.realScales.size());
        for (std::size_t r = 0; r < static_cast<std::size_t>(q.rows); ++r) {
            const float gamma = q.gammaOf(static_cast<std::int64_t>(r));
            for (std::size_t i = r * perRow; i < (r + 1) * perRow; ++i) {
                q.scales[i] = gamma == 0.0F ? std::uint16_t{0}
                                            : static_cast<std::uint16_t>(std::nearbyint(
                                                  std::min(q.realScales[i] / gamma, largest)));
            }
        }
    }

    QuantizedMatrix q;
    const float *m_x;
    Calibration m_calibration;
    Coarse m_coarse;
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
    const Coarse coarse = format.granularity == Granularity::Tensor ? Coarse::All : Coarse::Row;
    return Quantizer(x, rows, columns, format, calibration, segments, coarse).run({});
}

QuantizedMatrix quantizeActivations(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                                    std::optional<float> staticGamma, const Calibration &calibration,
                                    std::int64_t segments)
{
    checkGamma(staticGamma);
    return Quantizer(x, rows, columns, format, calibration, segments, Coarse::All).run(staticGamma);
}

std::vector<float> dequantize(const QuantizedMatrix &matrix)
{
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
            const std::int64_t vector =
                c / length * matrix.vectorsPerSegment() + c % length / matrix.format.vectorSize;
            const auto scale = static_cast<std::size_t>(r * matrix.vectors + vector);
            values[at] = matrix.scales.empty() ? static_cast<float>(code) * matrix.realScales[scale]
                                               : static_cast<float>(code * matrix.scales[scale]) * gamma;
        }
    }
    return values;
}

} // namespace vsq
