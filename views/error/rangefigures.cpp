// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/error/rangefigures.h"

#include "views/error/errortext.h"
#include "views/theme/number.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vsq {

namespace {

QString nameOf(OperandSide side)
{
    return side == OperandSide::Activations ? errorText("activations") : errorText("weights");
}

Role roleOf(OperandSide side)
{
    return side == OperandSide::Activations ? Role::Activations : Role::Weights;
}

constexpr std::size_t kMostBoxes = 64;

double reachOf(const RangeBox &box)
{
    return std::max(std::abs(box.least), std::abs(box.most));
}

FigureSeries whiskersOf(OperandSide side)
{
    FigureSeries whiskers;
    whiskers.name = errorText("median, least and most");
    whiskers.role = roleOf(side);
    whiskers.stroke = Stroke::None;
    whiskers.marker = Marker::Tick;
    whiskers.labelled = false;
    return whiskers;
}

QString layerName(const std::vector<Layer> &layers, int index)
{
    return index >= 0 && index < static_cast<int>(layers.size())
               ? QString::fromStdString(layers[static_cast<std::size_t>(index)].name)
               : QString();
}

} // namespace

FigureSpec rangeBoxes(const VectorStatistics &statistics, const std::vector<Layer> &layers, OperandSide side, int selectedLayer)
{
    FigureSpec spec;
    spec.id = QStringLiteral("error-ranges");
    const bool weights = side == OperandSide::Weights;
    spec.title = weights ? errorText("Ranges of channels, a box a layer")
                         : errorText("Ranges of tokens or pixels, a box a layer");
    spec.x.label = errorText("Layer, in the network's order");
    spec.y.label = weights ? errorText("max |w| of a channel") : errorText("max |x| of a row");
    spec.y.log = true;
    FigureSeries whiskers = whiskersOf(side);
    double widest = 0.0;
    QString apart;
    for (const LayerRanges &ranges : statistics.ranges) {
        const RangeBox &box = weights ? ranges.weights : ranges.activations;
        if (box.most <= 0.0) {
            continue;
        }
        const auto at = static_cast<double>(spec.x.categories.size());
        spec.x.categories.append(layerName(layers, ranges.layer));
        // A logarithmic axis has no 0: rows of zeros stand at its foot.
        const double floor = std::max(box.least, 1e-4 * box.most);
        whiskers.x.push_back(at);
        whiskers.y.push_back(std::max(box.median, floor));
        whiskers.low.push_back(floor);
        whiskers.high.push_back(box.most);
        spec.boxes.push_back({at - 0.3, at + 0.3, std::max(box.lower, floor), std::max(box.upper, floor), roleOf(side)});
        if (ranges.layer == selectedLayer) {
            spec.boxes.push_back({at - 0.45, at + 0.45, floor, box.most, Role::Accent});
        }
        if (const double ratio = box.most / std::max(box.median, floor); ratio > widest) {
            widest = ratio;
            apart = spec.x.categories.back();
        }
    }
    if (whiskers.x.empty()) {
        return {};
    }
    spec.summary = errorText("%1 layers; the rows of %2 range furthest apart: the largest is %3 times the median.")
                       .arg(whiskers.x.size())
                       .arg(apart, number::significant(widest));
    spec.series.push_back(std::move(whiskers));
    spec.width = kDoubleColumn;
    return spec;
}

std::vector<int> rowsByError(const std::vector<RangeBox> &boxes)
{
    std::vector<int> rows(boxes.size());
    std::iota(rows.begin(), rows.end(), 0);
    if (rows.size() > kMostBoxes) {
        std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) {
            return reachOf(boxes[static_cast<std::size_t>(a)]) > reachOf(boxes[static_cast<std::size_t>(b)]);
        });
        rows.resize(kMostBoxes);
    }
    return rows;
}

FigureSpec errorBoxesFigure(const std::vector<RangeBox> &boxes, OperandSide side, const QString &subject)
{
    if (boxes.empty()) {
        return {};
    }
    FigureSpec spec;
    spec.id = QStringLiteral("error-channels");
    const bool weights = side == OperandSide::Weights;
    const std::vector<int> rows = rowsByError(boxes);
    const bool all = rows.size() == boxes.size();
    spec.title = weights ? errorText("Errors of the %1, a box a channel").arg(subject)
                         : errorText("Errors of the %1, a box a row").arg(subject);
    spec.x.label = weights ? (all ? errorText("Channel") : errorText("Channel, largest error first"))
                           : (all ? errorText("Row") : errorText("Row, largest error first"));
    spec.y.label = errorText("quantized \u2212 FP32");
    FigureSeries whiskers = whiskersOf(side);
    for (const int row : rows) {
        const RangeBox &box = boxes[static_cast<std::size_t>(row)];
        const auto at = static_cast<double>(spec.x.categories.size());
        spec.x.categories.append(QString::number(row));
        whiskers.x.push_back(at);
        whiskers.y.push_back(box.median);
        whiskers.low.push_back(box.least);
        whiskers.high.push_back(box.most);
        spec.boxes.push_back({at - 0.3, at + 0.3, box.lower, box.upper, roleOf(side)});
    }
    spec.marks.push_back({QString(), 0.0, false, Role::Reference, Stroke::Solid, kUnset, kUnset});
    const auto worst = std::max_element(boxes.begin(), boxes.end(),
                                        [](const RangeBox &a, const RangeBox &b) { return reachOf(a) < reachOf(b); });
    std::vector<double> reaches(boxes.size());
    std::transform(boxes.begin(), boxes.end(), reaches.begin(), reachOf);
    const double median = boxOf(std::move(reaches)).median;
    spec.summary = errorText("%1 of %2 rows; the largest error is %3, in row %4, that of the median row %5.")
                       .arg(rows.size())
                       .arg(boxes.size())
                       .arg(number::significant(reachOf(*worst)))
                       .arg(worst - boxes.begin())
                       .arg(number::significant(median));
    spec.series.push_back(std::move(whiskers));
    spec.width = kDoubleColumn;
    return spec;
}

std::vector<VectorPoint> pointsOf(const VectorStatistics &statistics, OperandSide side, int layer)
{
    std::vector<VectorPoint> points;
    std::copy_if(statistics.points.begin(), statistics.points.end(), std::back_inserter(points),
                 [&](const VectorPoint &point) { return point.side == side && (layer < 0 || point.layer == layer); });
    return points;
}

FigureSpec crestCloud(const VectorStatistics &statistics, OperandSide side, const std::vector<NamedCurve> &curves,
                      int selectedLayer)
{
    FigureSpec spec;
    spec.id = QStringLiteral("error-crest");
    spec.title = errorText("SQNR against crest factor, the vectors of the %1").arg(nameOf(side));
    spec.x.label = errorText("Crest factor of the vector, max |x| / rms");
    spec.y.label = errorText("SQNR of the vector");
    spec.y.unit = QStringLiteral("dB");
    FigureSeries cloud;
    cloud.name = errorText("vectors of the network");
    cloud.role = roleOf(side);
    cloud.stroke = Stroke::None;
    cloud.marker = Marker::Circle;
    cloud.labelled = false;
    FigureSeries own = cloud;
    own.name = errorText("of the selected layer");
    own.role = Role::Accent;
    for (const VectorPoint &point : pointsOf(statistics, side)) {
        cloud.x.push_back(point.crest);
        cloud.y.push_back(point.sqnrDb);
    }
    if (cloud.x.empty()) {
        return {};
    }
    for (const VectorPoint &point : selectedLayer < 0 ? std::vector<VectorPoint>() : pointsOf(statistics, side, selectedLayer)) {
        own.x.push_back(point.crest);
        own.y.push_back(point.sqnrDb);
    }
    std::vector<double> crests = cloud.x;
    std::nth_element(crests.begin(), crests.begin() + static_cast<std::ptrdiff_t>(crests.size() / 2), crests.end());
    spec.summary = errorText("%1 vectors; the median crest factor is %2.")
                       .arg(cloud.x.size())
                       .arg(number::significant(crests[crests.size() / 2]));
    spec.series.push_back(std::move(cloud));
    spec.series.push_back(std::move(own));
    const Stroke strokes[] = {Stroke::Solid, Stroke::Dash, Stroke::DashDot, Stroke::Dot};
    for (std::size_t i = 0; i < curves.size(); ++i) {
        FigureSeries line;
        line.name = curves[i].name;
        line.role = i == 0 ? Role::PerVector : Role::Reference;
        line.stroke = strokes[i % 4];
        for (const CrestPoint &point : curves[i].points) {
            line.x.push_back(point.crest);
            line.y.push_back(point.sqnrDb);
        }
        spec.series.push_back(std::move(line));
    }
    return spec;
}

FigureSpec partingFigure(const std::vector<LayerParting> &partings, const std::vector<Layer> &layers, int selectedLayer)
{
    FigureSpec spec;
    spec.id = QStringLiteral("error-parting");
    spec.title = errorText("How the quantized run moves away from FP32's");
    spec.x.label = errorText("Layer, in the order of execution");
    spec.y.label = errorText("SQNR of the layer's output");
    spec.y.unit = QStringLiteral("dB");
    FigureSeries series;
    series.name = errorText("quantized run against FP32 run");
    series.role = Role::Sums;
    series.marker = Marker::Circle;
    series.labelled = false;
    const int first = firstParting(partings);
    const int fall = deepestFall(partings);
    for (std::size_t i = 0; i < partings.size(); ++i) {
        const LayerParting &parting = partings[i];
        const auto at = static_cast<double>(i);
        spec.x.categories.append(layerName(layers, parting.layer));
        if (!std::isfinite(parting.sqnrDb)) {
            continue; // the same, or FP32's output is all zeros
        }
        series.x.push_back(at);
        series.y.push_back(parting.sqnrDb);
        if (parting.layer == selectedLayer) {
            spec.boxes.push_back({at - 0.4, at + 0.4, parting.sqnrDb - 0.6, parting.sqnrDb + 0.6, Role::Accent});
        }
    }
    if (partings.empty()) {
        return {};
    }
    if (first >= 0) {
        spec.marks.push_back({errorText("runs part at %1").arg(spec.x.categories[first]), static_cast<double>(first), true,
                              Role::Accent, Stroke::Dash, kUnset, kUnset});
    }
    if (fall > first) {
        spec.notes.push_back({errorText("falls most: %1").arg(spec.x.categories[fall]), static_cast<double>(fall),
                              partings[static_cast<std::size_t>(fall)].sqnrDb, false, Role::ErrorPositive,
                              Qt::AlignLeft | Qt::AlignTop});
    }
    spec.summary = first < 0 ? errorText("The runs are the same.")
                             : errorText("The runs part at %1; at the last layer the ratio is %2.")
                                   .arg(spec.x.categories[first], number::decibel(partings.back().sqnrDb));
    spec.series.push_back(std::move(series));
    spec.width = kDoubleColumn;
    return spec;
}

} // namespace vsq
