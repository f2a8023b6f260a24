// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/vectordetail.h"

#include "core/quantize/blockquantizer.h"
#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

/// Where a column's scale is in the matrix: rows are segments of whole vectors.
std::int64_t vectorOf(const QuantizedMatrix &q, std::int64_t column)
{
    if (q.format.granularity != Granularity::Vector) {
        return 0;
    }
    const std::int64_t segment = q.segmentColumns();
    return column / segment * q.vectorsPerSegment() + column % segment / q.format.vectorSize;
}

/// Distance of two codes of a row's vector, as the format stores it.
double stepOf(const QuantizedMatrix &q, std::int64_t row, std::int64_t vector)
{
    const double gamma = q.gammaOf(row);
    if (q.format.granularity != Granularity::Vector) {
        return gamma;
    }
    const auto index = static_cast<std::size_t>(row * q.vectors + vector);
    return q.scales.empty() ? static_cast<double>(q.realScales[index]) : q.scales[index] * gamma;
}

} // namespace

VectorDetail vectorDetail(const LayerData &layer, OperandSide operand, std::int64_t row, std::int64_t vector)
{
    VectorDetail detail;
    if (operand == OperandSide::None) {
        return detail;
    }
    const bool weights = operand == OperandSide::Weights;
    const QuantizedMatrix &q = weights ? layer.qa : layer.qb;
    const std::vector<float> &values = weights ? layer.a : layer.b;
    const bool perVector = q.format.granularity == Granularity::Vector;
    const int size = perVector ? q.format.vectorSize : layer.operands ? vectorSize(layer.operands->mode) : 64;
    const std::int64_t segment = q.segmentColumns();
    const std::int64_t perSegment = (segment + size - 1) / size;
    if (row < 0 || row >= q.rows || vector < 0 || vector >= perSegment * q.segments) {
        return detail;
    }
    detail.valid = true;
    detail.isWeights = weights;
    detail.bits = q.format.bits;
    detail.largestCode = static_cast<int>(std::ceil(largestLevel(q.format, 0)));
    detail.row = row;
    detail.vector = vector;
    detail.size = size;
    detail.hasScale = perVector;
    detail.gamma = q.gammaOf(row);
    const std::int64_t first = vector / perSegment * segment + vector % perSegment * size;
    const std::int64_t count = std::min<std::int64_t>(size, segment - vector % perSegment * size);
    const std::int64_t held = vectorOf(q, first);
    detail.step = stepOf(q, row, held);
    if (perVector) {
        const auto index = static_cast<std::size_t>(row * q.vectors + held);
        detail.realScale = q.realScales[index];
        detail.integerScale = q.scales.empty() ? 0 : q.scales[index];
    } else {
        detail.realScale = detail.gamma;
    }
    NoiseEnergy energy;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<std::size_t>(row * q.columns + first + i);
        VectorElement element{first + i, values[index], q.codes[index], double{levelOf(q, row, first + i)} * detail.step};
        detail.largest = std::max(detail.largest, std::abs(element.value));
        energy.add(static_cast<double>(element.value), element.stands);
        detail.elements.push_back(element);
    }
    detail.sqnr = energy.signal == 0.0 ? std::numeric_limits<double>::quiet_NaN() : energy.sqnrDb();
    return detail;
}

double operandSqnr(const std::vector<float> &values, const QuantizedMatrix &quantized)
{
    return measureError(values, dequantize(quantized)).sqnrDb;
}

} // namespace vsq
