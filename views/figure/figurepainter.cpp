// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figurepainter.h"

#include "views/figure/barsitem.h"
#include "views/figure/figureticker.h"
#include "views/figure/heatmapitem.h"
#include "views/figure/labelitem.h"
#include "views/figure/markitem.h"
#include "views/figure/shortnames.h"
#include "views/figure/swatchlegend.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

void styleAxis(QCPAxis *axis, const FigureStyle &style, bool grid)
{
    const QPen line(style.forPaper ? QColor(Qt::black) : style.ink(Role::Separator), style.axisWidth);
    const QColor text = style.forPaper ? QColor(Qt::black) : style.ink(Role::MutedText);
    axis->setBasePen(line);
    axis->setTickPen(line);
    axis->setSubTickPen(line);
    axis->setTickLabelColor(text);
    axis->setLabelColor(style.forPaper ? QColor(Qt::black) : style.ink(Role::Text));
    axis->setTickLabelFont(style.tickFont);
    axis->setLabelFont(style.font);
    axis->setSelectedLabelFont(style.font);
    axis->setTickLength(0, style.forPaper ? qRound(2 * style.scale) : 4);
    axis->setSubTickLength(0, style.forPaper ? qRound(style.scale) : 2);
    axis->setTickLabelPadding(style.forPaper ? qRound(2 * style.scale) : 4);
    axis->setLabelPadding(style.forPaper ? qRound(2 * style.scale) : 6);
    axis->setPadding(0);
    axis->grid()->setPen(QPen(style.area(Role::Grid), style.gridWidth));
    axis->grid()->setZeroLinePen(Qt::NoPen);
    axis->grid()->setSubGridVisible(false);
    axis->grid()->setVisible(grid);
    // Axes that are made later than the plot lie on its main layer: their lines under the grid's and under the data.
    axis->setLayer(QStringLiteral("axes"));
    axis->grid()->setLayer(QStringLiteral("grid"));
}

/// The axis' title in so many pixels: without what stands in brackets in its label, or the unit alone, before it is cut off.
QString fittingTitle(const FigureAxis &spec, const QFontMetricsF &metrics, double length)
{
    FigureAxis shorter = spec;
    shorter.label = spec.label.section(QStringLiteral(" ("), 0, 0);
    for (const QString &title : {axisTitle(spec), axisTitle(shorter), spec.unit}) {
        if (!title.isEmpty() && metrics.horizontalAdvance(title) <= length) {
            return title;
        }
    }
    return metrics.elidedText(axisTitle(spec), Qt::ElideRight, length);
}

/// room: pixels that the names of categories along a vertical axis may take.
void setUpAxis(QCPAxis *axis, const FigureAxis &spec, FigureRange range, const FigureStyle &style, double length, double room = 0)
{
    axis->setScaleType(spec.log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis->setRange(range.low, range.high);
    axis->setRangeReversed(spec.reversed);
    axis->setLabel(fittingTitle(spec, QFontMetricsF(style.font), std::max(length, 60.0)));
    axis->setNumberFormat(QStringLiteral("g"));
    axis->setSubTicks(spec.log);
    const double em = QFontMetricsF(style.tickFont).height();
    if (!spec.categories.isEmpty()) {
        double widest = em;
        for (const QString &name : spec.categories) {
            widest = std::max(widest, QFontMetricsF(style.tickFont).horizontalAdvance(name));
        }
        const bool vertical = axis->orientation() == Qt::Vertical;
        // Names too wide to stand side by side are turned.
        const bool turned = !vertical && widest * static_cast<double>(spec.categories.size()) > length * 0.9;
        if (turned) {
            axis->setTickLabelRotation(-60);
        }
        const double needs = vertical || turned ? em * 1.1 : widest * 1.1;
        // The whole names are in the crosshair's text and in the table.
        const QStringList names = vertical && room > 0 ? shortNames(spec.categories, QFontMetricsF(style.tickFont), room)
                                                       : spec.categories;
        axis->setTicker(QSharedPointer<QCPAxisTicker>(new CategoryTicker(names, axis, needs)));
        axis->setTickLength(0, 0);
        axis->grid()->setVisible(false);
    } else if (spec.log) {
        axis->setTicker(QSharedPointer<QCPAxisTicker>(new DecadeTicker(style.localNumbers)));
    } else {
        auto *ticker = new FigureTicker(spec.integers, style.localNumbers);
        ticker->setTickCount(std::max(3, static_cast<int>(length / (em * (axis->orientation() == Qt::Vertical ? 3 : 5)))));
        axis->setTicker(QSharedPointer<QCPAxisTicker>(ticker));
    }
}

void addSeries(QCustomPlot &plot, const FigureAxes &axes, const FigureSeries &series, const FigureStyle &style)
{
    QVector<double> x(series.x.begin(), series.x.end());
    QVector<double> y(series.y.begin(), series.y.end());
    QCPGraph *graph = plot.addGraph(axes.x, axes.y);
    graph->setData(x, y);
    graph->setName(series.name);
    graph->setPen(style.pen(series.role, series.stroke, style.dataWidth));
    graph->setLineStyle(series.stroke == Stroke::None ? QCPGraph::lsNone
                        : series.steps                ? QCPGraph::lsStepLeft
                                                      : QCPGraph::lsLine);
    graph->setScatterStyle(scatterStyle(series.marker, series.role, style));
    graph->setSelectable(QCP::stNone);
    if (!series.low.empty()) {
        auto *bars = new QCPErrorBars(axes.x, axes.y);
        bars->removeFromLegend();
        bars->setDataPlottable(graph);
        QVector<double> minus;
        QVector<double> plus;
        for (std::size_t i = 0; i < series.y.size(); ++i) {
            minus.append(series.y[i] - series.low[i]);
            plus.append(series.high[i] - series.y[i]);
        }
        bars->setData(minus, plus);
        bars->setPen(style.pen(series.role, Stroke::Solid, style.dataWidth * 0.75));
        bars->setWhiskerWidth(style.markerSize);
        bars->setSymbolGap(0);
        bars->setSelectable(QCP::stNone);
    }
}

QCPAxis *addColorScale(QCustomPlot &plot, const FigureSpec &spec, const FigureStyle &style, int row, QCPAxisRect *beside)
{
    auto *rect = new QCPAxisRect(&plot, false);
    QCPAxis *axis = rect->addAxis(QCPAxis::atRight);
    QCPAxis *across = rect->addAxis(QCPAxis::atBottom);
    across->setVisible(false);
    styleAxis(axis, style, false);
    const FigureRange range = rangeOf(spec.heatmap);
    FigureAxis scale;
    scale.label = spec.heatmap.label;
    scale.unit = spec.heatmap.unit;
    setUpAxis(axis, scale, range, style, style.forPaper ? spec.height * 0.7 : plot.viewport().height() * 0.7);
    across->setRange(0, 1);
    const int width = style.forPaper ? qRound(6 * style.scale) : 12;
    rect->setMinimumSize(width, 10);
    rect->setMaximumSize(width, QWIDGETSIZE_MAX);
    rect->setSizeConstraintRect(QCPLayoutElement::scrInnerRect);
    auto *group = new QCPMarginGroup(&plot);
    rect->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    beside->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    plot.plotLayout()->addElement(row, 1, rect);

    FigureHeatmap gradient;
    gradient.columns = 1;
    gradient.rows = 64;
    for (int i = 0; i < gradient.rows; ++i) {
        gradient.values.push_back(static_cast<float>(range.low + (range.high - range.low) * (i + 0.5) / gradient.rows));
    }
    gradient.yLow = range.low;
    gradient.yHigh = range.high;
    gradient.low = range.low;
    gradient.high = range.high;
    gradient.map = spec.heatmap.map;
    gradient.inverted = spec.heatmap.inverted;
    new HeatmapItem(&plot, across, axis, gradient, style);
    return axis;
}

/// What a map of one colour, or of hardly more, says in words; empty where values differ.
QString flatText(const FigureHeatmap &map, const FigureStyle &style)
{
    if (map.values.size() < 2) {
        return {};
    }
    // The value in the middle is the one that most have, where most have one. NaN has a colour of its own.
    std::vector<float> sorted = map.values;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end(),
                     [](float a, float b) { return a < b || (std::isnan(b) && !std::isnan(a)); });
    const auto count = static_cast<std::size_t>(std::count(map.values.begin(), map.values.end(), *middle));
    if (count * 10 < map.values.size() * 9) {
        return {};
    }
    const QLocale locale = style.localNumbers ? QLocale() : QLocale::c();
    const QString number = locale.toString(static_cast<double>(*middle), 'g', 3);
    const QString value = map.unit.isEmpty() ? number : number + QChar(0x202f) + map.unit;
    return count == map.values.size() ? QCoreApplication::translate("vsq::PlotView", "%1 everywhere").arg(value)
                                      : QCoreApplication::translate("vsq::PlotView", "%1 nearly everywhere").arg(value);
}

} // namespace

QString axisTitle(const FigureAxis &axis)
{
    return axis.unit.isEmpty() ? axis.label : axis.label + QStringLiteral(" (") + axis.unit + QLatin1Char(')');
}

QCPScatterStyle scatterStyle(Marker marker, Role role, const FigureStyle &style)
{
    const QColor ink = style.ink(role);
    const QPen pen(ink, style.dataWidth * 0.8);
    // Filled markers have a thin halo, so that they stand out from the bars and lines they lie on.
    const QPen halo(style.background, style.dataWidth * 0.6);
    const auto make = [&](QCPScatterStyle::ScatterShape shape, bool filled) {
        return filled ? QCPScatterStyle(shape, halo, QBrush(ink), style.markerSize + style.dataWidth)
                      : QCPScatterStyle(shape, pen, Qt::NoBrush, style.markerSize);
    };
    switch (marker) {
    case Marker::None: return QCPScatterStyle(QCPScatterStyle::ssNone);
    case Marker::Circle: return make(QCPScatterStyle::ssCircle, true);
    case Marker::Square: return make(QCPScatterStyle::ssSquare, true);
    case Marker::Diamond: return make(QCPScatterStyle::ssDiamond, true);
    case Marker::TriangleUp: return make(QCPScatterStyle::ssTriangle, true);
    case Marker::TriangleDown: return make(QCPScatterStyle::ssTriangleInverted, true);
    case Marker::Cross: return make(QCPScatterStyle::ssCross, false);
    case Marker::Ring:
        return QCPScatterStyle(QCPScatterStyle::ssCircle, pen, Qt::NoBrush, style.markerSize + 2.5 * style.dataWidth);
    case Marker::Tick: break;
    }
    // A short thick line across: where a published value lies over a bar.
    QPainterPath path;
    path.moveTo(-1.4, 0);
    path.lineTo(1.4, 0);
    QCPScatterStyle tick(path, QPen(ink, style.dataWidth * 1.4 / style.markerSize * 6.0), Qt::NoBrush, style.markerSize);
    return tick;
}

void drawMarker(QCPPainter *painter, const QPointF &at, Marker marker, Role role, const FigureStyle &style)
{
    const QCPScatterStyle scatter = scatterStyle(marker, role, style);
    if (!scatter.isNone()) {
        scatter.applyTo(painter, scatter.pen());
        scatter.drawShape(painter, at);
    }
}

FigureAxes buildFigure(QCustomPlot &plot, const FigureSpec &spec, const FigureStyle &style)
{
    plot.clearItems();
    plot.clearPlottables();
    plot.plotLayout()->clear();
    plot.setAutoAddPlottableToLegend(false);
    plot.setBackground(QBrush(style.background));
    const int padding = static_cast<int>(style.padding);
    plot.plotLayout()->setMargins(QMargins());
    plot.plotLayout()->setAutoMargins(QCP::msNone);
    plot.plotLayout()->setMargins(QMargins(padding, padding, padding, padding));
    plot.plotLayout()->setRowSpacing(0);
    plot.plotLayout()->setColumnSpacing(style.forPaper ? qRound(4 * style.scale) : 12);

    int row = 0;
    if (spec.legend) {
        plot.plotLayout()->addElement(row++, 0, new SwatchLegend(&plot, spec, style));
    }
    auto *rect = new QCPAxisRect(&plot, true);
    plot.plotLayout()->addElement(row, 0, rect);
    const int headroom = static_cast<int>(std::ceil(QFontMetricsF(style.tickFont).height() / 2));
    rect->setMinimumMargins(QMargins(0, headroom, 0, 0));
    FigureAxes axes;
    axes.x = rect->axis(QCPAxis::atBottom);
    axes.y = rect->axis(QCPAxis::atLeft);
    plot.xAxis = axes.x;
    plot.yAxis = axes.y;

    const bool heatmap = !spec.heatmap.isEmpty();
    styleAxis(axes.x, style, !heatmap && !spec.bars.empty() && spec.horizontalBars);
    styleAxis(axes.y, style, spec.y.grid && !heatmap && !(spec.horizontalBars && !spec.bars.empty()));
    const QSizeF size = style.forPaper ? QSizeF(spec.width, spec.height) : QSizeF(plot.viewport().size());
    setUpAxis(axes.x, spec.x, rangeOfX(spec), style, size.width() * 0.75);
    setUpAxis(axes.y, spec.y, rangeOfY(spec), style, size.height() * 0.75, size.width() * (style.forPaper ? 0.45 : 0.36));

    if (heatmap) {
        new HeatmapItem(&plot, axes.x, axes.y, spec.heatmap, style);
        axes.scale = addColorScale(plot, spec, style, row, rect);
    }
    const StackedBars stacked = stackBars(spec.bars);
    for (std::size_t i = 0; i < spec.bars.size(); ++i) {
        new BarsItem(&plot, spec.horizontalBars ? axes.y : axes.x, spec.horizontalBars ? axes.x : axes.y, spec.bars[i],
                     stacked.ends[i], style);
    }
    new MarkItem(&plot, axes.x, axes.y, spec, style);
    for (const FigureSeries &series : spec.series) {
        addSeries(plot, axes, series, style);
    }
    FigureSpec labelled = spec;
    if (const QString everywhere = flatText(spec.heatmap, style); !everywhere.isEmpty()) {
        labelled.notes.push_back({everywhere, 0.5, 0.5, true, Role::Text, Qt::AlignHCenter | Qt::AlignVCenter});
    }
    auto *labels = new LabelItem(&plot, axes.x, axes.y, labelled, style);
    labels->reserveMargin();
    QObject::connect(&plot, &QCustomPlot::beforeReplot, labels, &LabelItem::reserveMargin);
    // Laid out once now: how many names of categories fit is known only then, and a figure on paper is drawn once.
    for (const auto phase : {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout}) {
        plot.plotLayout()->update(phase);
    }
    if (rect->height() < QFontMetricsF(style.font).horizontalAdvance(axes.y->label())) {
        axes.y->setLabel({}); // it would stand over what is above
    }
    return axes;
}

} // namespace vsq
