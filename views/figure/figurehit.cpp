// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figurehit.h"

#include "views/figure/figurerange.h"
#include "views/theme/number.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

constexpr double kReach = 40.0; // pixels

FigureHit seriesHit(const FigureSpec &spec, int index, int point)
{
    const FigureSeries &series = spec.series[static_cast<std::size_t>(index)];
    const auto i = static_cast<std::size_t>(point);
    FigureHit hit{FigureHit::Kind::Series, index, point, -1, -1, series.x[i], series.y[i]};
    return hit;
}

FigureHit barHit(const FigureSpec &spec, int index, int point)
{
    const FigureBars &bars = spec.bars[static_cast<std::size_t>(index)];
    const auto i = static_cast<std::size_t>(point);
    const FigureRange end = stackBars(spec.bars).ends[static_cast<std::size_t>(index)][i];
    const double along = (bars.from[i] + bars.to[i]) / 2.0;
    return {FigureHit::Kind::Bars,
            index,
            point,
            -1,
            -1,
            spec.horizontalBars ? end.high : along,
            spec.horizontalBars ? along : end.high};
}

FigureHit cellHit(const FigureHeatmap &map, int column, int row)
{
    return {FigureHit::Kind::Heatmap,
            -1,
            -1,
            column,
            row,
            map.xLow + (map.xHigh - map.xLow) * (column + 0.5) / map.columns,
            map.yLow + (map.yHigh - map.yLow) * (row + 0.5) / map.rows};
}

FigureHit barAt(const FigureSpec &spec, double along, double across)
{
    const StackedBars stacked = stackBars(spec.bars);
    FigureHit nearest;
    for (std::size_t b = 0; b < spec.bars.size(); ++b) {
        const FigureBars &bars = spec.bars[b];
        for (std::size_t i = 0; i < bars.value.size(); ++i) {
            if (along < bars.from[i] || along >= bars.to[i]) {
                continue;
            }
            const FigureRange end = stacked.ends[b][i];
            if (across >= end.low && across < end.high) {
                return barHit(spec, static_cast<int>(b), static_cast<int>(i));
            }
            // Above a column: its topmost part that is not empty.
            if (end.high > end.low || !nearest.isValid()) {
                nearest = barHit(spec, static_cast<int>(b), static_cast<int>(i));
            }
        }
    }
    return nearest;
}

} // namespace

FigureHit hitAt(const FigureSpec &spec, const FigureAxes &axes, const QPointF &pixel)
{
    if (axes.x == nullptr || !axes.x->axisRect()->rect().contains(pixel.toPoint())) {
        return {};
    }
    FigureHit best;
    double bestDistance = kReach * kReach;
    for (std::size_t s = 0; s < spec.series.size(); ++s) {
        const FigureSeries &series = spec.series[s];
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            const double dx = axes.x->coordToPixel(series.x[i]) - pixel.x();
            const double dy = axes.y->coordToPixel(series.y[i]) - pixel.y();
            if (dx * dx + dy * dy < bestDistance) {
                bestDistance = dx * dx + dy * dy;
                best = seriesHit(spec, static_cast<int>(s), static_cast<int>(i));
            }
        }
    }
    if (best.isValid() && (spec.bars.empty() || bestDistance < 64.0)) {
        return best;
    }
    const double x = axes.x->pixelToCoord(pixel.x());
    const double y = axes.y->pixelToCoord(pixel.y());
    if (!spec.heatmap.isEmpty()) {
        const FigureHeatmap &map = spec.heatmap;
        const int column = static_cast<int>(std::floor((x - map.xLow) / (map.xHigh - map.xLow) * map.columns));
        const int row = static_cast<int>(std::floor((y - map.yLow) / (map.yHigh - map.yLow) * map.rows));
        if (column >= 0 && column < map.columns && row >= 0 && row < map.rows) {
            return cellHit(map, column, row);
        }
        return {};
    }
    return barAt(spec, spec.horizontalBars ? y : x, spec.horizontalBars ? x : y);
}

FigureHit neighbour(const FigureSpec &spec, const FigureHit &hit, int along, int across)
{
    if (!hit.isValid()) {
        for (std::size_t s = 0; s < spec.series.size(); ++s) {
            if (!spec.series[s].x.empty()) {
                return seriesHit(spec, static_cast<int>(s), 0);
            }
        }
        for (std::size_t b = 0; b < spec.bars.size(); ++b) {
            if (!spec.bars[b].value.empty()) {
                return barHit(spec, static_cast<int>(b), 0);
            }
        }
        return spec.heatmap.isEmpty() ? FigureHit{} : cellHit(spec.heatmap, 0, 0);
    }
    const auto step = [](int value, int by, std::size_t size) { return std::clamp(value + by, 0, static_cast<int>(size) - 1); };
    switch (hit.kind) {
    case FigureHit::Kind::Heatmap:
        return cellHit(spec.heatmap, step(hit.column, along, static_cast<std::size_t>(spec.heatmap.columns)),
                       step(hit.row, across, static_cast<std::size_t>(spec.heatmap.rows)));
    case FigureHit::Kind::Series: {
        int index = step(hit.index, across, spec.series.size());
        if (spec.series[static_cast<std::size_t>(index)].x.empty()) {
            index = hit.index;
        }
        return seriesHit(spec, index, step(hit.point, along, spec.series[static_cast<std::size_t>(index)].x.size()));
    }
    case FigureHit::Kind::Bars: {
        int index = step(hit.index, across, spec.bars.size());
        if (spec.bars[static_cast<std::size_t>(index)].value.empty()) {
            index = hit.index;
        }
        return barHit(spec, index, step(hit.point, along, spec.bars[static_cast<std::size_t>(index)].value.size()));
    }
    case FigureHit::Kind::None: break;
    }
    return {};
}

QString axisValue(const FigureAxis &axis, double value)
{
    if (!axis.categories.isEmpty()) {
        return axis.categories.value(static_cast<int>(std::lround(value)));
    }
    const QString text = axis.integers ? number::integer(std::llround(value)) : number::significant(value);
    return axis.unit.isEmpty() ? text : text + QChar(0x202f) + axis.unit;
}

QStringList describe(const FigureSpec &spec, const FigureHit &hit)
{
    QStringList lines;
    const auto add = [&lines](const QString &label, const QString &value) {
        lines.append(label.isEmpty() ? value : label + QStringLiteral(": ") + value);
    };
    switch (hit.kind) {
    case FigureHit::Kind::None: break;
    case FigureHit::Kind::Series: {
        const FigureSeries &series = spec.series[static_cast<std::size_t>(hit.index)];
        const auto i = static_cast<std::size_t>(hit.point);
        if (!series.name.isEmpty()) {
            lines.append(series.name);
        }
        add(spec.x.label, axisValue(spec.x, series.x[i]));
        QString value = axisValue(spec.y, series.y[i]);
        if (i < series.low.size()) {
            value +=
                QStringLiteral(" (%1 \u2013 %2)").arg(number::significant(series.low[i]), number::significant(series.high[i]));
        }
        add(spec.y.label, value);
        break;
    }
    case FigureHit::Kind::Bars: {
        const FigureBars &bars = spec.bars[static_cast<std::size_t>(hit.index)];
        const auto i = static_cast<std::size_t>(hit.point);
        const FigureAxis &along = spec.horizontalBars ? spec.y : spec.x;
        const FigureAxis &across = spec.horizontalBars ? spec.x : spec.y;
        if (!bars.name.isEmpty()) {
            lines.append(bars.name);
        }
        if (!along.categories.isEmpty()) {
            add(along.label, axisValue(along, (bars.from[i] + bars.to[i]) / 2));
        } else if (along.integers) {
            // From the first whole number in the bar to the last; what lies below 0 is there for the eye.
            const auto first = static_cast<qint64>(std::max(0.0, std::ceil(bars.from[i])));
            const auto last = static_cast<qint64>(std::ceil(bars.to[i])) - 1;
            add(along.label, first >= last ? number::integer(last)
                                           : number::integer(first) + QStringLiteral(" \u2013 ") + number::integer(last));
        } else {
            add(along.label, axisValue(along, bars.from[i]) + QStringLiteral(" \u2013 ") + axisValue(along, bars.to[i]));
        }
        add(across.label, axisValue(across, bars.value[i]));
        break;
    }
    case FigureHit::Kind::Heatmap: {
        add(spec.y.label, axisValue(spec.y, hit.y));
        add(spec.x.label, axisValue(spec.x, hit.x));
        FigureAxis value;
        value.unit = spec.heatmap.unit;
        add(spec.heatmap.label,
            axisValue(value, spec.heatmap.values[static_cast<std::size_t>(hit.row) * spec.heatmap.columns + hit.column]));
        break;
    }
    }
    return lines;
}

} // namespace vsq
