// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figuresheet.h"

#include "views/figure/figurepainter.h"
#include "views/figure/figurerange.h"
#include "views/figure/swatchlegend.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vsq {

namespace {

constexpr double kBetween = 8.0; ///< points between panels at 8 point type

bool sameQuantity(const FigureAxis &a, const FigureAxis &b)
{
    return !a.label.isEmpty() && a.label == b.label && a.unit == b.unit && a.log == b.log && a.categories == b.categories;
}

/// What a legend shows, in order.
std::vector<std::pair<QString, int>> entriesOf(const FigureSpec &spec)
{
    std::vector<std::pair<QString, int>> entries;
    for (const FigureBars &bars : spec.bars) {
        entries.emplace_back(bars.name, static_cast<int>(bars.role) * 16 + static_cast<int>(bars.fill));
    }
    for (const FigureSeries &series : spec.series) {
        if (!series.labelled) {
            entries.emplace_back(series.name, static_cast<int>(series.role) * 16 + static_cast<int>(series.marker));
        }
    }
    return entries;
}

bool shareLegend(const std::vector<FigureSpec> &panels)
{
    return panels.size() > 1 && std::all_of(panels.begin(), panels.end(), [&](const FigureSpec &panel) {
               return panel.legend && entriesOf(panel) == entriesOf(panels.front());
           });
}

/// Height of the legend at this width; with a painter it is drawn.
double paintLegend(QCPPainter *painter, const FigureSpec &spec, const FigureStyle &style, double width)
{
    QCustomPlot plot;
    plot.setBufferDevicePixelRatio(1.0);
    plot.setViewport(QRect(0, 0, static_cast<int>(width), 400));
    plot.plotLayout()->clear();
    plot.plotLayout()->setMargins(QMargins());
    auto *legend = new SwatchLegend(&plot, spec, style);
    plot.plotLayout()->addElement(0, 0, legend);
    legend->update(QCPLayoutElement::upPreparation);
    const int height = legend->minimumSize().height();
    if (painter != nullptr) {
        plot.toPainter(painter, static_cast<int>(width), height);
    }
    return height;
}

} // namespace

FigureSpec sheetOf(std::vector<FigureSpec> panels, int columns, double width)
{
    FigureSpec sheet;
    sheet.panelColumns = std::clamp(columns, 1, std::max(1, static_cast<int>(panels.size())));
    QStringList ids;
    QStringList names;
    QStringList titles;
    QStringList summaries;
    double height = 0.0;
    double row = 0.0;
    for (std::size_t i = 0; i < panels.size(); ++i) {
        FigureSpec &panel = panels[i];
        ids.append(panel.id);
        names.append(panel.name);
        titles.append(panel.title);
        summaries.append(QStringLiteral("(%1) %2").arg(QLatin1Char(static_cast<char>('a' + i))).arg(panel.summary));
        const bool first = i % static_cast<std::size_t>(sheet.panelColumns) == 0;
        if (!first && sameQuantity(panels[i - 1].y, panel.y) && panel.y.categories.isEmpty() && panel.heatmap.isEmpty()
            && panels[i - 1].heatmap.isEmpty()) {
            // From the row's first on, so that all of them have one range.
            const std::size_t begin = i - i % static_cast<std::size_t>(sheet.panelColumns);
            FigureRange range = rangeOfY(panel);
            for (std::size_t other = begin; other < i; ++other) {
                const FigureRange its = rangeOfY(panels[other]);
                range = {std::min(range.low, its.low), std::max(range.high, its.high)};
            }
            for (std::size_t other = begin; other <= i; ++other) {
                panels[other].y.low = range.low;
                panels[other].y.high = range.high;
            }
        }
        row = first ? panel.height : std::max(row, panel.height);
        const bool last = i + 1 == panels.size() || (i + 1) % static_cast<std::size_t>(sheet.panelColumns) == 0;
        height += last ? row + kBetween : 0.0;
    }
    // Only then: a label that is gone would be no quantity to compare by.
    for (std::size_t i = panels.size(); i-- > 1;) {
        if (i % static_cast<std::size_t>(sheet.panelColumns) != 0 && sameQuantity(panels[i - 1].y, panels[i].y)
            && panels[i].heatmap.isEmpty() && panels[i - 1].heatmap.isEmpty()) {
            panels[i].y.label.clear();
            panels[i].y.unit.clear();
        }
    }
    sheet.id = ids.join(QLatin1Char('+'));
    sheet.name = names.join(QLatin1Char('+'));
    sheet.title = titles.join(QStringLiteral("; "));
    sheet.summary = summaries.join(QLatin1Char(' '));
    sheet.width = width;
    sheet.height = height;
    sheet.panels = std::move(panels);
    return sheet;
}

void paintSheet(QCPPainter &painter, const FigureSpec &sheet,
                const std::function<void(QCPPainter &painter, const FigureSpec &panel)> &paint)
{
    const FigureStyle style = FigureStyle::paper(sheet.preset);
    const double gap = kBetween * style.scale;
    const double letter = std::ceil(QFontMetricsF(style.font).height() * 1.1);
    const auto columns = static_cast<std::size_t>(sheet.panelColumns);
    const std::size_t rows = (sheet.panels.size() + columns - 1) / columns;
    double top = 0.0;
    const bool shared = shareLegend(sheet.panels);
    if (shared) {
        top = paintLegend(&painter, sheet.panels.front(), style, sheet.width);
    }
    std::vector<double> heights(rows, 0.0);
    double all = 0.0;
    for (std::size_t i = 0; i < sheet.panels.size(); ++i) {
        heights[i / columns] = std::max(heights[i / columns], sheet.panels[i].height);
    }
    for (const double height : heights) {
        all += height;
    }
    const double room = sheet.height - top - gap * static_cast<double>(rows - 1);
    const double width = std::floor((sheet.width - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns));
    QFont bold = style.font;
    bold.setWeight(QFont::Bold);
    for (std::size_t i = 0; i < sheet.panels.size(); ++i) {
        const double height = std::floor(room * heights[i / columns] / all);
        const double left = static_cast<double>(i % columns) * (width + gap);
        painter.save();
        painter.translate(left, top);
        painter.setFont(bold);
        painter.setPen(Qt::black);
        painter.drawText(QRectF(0, 0, width, letter), Qt::AlignLeft | Qt::AlignVCenter,
                         QStringLiteral("(%1)").arg(QLatin1Char(static_cast<char>('a' + i))));
        painter.translate(0.0, letter);
        FigureSpec panel = sheet.panels[i];
        panel.width = width;
        panel.height = height - letter;
        panel.preset = sheet.preset;
        panel.legend = panel.legend && !shared;
        paint(painter, panel);
        painter.restore();
        if (i % columns + 1 == columns) {
            top += height + gap;
        }
    }
}

} // namespace vsq
