// SPDX-License-Identifier: GPL-3.0-or-later
// One figure of each kind.
#pragma once

#include "views/figure/figurespec.h"

#include <cmath>

namespace vsq::test {

inline FigureSpec curves()
{
    FigureSpec spec;
    spec.id = QStringLiteral("curves");
    spec.title = QStringLiteral("Accuracy against weight bits");
    spec.summary = QStringLiteral("Three curves and FP32");
    spec.x.label = QStringLiteral("Weight bits");
    spec.x.integers = true;
    spec.y.label = QStringLiteral("Top-1 accuracy");
    spec.y.unit = QStringLiteral("%");
    const Role roles[] = {Role::PerVector, Role::PerChannel, Role::PerTensor};
    const Marker markers[] = {Marker::Circle, Marker::Square, Marker::TriangleUp};
    const Stroke strokes[] = {Stroke::Solid, Stroke::Dash, Stroke::DashDot};
    const char *names[] = {"per-vector", "per-channel", "per-tensor"};
    for (int s = 0; s < 3; ++s) {
        FigureSeries series;
        series.name = QString::fromLatin1(names[s]);
        series.role = roles[s];
        series.marker = markers[s];
        series.stroke = strokes[s];
        for (int bits = 2; bits <= 8; ++bits) {
            const double y = 91.0 - 80.0 * std::exp(-(bits - 1.2 - 0.7 * s > 0.2 ? bits - 1.2 - 0.7 * s : 0.2));
            series.x.push_back(bits);
            series.y.push_back(y);
            series.low.push_back(y - 1.8);
            series.high.push_back(y + 1.8);
        }
        spec.series.push_back(series);
    }
    spec.marks.push_back({QStringLiteral("FP32 91.3 %"), 91.3, false, Role::Reference, Stroke::Solid, 89.4, 92.9});
    spec.marks.push_back({QStringLiteral("ResNet-50 W4 A8 (published)"), 75.3, false, Role::Published, Stroke::Dot});
    return spec;
}

inline FigureSpec histogram()
{
    FigureSpec spec;
    spec.id = QStringLiteral("histogram");
    spec.title = QStringLiteral("Per-vector scales of the weights");
    spec.x.label = QStringLiteral("Integer scale");
    spec.x.integers = true;
    spec.x.low = 0;
    spec.x.high = 256;
    spec.y.label = QStringLiteral("Vectors");
    FigureBars bars;
    bars.name = QStringLiteral("scales");
    bars.role = Role::Scales;
    for (int i = 0; i < 256; i += 4) {
        bars.from.push_back(i);
        bars.to.push_back(i + 4);
        bars.value.push_back(std::floor(4000 * std::exp(-(i - 120.0) * (i - 120.0) / 3000.0)));
    }
    spec.bars.push_back(bars);
    spec.marks.push_back({QStringLiteral("per-channel"), 230, true, Role::PerChannel, Stroke::Dash});
    spec.marks.push_back({QStringLiteral("per-tensor"), 250, true, Role::PerTensor, Stroke::DashDot});
    return spec;
}

inline FigureSpec stack()
{
    FigureSpec spec;
    spec.id = QStringLiteral("stack");
    spec.title = QStringLiteral("Where the cycles go");
    spec.x.label = QStringLiteral("Cycles");
    spec.x.unit = QStringLiteral("%");
    spec.horizontalBars = true;
    spec.legend = true;
    spec.y.reversed = true;
    for (int i = 0; i < 8; ++i) {
        spec.y.categories.append(QStringLiteral("block%1.attention.query").arg(i));
    }
    const char *names[] = {"useful", "padding in M", "padding in K", "padding in N", "fill and drain"};
    const Role roles[] = {Role::Sums, Role::Padding, Role::Padding, Role::Padding, Role::Overhead};
    const Fill fills[] = {Fill::Solid, Fill::Solid, Fill::Hatch, Fill::BackHatch, Fill::Solid};
    const double parts[] = {70, 10, 8, 7, 5};
    for (int b = 0; b < 5; ++b) {
        FigureBars bars;
        bars.name = QString::fromLatin1(names[b]);
        bars.role = roles[b];
        bars.fill = fills[b];
        bars.stack = 1;
        for (int i = 0; i < 8; ++i) {
            bars.from.push_back(i - 0.36);
            bars.to.push_back(i + 0.36);
            bars.value.push_back(parts[b]);
        }
        spec.bars.push_back(bars);
    }
    return spec;
}

inline FigureSpec heatmap(int columns, int rows)
{
    FigureSpec spec;
    spec.id = QStringLiteral("heatmap");
    spec.title = QStringLiteral("Scales, rows by vectors");
    spec.x.label = QStringLiteral("Vector along K");
    spec.x.integers = true;
    spec.y.label = QStringLiteral("Row");
    spec.y.integers = true;
    spec.y.reversed = true;
    spec.heatmap.columns = columns;
    spec.heatmap.rows = rows;
    spec.heatmap.xLow = -0.5;
    spec.heatmap.xHigh = columns - 0.5;
    spec.heatmap.yLow = -0.5;
    spec.heatmap.yHigh = rows - 0.5;
    spec.heatmap.label = QStringLiteral("Integer scale");
    for (int i = 0; i < columns * rows; ++i) {
        spec.heatmap.values.push_back(static_cast<float>(128.0 + 127.0 * std::sin(i * 0.37) * std::cos(i / columns * 0.2)));
    }
    spec.heatmap.values[static_cast<std::size_t>(columns) + 1] = std::numeric_limits<float>::quiet_NaN();
    spec.boxes.push_back({1.5, 2.5, 0.5, 1.5, Role::Accent});
    return spec;
}

} // namespace vsq::test
