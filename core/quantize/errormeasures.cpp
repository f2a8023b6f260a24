// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/errormeasures.h"

#include "core/base/error.h"
#include "core/quantize/blockquantizer.h"
#include "core/quantize/quantizer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace vsq {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr float kLone = 4.0F;

void requireSameSize(std::span<const float> reference, std::span<const float> values)
{
    if (reference.size() != values.size()) {
        throw Error({}, "values to compare", std::to_string(reference.size()), std::to_string(values.size()));
    }
}

double decibels(double signal, double noise)
{
    return noise == 0.0 ? kInfinity : signal == 0.0 ? -kInfinity : 10.0 * std::log10(signal / noise);
}

/// The largest magnitude that a block can hold. level: of its format.
float largestValue(const QuantizedMatrix &matrix, std::int64_t row, std::int64_t block, float level)
{
    const auto index = static_cast<std::size_t>(row * matrix.vectors + block);
    if (matrix.format.isTwoLevel()) {
        const auto code = static_cast<float>(largestCode(matrix.format));
        const float gamma = matrix.gammaOf(row);
        return matrix.format.granularity != Granularity::Vector ? code * gamma
               : matrix.scales.empty()                          ? code * matrix.realScales[index]
                                                                : code * matrix.scales[index] * gamma;
    }
    return level * std::abs(matrix.realScales[index]);
}

class OperandMeasurer {
public:
    OperandMeasurer(const float *x, const QuantizedMatrix &matrix)
        : m_x(x), m_matrix(matrix), m_values(dequantize(matrix)),
          m_length(matrix.format.granularity == Granularity::Vector ? matrix.format.vectorSize : matrix.columns),
          m_segment(matrix.format.granularity == Granularity::Vector ? matrix.segmentColumns() : matrix.columns),
          m_largestLevel(largestLevel(matrix.format, 0)) // 6 for both kinds of IF4's blocks
    {
    }

    OperandMeasures run()
    {
        m_measures.error = measureError({m_x, m_values.size()}, m_values);
        m_measures.worstSqnrDb = kInfinity;
        for (std::int64_t r = 0; r < m_matrix.rows; ++r) {
            std::int64_t block = 0;
            for (std::int64_t at = 0; at < m_matrix.columns; ++block) {
                const std::int64_t end = std::min(at + m_length, (at / m_segment + 1) * m_segment);
                measureBlock(r, block, at, end);
                at = end;
            }
        }
        const auto count = static_cast<double>(m_values.size());
        m_measures.clippedShare = m_values.empty() ? 0.0 : static_cast<double>(m_clipped) / count;
        m_measures.underflowShare = m_nonZero == 0 ? 0.0 : static_cast<double>(m_lost) / static_cast<double>(m_nonZero);
        m_measures.crestFactor = m_signal == 0.0 ? 0.0 : m_largest / std::sqrt(m_signal / count);
        return m_measures;
    }

private:
    void measureBlock(std::int64_t row, std::int64_t block, std::int64_t begin, std::int64_t end)
    {
        float most = 0.0F;
        float next = 0.0F;
        double signal = 0.0;
        double noise = 0.0;
        const float limit = largestValue(m_matrix, row, block, m_largestLevel) * (1.0F + 1e-6F); // scales are rounded
        for (std::int64_t c = begin; c < end; ++c) {
            const auto at = static_cast<std::size_t>(row * m_matrix.columns + c);
            const float x = m_x[at];
            const float magnitude = std::abs(x);
            next = magnitude > most ? most : std::max(next, magnitude);
            most = std::max(most, magnitude);
            m_clipped += magnitude > limit ? 1 : 0;
            m_nonZero += x != 0.0F ? 1 : 0;
            m_lost += x != 0.0F && m_values[at] == 0.0F ? 1 : 0;
            const double difference = double{x} - double{m_values[at]};
            signal += double{x} * double{x};
            noise += difference * difference;
        }
        m_signal += signal;
        m_largest = std::max(m_largest, double{most});
        ++m_measures.blocks;
        m_measures.loneOutliers += next > 0.0F && most > kLone * next ? 1 : 0;
        if (const double sqnr = decibels(signal, noise); sqnr < m_measures.worstSqnrDb) {
            m_measures.worstSqnrDb = sqnr;
            m_measures.worstRow = row;
            m_measures.worstBlock = block;
        }
    }

    const float *m_x;
    const QuantizedMatrix &m_matrix;
    std::vector<float> m_values;
    std::int64_t m_length;
    std::int64_t m_segment;
    float m_largestLevel;
    OperandMeasures m_measures;
    std::int64_t m_clipped = 0;
    std::int64_t m_nonZero = 0;
    std::int64_t m_lost = 0;
    double m_signal = 0.0;
    double m_largest = 0.0;
};

} // namespace

void NoiseEnergy::add(std::span<const float> reference, std::span<const float> values)
{
    requireSameSize(reference, values);
    for (std::size_t i = 0; i < reference.size(); ++i) {
        add(static_cast<double>(reference[i]), static_cast<double>(values[i]));
    }
}

double NoiseEnergy::sqnrDb() const
{
    return decibels(signal, noise);
}

ErrorMeasures measureError(std::span<const float> reference, std::span<const float> values)
{
    requireSameSize(reference, values);
    NoiseEnergy energy;
    double power = 0.0;
    double dot = 0.0;
    std::vector<double> errors(reference.size());
    for (std::size_t i = 0; i < reference.size(); ++i) {
        const double x = reference[i];
        const double y = values[i];
        energy.add(x, y);
        power += y * y;
        dot += x * y;
        errors[i] = std::abs(x - y);
    }
    const double signal = energy.signal;
    ErrorMeasures measures;
    measures.sqnrDb = energy.sqnrDb();
    if (!errors.empty()) {
        measures.mse = energy.noise / static_cast<double>(errors.size());
        measures.maxError = *std::max_element(errors.begin(), errors.end());
        const auto rank = static_cast<std::ptrdiff_t>(std::ceil(0.95 * static_cast<double>(errors.size()))) - 1;
        std::nth_element(errors.begin(), errors.begin() + rank, errors.end());
        measures.error95 = errors[static_cast<std::size_t>(rank)];
    }
    if (signal > 0.0 && power > 0.0) {
        measures.cosine = dot / (std::sqrt(signal) * std::sqrt(power));
    } else {
        measures.cosine = signal == power ? 1.0 : 0.0;
    }
    return measures;
}

OperandMeasures measureOperand(const float *x, const QuantizedMatrix &matrix)
{
    OperandMeasures measures = OperandMeasurer(x, matrix).run();
    const QuantizedMatrix channel = quantizeWeights(
        x, matrix.rows, matrix.columns, twoLevelFormat(matrix.format.bits, Granularity::Channel, 0, 0, matrix.format.isUnsigned));
    const std::vector<float> values = dequantize(channel);
    measures.bitsOverChannel = bitsOf(measures.error.sqnrDb, measureError({x, values.size()}, values).sqnrDb);
    return measures;
}

std::optional<double> bitsOf(double sqnr, double than)
{
    if (!std::isfinite(sqnr) || !std::isfinite(than)) {
        return {};
    }
    return (sqnr - than) / (20.0 * std::log10(2.0));
}

} // namespace vsq
