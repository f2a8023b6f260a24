// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/error/errorfigures.h"

#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"
#include "views/error/errortext.h"
#include "views/theme/number.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vsq {

namespace {

constexpr std::int64_t kMostCells = 512;

/// Joins blocks of cells: a difference keeps its largest error, values their mean.
std::vector<float> reduced(const std::vector<float> &values, std::int64_t rows, std::int64_t columns, std::int64_t toRows,
                           std::int64_t toColumns, bool largest)
{
    std::vector<float> cells(static_cast<std::size_t>(toRows * toColumns), 0.0F);
    for (std::int64_t r = 0; r < toRows; ++r) {
        for (std::int64_t c = 0; c < toColumns; ++c) {
            double sum = 0.0;
            float extreme = 0.0F;
            std::int64_t count = 0;
            for (std::int64_t y = r * rows / toRows; y < (r + 1) * rows / toRows; ++y) {
                for (std::int64_t x = c * columns / toColumns; x < (c + 1) * columns / toColumns; ++x, ++count) {
                    const float value = values[static_cast<std::size_t>(y * columns + x)];
                    sum += value;
                    extreme = std::abs(value) > std::abs(extreme) ? value : extreme;
                }
            }
            cells[static_cast<std::size_t>(r * toColumns + c)] = largest ? extreme
                                                                         : static_cast<float>(sum / static_cast<double>(count));
        }
    }
    return cells;
}

/// The real value of one code step of each element's vector.
double stepOf(const QuantizedMatrix &matrix, std::int64_t row, std::int64_t column)
{
    std::int64_t vector = 0;
    if (matrix.format.granularity == Granularity::Vector) {
        const std::int64_t length = matrix.segmentColumns();
        vector = column / length * matrix.vectorsPerSegment() + column % length / matrix.format.vectorSize;
    }
    const auto index = static_cast<std::size_t>(row * matrix.vectors + vector);
    return !matrix.scales.empty()       ? matrix.scales[index] * static_cast<double>(matrix.gammaOf(row))
           : !matrix.realScales.empty() ? std::abs(static_cast<double>(matrix.realScales[index])) // q4_0's may be negative
                                        : static_cast<double>(matrix.gammaOf(row));
}

} // namespace

std::vector<int> layersInOrder(const std::vector<std::optional<LayerReport>> &reports)
{
    std::vector<int> order;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (reports[i] && std::isfinite(reports[i]->sqnrOut)) {
            order.push_back(static_cast<int>(i));
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return reports[static_cast<std::size_t>(a)]->sqnrOut < reports[static_cast<std::size_t>(b)]->sqnrOut;
    });
    return order;
}

FigureSpec layersBySqnr(const std::vector<std::optional<LayerReport>> &reports, int selectedLayer)
{
    FigureSpec spec;
    spec.id = QStringLiteral("error-layers");
    spec.title = errorText("Layers by signal to noise, worst first");
    spec.horizontalBars = true;
    spec.legend = true;
    spec.x.label = errorText("SQNR");
    spec.x.unit = QStringLiteral("dB");
    spec.y.label = errorText("Layer");
    spec.y.reversed = true;
    FigureBars bars;
    bars.name = errorText("result");
    bars.role = Role::Sums;
    FigureSeries weights;
    weights.name = errorText("operand A");
    weights.role = Role::Weights;
    weights.marker = Marker::Diamond;
    FigureSeries activations;
    activations.name = errorText("operand B");
    activations.role = Role::Activations;
    activations.marker = Marker::Circle;
    for (FigureSeries *series : {&weights, &activations}) {
        series->stroke = Stroke::None;
        series->labelled = false;
    }
    for (const int layer : layersInOrder(reports)) {
        const LayerReport &report = *reports[static_cast<std::size_t>(layer)];
        const auto at = static_cast<double>(spec.y.categories.size());
        spec.y.categories.append(QString::fromStdString(report.layer.name));
        bars.addCategory(at, report.sqnrOut);
        weights.x.push_back(report.sqnrWeights);
        weights.y.push_back(at);
        activations.x.push_back(report.sqnrIn);
        activations.y.push_back(at);
        if (layer == selectedLayer) {
            spec.boxes.push_back({0.0, report.sqnrOut, at - 0.45, at + 0.45, Role::Accent});
        }
    }
    if (spec.y.categories.isEmpty()) {
        return spec;
    }
    spec.summary = errorText("%1 layers; the worst is %2 with %3.")
                       .arg(spec.y.categories.size())
                       .arg(spec.y.categories.first(), number::decibel(bars.value.front()));
    spec.bars.push_back(std::move(bars));
    spec.series.push_back(std::move(weights));
    spec.series.push_back(std::move(activations));
    spec.height = 64.0 + 11.0 * static_cast<double>(spec.y.categories.size());
    return spec;
}

FigureSpec tensorMap(const std::vector<float> &x, const QuantizedMatrix &matrix, TensorSide side, const QString &subject)
{
    std::vector<float> values = side == TensorSide::Exact ? x : dequantize(matrix);
    if (side == TensorSide::Difference) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] -= x[i];
        }
    }
    FigureSpec spec;
    spec.id = QStringLiteral("error-map");
    const QString what = side == TensorSide::Exact       ? errorText("FP32")
                         : side == TensorSide::Quantized ? errorText("Quantized")
                                                         : errorText("Quantized \u2212 FP32");
    spec.title = errorText("%1: %2").arg(what, subject);
    spec.x.label = errorText("Column (K)");
    spec.x.integers = true;
    spec.y.label = errorText("Row");
    spec.y.integers = true;
    spec.y.reversed = true;
    spec.height = 220;
    FigureHeatmap &map = spec.heatmap;
    map.rows = static_cast<int>(std::min(matrix.rows, kMostCells));
    map.columns = static_cast<int>(std::min(matrix.columns, kMostCells));
    map.values = map.rows == matrix.rows && map.columns == matrix.columns
                     ? std::move(values)
                     : reduced(values, matrix.rows, matrix.columns, map.rows, map.columns, side == TensorSide::Difference);
    map.xLow = -0.5;
    map.xHigh = static_cast<double>(matrix.columns) - 0.5;
    map.yLow = -0.5;
    map.yHigh = static_cast<double>(matrix.rows) - 0.5;
    map.map = ColorMap::Kind::Diverging;
    map.label = side == TensorSide::Difference ? errorText("Error") : errorText("Value");
    spec.summary =
        errorText("%1 by %2 values of the %3.").arg(number::integer(matrix.rows), number::integer(matrix.columns), subject);
    return spec;
}

FigureSpec errorHistogram(const std::vector<float> &x, const QuantizedMatrix &matrix, const QString &subject)
{
    constexpr int kBins = 80;
    // As far as the largest error, in quarters of a step.
    double reach = 0.75;
    const std::vector<float> values = dequantize(matrix);
    for (std::int64_t row = 0; row < matrix.rows; ++row) {
        for (std::int64_t column = 0; column < matrix.columns; ++column) {
            const auto place = static_cast<std::size_t>(row * matrix.columns + column);
            if (const double step = stepOf(matrix, row, column); step > 0.0) {
                reach = std::max(reach, std::abs(static_cast<double>(values[place]) - x[place]) / step);
            }
        }
    }
    const double far = std::min(4.0, std::ceil(reach * 4.0) / 4.0);
    FigureSpec spec;
    spec.id = QStringLiteral("error-histogram");
    spec.title = errorText("Error of the %1 in steps").arg(subject);
    spec.x.label = errorText("(quantized \u2212 FP32) / step of the vector");
    spec.y.label = errorText("Values");
    spec.y.log = true;
    spec.y.low = 0.7;
    std::array<double, kBins> counts{};
    double beyond = 0.0;
    double counted = 0.0;
    for (std::int64_t row = 0; row < matrix.rows; ++row) {
        for (std::int64_t column = 0; column < matrix.columns; ++column) {
            const double step = stepOf(matrix, row, column);
            if (step <= 0.0) {
                continue; // a vector that is lost or all zeros has no step
            }
            const auto place = static_cast<std::size_t>(row * matrix.columns + column);
            const double error = (static_cast<double>(values[place]) - x[place]) / step;
            const double bin = std::floor((error + far) / (2 * far) * kBins);
            counted += 1.0;
            beyond += std::abs(error) > 0.5 + 1e-6 ? 1.0 : 0.0;
            ++counts[static_cast<std::size_t>(std::clamp(bin, 0.0, kBins - 1.0))];
        }
    }
    FigureBars below;
    below.name = errorText("quantized is smaller");
    below.role = Role::ErrorNegative;
    FigureBars above;
    above.name = errorText("quantized is larger");
    above.role = Role::ErrorPositive;
    for (int i = 0; i < kBins; ++i) {
        FigureBars &bars = i < kBins / 2 ? below : above;
        bars.add(-far + 2 * far * i / kBins, -far + 2 * far * (i + 1) / kBins, counts[static_cast<std::size_t>(i)]);
    }
    spec.bars = {std::move(below), std::move(above)};
    spec.marks.push_back({errorText("half a step"), 0.5, true, Role::Reference, Stroke::Dot, kUnset, kUnset});
    spec.marks.push_back({QString(), -0.5, true, Role::Reference, Stroke::Dot, kUnset, kUnset});
    spec.summary =
        errorText("%1 of the values err by more than half a step.").arg(number::percent(counted > 0 ? beyond / counted : 0.0));
    return spec;
}

std::vector<StripNumber> errorNumbers(const std::vector<float> &x, const QuantizedMatrix &matrix)
{
    const ErrorMeasures measures = measureError(x, dequantize(matrix));
    return {
        {number::decibel(measures.sqnrDb), errorText("SQNR"),
         errorText("Signal to quantization noise ratio: 10 log10(\u03a3 x\u00b2 / \u03a3 (x \u2212 q(x))\u00b2)."), Role::Text},
        {number::significant(std::sqrt(measures.mse)), errorText("RMS error"),
         errorText("Root of the mean (x \u2212 q(x))\u00b2."), Role::Text},
        {number::significant(measures.maxError), errorText("largest error"), errorText("max |x \u2212 q(x)|."),
         Role::ErrorPositive},
        {number::significant(measures.cosine, 6), errorText("cosine"),
         errorText("x\u00b7q(x) / (|x| |q(x)|): 1 where the direction is kept."), Role::Text},
    };
}

} // namespace vsq
