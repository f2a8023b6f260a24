// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scales/scalefigures.h"

#include "core/quantize/blockquantizer.h"
#include "core/quantize/quantizer.h"
#include "views/scales/scalestext.h"
#include "views/theme/number.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vsq {

namespace {

QString gammaName(OperandRole role)
{
    return role == OperandRole::Weights ? scalesText("\u03b3 of its row") : scalesText("\u03b3 of the tensor");
}

void addIntegerBars(FigureSpec &spec, const ScaleStatistics &statistics)
{
    // As many integers a bar as few vectors need; 0 always has its own.
    FigureBars lost;
    lost.name = scalesText("scale 0: the vector is lost");
    lost.role = Role::Stalls;
    lost.fill = Fill::Hatch;
    FigureBars kept;
    kept.name = scalesText("vectors");
    kept.role = Role::Scales;
    const auto size = static_cast<int>(statistics.integerHistogram.size());
    int width = 1;
    while (size / width > 16 && size / width > 3.0 * std::sqrt(static_cast<double>(statistics.map.size()))) {
        width *= 2;
    }
    if (statistics.integerHistogram.front() > 0) {
        lost.add(0.5 - width, 0.5, static_cast<double>(statistics.integerHistogram.front()));
    }
    for (int first = 1; first < size; first += width) {
        const int end = std::min(first + width, size);
        const auto begin = statistics.integerHistogram.begin();
        const std::int64_t count = std::accumulate(begin + first, begin + end, std::int64_t{0});
        if (count > 0) {
            kept.add(first - 0.5, end - 0.5, static_cast<double>(count));
        }
    }
    if (!lost.value.empty()) {
        spec.bars.push_back(std::move(lost));
    }
    spec.bars.push_back(std::move(kept));
    spec.x.low = 0.5 - std::max<double>(width, size / 128.0);
    spec.x.high = size + std::max(1.0, size / 64.0);
    spec.x.integers = true;
}

void addRealBars(FigureSpec &spec, const ScaleStatistics &statistics, bool log)
{
    const Histogram &histogram = log ? statistics.logarithmic : statistics.linear;
    FigureBars bars;
    bars.name = scalesText("vectors");
    bars.role = Role::Scales;
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        bars.add(histogram.edge(i), histogram.edge(i + 1), static_cast<double>(histogram.counts[i]));
    }
    spec.bars.push_back(std::move(bars));
    spec.x.log = log;
}

void addCoarseMarks(FigureSpec &spec, const ScaleStatistics &statistics, OperandRole role, bool integer)
{
    if (integer) {
        // gamma is chosen so that the largest vector's scale is the largest integer: per-channel quantization's one scale.
        const auto largest = static_cast<double>(statistics.integerHistogram.size()) - 1.0;
        spec.marks.push_back({role == OperandRole::Weights ? scalesText("per-channel scale") : scalesText("per-tensor scale"),
                              largest, true, role == OperandRole::Weights ? Role::PerChannel : Role::PerTensor, Stroke::Dash,
                              kUnset, kUnset});
        return;
    }
    if (role == OperandRole::Weights && !statistics.channelScales.empty()) {
        std::vector<float> sorted = statistics.channelScales;
        std::sort(sorted.begin(), sorted.end());
        const double middle = sorted[sorted.size() / 2];
        const QString text = sorted.size() > 1 ? scalesText("per-channel scales (median, range)")
                                               : scalesText("per-channel scale");
        spec.marks.push_back({text, middle, true, Role::PerChannel, Stroke::Dash, sorted.front(), sorted.back()});
    }
    spec.marks.push_back(
        {scalesText("per-tensor scale"), statistics.tensorScale, true, Role::PerTensor, Stroke::DashDot, kUnset, kUnset});
}

} // namespace

FigureSpec scaleHistogram(const ScaleStatistics &statistics, OperandRole role, const ScaleAxis &axis, const QString &subject)
{
    const bool integer = axis.integer && !statistics.integerHistogram.empty();
    FigureSpec spec;
    spec.id = QStringLiteral("scales-histogram");
    spec.title = scalesText("Scales of the %1").arg(subject);
    spec.x.label = integer ? scalesText("Integer scale, in units of %1").arg(gammaName(role)) : scalesText("Scale");
    spec.y.label = scalesText("Vectors");
    spec.y.log = axis.logCounts;
    spec.y.integers = !axis.logCounts;
    if (axis.logCounts) {
        spec.y.low = 0.7;
    }
    integer ? addIntegerBars(spec, statistics) : addRealBars(spec, statistics, axis.logScale);
    addCoarseMarks(spec, statistics, role, integer);
    if (statistics.underflowing > 0 && integer) {
        spec.notes.push_back({scalesText("%1 underflow to 0").arg(number::percent(statistics.underflowShare())), 0.02, 0.02, true,
                              Role::Stalls, Qt::AlignLeft | Qt::AlignTop});
    }
    spec.summary = scalesText("Histogram of %1 per-vector scales; %2 underflow to 0; signal to noise %3, per-channel %4.")
                       .arg(number::integer(static_cast<qint64>(statistics.map.size())),
                            number::percent(statistics.underflowShare()), number::decibel(statistics.sqnrDb),
                            number::decibel(statistics.channelSqnrDb));
    return spec;
}

void addOtherScales(FigureSpec &spec, const ScaleStatistics &other, const ScaleAxis &axis, const QString &name)
{
    if (spec.bars.empty() || other.map.empty()) {
        return;
    }
    FigureSpec alike;
    const bool integer = axis.integer && spec.x.integers;
    if (integer && other.integerHistogram.empty()) {
        return;
    }
    integer ? addIntegerBars(alike, other) : addRealBars(alike, other, axis.logScale);
    FigureSeries outline;
    outline.name = scalesText("baseline: %1").arg(name);
    outline.role = Role::Text;
    outline.stroke = Stroke::Dash;
    outline.steps = true;
    outline.labelled = false; // a name beside the plot would take a third of it
    const double nothing = spec.y.log ? spec.y.low : 0.0;
    double end = kUnset;
    for (const FigureBars &bars : alike.bars) {
        for (std::size_t i = 0; i < bars.value.size(); ++i) {
            if (bars.from[i] != end && !outline.x.empty()) { // a gap between bars
                outline.x.push_back(end);
                outline.y.push_back(nothing);
            }
            outline.x.push_back(bars.from[i]);
            outline.y.push_back(std::max(nothing, bars.value[i]));
            end = bars.to[i];
        }
    }
    if (outline.x.empty()) {
        return;
    }
    outline.x.push_back(end);
    outline.y.push_back(nothing);
    if (integer) {
        spec.x.low = std::min(spec.x.low, alike.x.low);
        spec.x.high = std::max(spec.x.high, alike.x.high);
    }
    spec.legend = true;
    spec.series.push_back(std::move(outline));
}

FigureSpec scaleMap(const QuantizedMatrix &matrix, OperandRole role, bool integer, const QString &subject,
                    std::int64_t selectedRow, std::int64_t selectedVector)
{
    FigureSpec spec;
    spec.id = QStringLiteral("scales-map");
    spec.title = scalesText("Map of the scales");
    spec.x.label = scalesText("Vector along K");
    spec.x.integers = true;
    spec.y.label = role == OperandRole::Weights ? scalesText("Row of A (output feature)")
                                                : scalesText("Row of B (token or pixel)");
    spec.y.integers = true;
    spec.y.reversed = true;
    spec.height = 220;
    FigureHeatmap &map = spec.heatmap;
    map.columns = static_cast<int>(matrix.vectors);
    map.rows = static_cast<int>(matrix.rows);
    map.xLow = -0.5;
    map.xHigh = map.columns - 0.5;
    map.yLow = -0.5;
    map.yHigh = map.rows - 0.5;
    const bool integers = integer && !matrix.scales.empty();
    map.label = integers ? scalesText("Integer scale") : scalesText("Scale");
    if (integers) {
        map.values.assign(matrix.scales.begin(), matrix.scales.end());
        map.low = 0.0;
        map.high = (1 << matrix.format.scaleBits) - 1;
    } else {
        map.values = matrix.realScales;
    }
    if (selectedRow >= 0 && selectedRow < matrix.rows && selectedVector >= 0 && selectedVector < matrix.vectors) {
        const auto x = static_cast<double>(selectedVector);
        const auto y = static_cast<double>(selectedRow);
        spec.boxes.push_back({x - 0.5, x + 0.5, y - 0.5, y + 0.5, Role::Accent});
    }
    spec.summary = scalesText("Map of the scales of the %1: %2 rows by %3 vectors.")
                       .arg(subject, number::integer(matrix.rows), number::integer(matrix.vectors));
    return spec;
}

FigureSpec scalesByLayer(const WeightScales &scales)
{
    FigureSpec spec;
    spec.id = QStringLiteral("scales-layers");
    spec.title = scalesText("Scales by layer");
    spec.x.label = scalesText("Integer scale");
    spec.x.integers = true;
    spec.y.label = scalesText("Layer");
    spec.y.reversed = true;
    FigureHeatmap &map = spec.heatmap;
    const std::size_t levels = scales.all.integerHistogram.size();
    if (levels == 0) {
        return spec;
    }
    const std::size_t columns = std::min<std::size_t>(levels, 64);
    map.columns = static_cast<int>(columns);
    map.rows = static_cast<int>(scales.layers.size());
    map.xLow = 0.0;
    map.xHigh = static_cast<double>(levels);
    map.yLow = -0.5;
    map.yHigh = map.rows - 0.5;
    map.label = scalesText("Share of the layer's vectors");
    map.unit = QStringLiteral("%");
    map.low = 0.0;
    for (std::size_t layer = 0; layer < scales.layers.size(); ++layer) {
        spec.y.categories.append(QString::fromStdString(scales.layers[layer].name));
        const ScaleStatistics &one = scales.statistics[layer];
        std::vector<double> share(columns, 0.0);
        for (std::size_t i = 0; i < one.integerHistogram.size(); ++i) {
            share[i * columns / levels] += static_cast<double>(one.integerHistogram[i]);
        }
        for (const double count : share) {
            map.values.push_back(static_cast<float>(100.0 * count / std::max<double>(1.0, static_cast<double>(one.map.size()))));
        }
    }
    spec.height = 72.0 + 9.0 * map.rows;
    spec.summary = scalesText("Distribution of the integer scales in each of %1 layers.").arg(number::integer(map.rows));
    return spec;
}

VectorSpan spanOf(const QuantizedMatrix &matrix, std::int64_t vector)
{
    const std::int64_t segments = std::max<std::int64_t>(matrix.segments, 1);
    const std::int64_t length = matrix.columns / segments;
    const std::int64_t each = std::max<std::int64_t>(matrix.vectors / segments, 1);
    const std::int64_t size = matrix.format.granularity == Granularity::Vector ? matrix.format.vectorSize : length;
    const std::int64_t first = vector / each * length + vector % each * size;
    return {first, std::min(first + size, (vector / each + 1) * length)};
}

FigureSpec vectorValues(const std::vector<float> &x, const QuantizedMatrix &matrix, OperandRole role, std::int64_t row,
                        std::int64_t vector, int selectedElement)
{
    FigureSpec spec;
    const VectorSpan span = spanOf(matrix, vector);
    const auto index = static_cast<std::size_t>(row * matrix.vectors + vector);
    const double gamma = matrix.gammaOf(row);
    const bool integers = !matrix.scales.empty();
    const double step = integers                    ? matrix.scales[index] * gamma
                        : matrix.realScales.empty() ? gamma
                                                    : static_cast<double>(matrix.realScales[index]);
    spec.id = QStringLiteral("scales-vector");
    spec.title = integers ? scalesText("Row %1, vector %2: scale %3 \u00d7 \u03b3 %4")
                                .arg(number::integer(row), number::integer(vector), number::integer(matrix.scales[index]),
                                     number::significant(gamma))
                          : scalesText("Row %1, vector %2: scale %3")
                                .arg(number::integer(row), number::integer(vector), number::significant(step));
    spec.x.label = scalesText("Element");
    spec.x.integers = true;
    spec.x.low = -1.0;
    spec.x.high = static_cast<double>(span.end - span.begin);
    spec.y.label = scalesText("Value");
    spec.y.grid = false; // the levels are the lines to read by
    FigureSeries exact;
    exact.name = scalesText("FP32");
    exact.role = Role::Reference;
    exact.stroke = Stroke::None;
    exact.marker = Marker::Ring; // a ring with its point in the middle is a value that was kept
    exact.labelled = false;
    FigureSeries quantized;
    quantized.name = scalesText("code \u00d7 scale");
    quantized.role = role == OperandRole::Weights ? Role::Weights : Role::Activations;
    quantized.stroke = Stroke::None;
    quantized.marker = Marker::Circle;
    quantized.labelled = false;
    double noise = 0.0;
    double signal = 0.0;
    for (std::int64_t column = span.begin; column < span.end; ++column) {
        const auto place = static_cast<std::size_t>(row * matrix.columns + column);
        const double value = static_cast<double>(levelOf(matrix, row, column)) * step;
        exact.x.push_back(static_cast<double>(column - span.begin));
        exact.y.push_back(x[place]);
        quantized.x.push_back(static_cast<double>(column - span.begin));
        quantized.y.push_back(value);
        noise += (x[place] - value) * (x[place] - value);
        signal += static_cast<double>(x[place]) * x[place];
    }
    const std::vector<float> levels = levelsOf(matrix.format, scaleCodeOf(matrix, row, vector));
    if (step != 0.0 && levels.size() <= 31) {
        for (const float level : levels) {
            const bool end = level == levels.front() || level == levels.back() || level == 0.0F;
            spec.marks.push_back({end ? QLocale().toString(static_cast<double>(level), 'g', 4) : QString(),
                                  static_cast<double>(level) * step, false, end ? Role::Scales : Role::Grid, Stroke::Solid,
                                  kUnset, kUnset});
        }
    }
    if (selectedElement >= 0 && selectedElement < span.end - span.begin) {
        const double ends[] = {static_cast<double>(levels.front()) * step, static_cast<double>(levels.back()) * step};
        spec.boxes.push_back(
            {selectedElement - 0.5, selectedElement + 0.5, std::min(ends[0], ends[1]), std::max(ends[0], ends[1]), Role::Accent});
    }
    spec.series.push_back(std::move(exact));
    spec.series.push_back(std::move(quantized));
    spec.legend = true;
    spec.summary = scalesText("%1 values of row %2, vector %3; step %4; signal to noise %5.")
                       .arg(number::integer(span.end - span.begin), number::integer(row), number::integer(vector),
                            number::significant(step), number::decibel(10.0 * std::log10(signal / noise)));
    return spec;
}

std::vector<StripNumber> scaleNumbers(const ScaleStatistics &statistics, OperandRole role, const OperandFormat &format,
                                      const ScaleStatistics *baseline)
{
    std::vector<StripNumber> numbers;
    const auto bits = [](const std::optional<double> &value) {
        if (!value) {
            return QStringLiteral("\u2013");
        }
        const double shown = number::withoutResidue(*value, 1.0);
        return (shown > 0.0 ? QStringLiteral("+") : QString()) + number::significant(shown, 2);
    };
    numbers.push_back({number::integer(static_cast<qint64>(statistics.map.size())), scalesText("scales"),
                       scalesText("Number of scales: one for each vector of %1 values along K.").arg(format.vectorSize),
                       Role::Text});
    if (!statistics.integerHistogram.empty()) {
        numbers.push_back(
            {number::percent(statistics.underflowShare()), scalesText("underflow to 0"),
             scalesText("Share of vectors whose scale s = max|x| / %1 rounds to 0 in units of \u03b3 = max s / %2: all of "
                        "their values are lost.")
                 .arg(largestCode(format))
                 .arg((1 << format.scaleBits) - 1),
             statistics.underflowing > 0 ? Role::Stalls : Role::Text});
    }
    if (role == OperandRole::Weights) {
        numbers.push_back({bits(statistics.bitsOverChannel()), scalesText("bits over per-channel"),
                           scalesText("What per-vector scaling is worth beside one scale a channel with as many bits: "
                                      "(SQNR \u2212 SQNR per-channel) / 6.02 dB."),
                           Role::PerVector});
    }
    numbers.push_back({bits(statistics.bitsOverTensor()), scalesText("bits over per-tensor"),
                       scalesText("What per-vector scaling is worth beside one scale for the tensor with as many bits: "
                                  "(SQNR \u2212 SQNR per-tensor) / 6.02 dB."),
                       Role::PerVector});
    const QString definition = scalesText(
        "Signal to quantization noise ratio: 10 log10(\u03a3 x\u00b2 / \u03a3 (x \u2212 q(x))\u00b2).");
    numbers.push_back({number::decibel(statistics.sqnrDb), scalesText("SQNR"), definition, Role::Text});
    if (role == OperandRole::Weights) {
        numbers.push_back({number::decibel(statistics.channelSqnrDb), scalesText("per-channel"), definition, Role::PerChannel});
    }
    numbers.push_back({number::decibel(statistics.tensorSqnrDb), scalesText("per-tensor"), definition, Role::PerTensor});
    if (baseline != nullptr && std::isfinite(baseline->sqnrDb) && std::isfinite(statistics.sqnrDb)) {
        const double change = number::withoutResidue(statistics.sqnrDb - baseline->sqnrDb, statistics.sqnrDb);
        numbers.push_back(
            {(change > 0.0 ? QStringLiteral("+") : QString()) + number::decibel(change), scalesText("SQNR from the baseline"),
             scalesText("Of the same values: now less the %1 in the baseline's format, where %2 of the vectors underflow.")
                 .arg(number::decibel(baseline->sqnrDb), number::percent(baseline->underflowShare())),
             Role::MutedText});
    }
    if (statistics.zeroVectors > 0) {
        numbers.push_back({number::integer(statistics.zeroVectors), scalesText("vectors of zeros"),
                           scalesText("Vectors whose values are all 0; nothing is lost there."), Role::MutedText});
    }
    return numbers;
}

} // namespace vsq
