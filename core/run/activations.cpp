// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/activations.h"

#include "core/base/error.h"
#include "core/base/transpose.h"
#include "core/quantize/quantizer.h"
#include "core/reference/parallel.h"
#include "core/run/transposedoperand.h"

#include <algorithm>
#include <memory>

namespace vsq {

namespace {

constexpr std::int64_t kTransposedRows = 64; ///< whole cache lines of [K,M]; transposed they still are in the second-level cache

/// Copies a few rows' results into those of all rows.
void place(const QuantizedMatrix &part, std::int64_t row, QuantizedMatrix &all)
{
    const auto copy = [row](const auto &from, auto &to, std::int64_t each) {
        std::copy(from.begin(), from.end(), to.begin() + row * each);
    };
    copy(part.codes, all.codes, all.columns);
    if (!all.scales.empty()) {
        copy(part.scales, all.scales, all.vectors);
    }
    if (!all.realScales.empty()) {
        copy(part.realScales, all.realScales, all.vectors);
    }
    if (all.gamma.size() > 1) {
        copy(part.gamma, all.gamma, 1);
    }
}

/// Weights that lie as [K,M], whose rows have scales of their own: transposed and quantized a few rows at a time. Transposing all
/// of them first would go through the memory three times more.
QuantizedMatrix quantizeTransposed(const ProductRequest &request, const NumberFormat &format)
{
    const std::int64_t m = request.m;
    const std::int64_t k = request.k;
    const auto quantize = [&](std::int64_t row, float *rows) {
        const std::int64_t count = std::min(kTransposedRows, m - row);
        transposeBlock(request.a + row, m, k, count, rows, k);
        return quantizeWeights(rows, count, k, format.weights, format.calibration, request.segments);
    };
    const auto memory = [k] { return std::make_unique_for_overwrite<float[]>(static_cast<std::size_t>(kTransposedRows * k)); };
    const QuantizedMatrix first = quantize(0, memory().get());
    QuantizedMatrix all;
    all.format = first.format;
    all.rows = m;
    all.columns = k;
    all.segments = first.segments;
    all.vectors = first.vectors;
    all.codes.resize(static_cast<std::size_t>(m * k));
    all.scales.resize(first.scales.empty() ? 0 : static_cast<std::size_t>(m * all.vectors));
    all.realScales.resize(first.realScales.empty() ? 0 : static_cast<std::size_t>(m * all.vectors));
    const bool ownGammas = static_cast<std::int64_t>(first.gamma.size()) == std::min(kTransposedRows, m);
    all.gamma.assign(ownGammas ? static_cast<std::size_t>(m) : 1, first.gamma.front());
    place(first, 0, all);
    parallelRange((m - 1) / kTransposedRows, grainFor(kTransposedRows * k), [&](std::int64_t begin, std::int64_t end) {
        const auto rows = memory();
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t row = (i + 1) * kTransposedRows;
            place(quantize(row, rows.get()), row, all);
        }
    });
    return all;
}

/// The network's own integers as they are, where the format is eight bits with one scale for a row or for all.
bool takesCodes(const ProductRequest &request, const OperandFormat &format)
{
    return request.areCodes && format.isTwoLevel() && format.element == Element::Integer && format.bits == 8 && !format.isUnsigned
           && format.granularity != Granularity::Vector;
}

QuantizedMatrix ownCodes(const float *values, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                         std::int64_t segments)
{
    QuantizedMatrix matrix;
    matrix.format = format;
    matrix.rows = rows;
    matrix.columns = columns;
    matrix.segments = segments;
    matrix.vectors = 1;
    matrix.codes.resize(static_cast<std::size_t>(rows * columns));
    std::transform(values, values + rows * columns, matrix.codes.begin(),
                   [](float value) { return static_cast<std::int8_t>(value); });
    matrix.gamma = {1.0F};
    return matrix;
}

} // namespace

bool ownCodesAreTaken(const ProductRequest &request, const NumberFormat &format)
{
    return takesCodes(request, format.activations)
           && takesCodes(request, request.aIsConstant ? format.weights : format.activations);
}

QuantizedMatrix quantizeStationary(const ProductRequest &request, const NumberFormat &format, const ActivationScales *scales)
{
    if (request.aIsTransposed) {
        if (request.aIsConstant && format.weights.isTwoLevel() && format.weights.granularity != Granularity::Tensor
            && request.m > 0 && request.k > 0) {
            try {
                return quantizeTransposed(request, format);
            } catch (const Error &) { // whose row is one of a few; all rows' error names the right one
            }
        }
        const TransposedOperand transposed(request);
        return quantizeStationary(transposed.request(), format, scales);
    }
    if (ownCodesAreTaken(request, format)) {
        return ownCodes(request.a, request.m, request.k, request.aIsConstant ? format.weights : format.activations,
                        request.segments);
    }
    if (request.aIsConstant) {
        return quantizeWeights(request.a, request.m, request.k, format.weights, format.calibration, request.segments);
    }
    if (scales != nullptr) {
        return quantizeActivations(request.a, request.m, request.k, format.activations, scales->stationaryOf(*request.node), {},
                                   request.segments);
    }
    return quantizeActivations(request.a, request.m, request.k, format.activations, {}, format.calibration, request.segments);
}

QuantizedMatrix quantizeImages(const ProductRequest &request, const NumberFormat &format, const ActivationScales *scales)
{
    if (ownCodesAreTaken(request, format)) {
        return ownCodes(request.b, request.n, request.k, format.activations, request.segments);
    }
    if (scales != nullptr) {
        return quantizeActivations(request.b, request.n, request.k, format.activations, scales->activationsOf(*request.node), {},
                                   request.segments);
    }
    return quantizeActivations(request.b, request.n, request.k, format.activations, {}, format.calibration, request.segments,
                               request.itemRows);
}

} // namespace vsq
