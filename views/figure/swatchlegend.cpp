// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/swatchlegend.h"

#include "views/figure/barsitem.h"
#include "views/figure/figurepainter.h"

#include <cmath>

namespace vsq {

SwatchLegend::SwatchLegend(QCustomPlot *plot, const FigureSpec &spec, FigureStyle style)
    : QCPLayoutElement(plot), m_style(std::move(style))
{
    for (const FigureBars &bars : spec.bars) {
        if (!bars.name.isEmpty()) {
            m_entries.push_back({bars.name, bars.role, bars.fill, Marker::None, Stroke::None, true, {}});
        }
    }
    for (const FigureSeries &series : spec.series) {
        if (!series.labelled && !series.name.isEmpty()) {
            m_entries.push_back({series.name, series.role, Fill::Solid, series.marker, series.stroke, false, {}});
        }
    }
}

double SwatchLegend::flow(double width, double most)
{
    const QFontMetricsF metrics(m_style.font);
    const double height = std::ceil(metrics.height() * (m_style.forPaper ? 1.15 : 1.3));
    const double swatch = metrics.height() * 0.9;
    const double gap = metrics.height() * 0.9;
    double x = 0.0;
    double y = 0.0;
    m_more = {};
    for (Entry &entry : m_entries) {
        const double needs = swatch + metrics.height() * 0.35 + metrics.horizontalAdvance(entry.name);
        if (x > 0.0 && x + needs > width) {
            if (y + 2 * height > most) { // a small plot keeps its room: the crosshair tells the others
                m_more = QRectF(std::min(x, width - metrics.height()), y, metrics.height(), height);
            } else {
                x = 0.0;
                y += height;
            }
        }
        if (!m_more.isNull()) {
            entry.rect = {};
            continue;
        }
        entry.rect = QRectF(x, y, needs, height);
        x += needs + gap;
    }
    return y + height + metrics.height() * 0.4;
}

void SwatchLegend::update(UpdatePhase phase)
{
    if (phase == upPreparation) {
        const double width = parentPlot()->viewport().width() - 2 * m_style.padding;
        const double most = m_style.forPaper ? 1e9 : 0.35 * parentPlot()->viewport().height();
        const int height = static_cast<int>(std::ceil(flow(width, most)));
        setMinimumSize(0, height);
        setMaximumSize(QWIDGETSIZE_MAX, height);
    }
    QCPLayoutElement::update(phase);
}

void SwatchLegend::draw(QCPPainter *painter)
{
    const QFontMetricsF metrics(m_style.font);
    painter->setFont(m_style.font);
    for (const Entry &entry : m_entries) {
        if (entry.rect.isNull()) {
            continue;
        }
        const QRectF rect = entry.rect.translated(mRect.topLeft());
        const double side = metrics.height() * (entry.isArea ? 0.7 : 0.9);
        const QRectF swatch(rect.left(), rect.center().y() - side / 2, metrics.height() * 0.9, side);
        if (entry.isArea) {
            painter->setAntialiasing(m_style.forPaper);
            fillArea(painter, swatch, entry.role, entry.fill, m_style);
        } else {
            painter->setAntialiasing(true);
            painter->setPen(m_style.pen(entry.role, entry.stroke, m_style.dataWidth));
            if (entry.stroke != Stroke::None) {
                painter->drawLine(QLineF(swatch.left(), swatch.center().y(), swatch.right(), swatch.center().y()));
            }
            drawMarker(painter, swatch.center(), entry.marker, entry.role, m_style);
        }
        painter->setPen(m_style.ink(Role::Text));
        painter->drawText(rect.adjusted(swatch.width() + metrics.height() * 0.35, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          entry.name);
    }
    if (!m_more.isNull()) {
        painter->setPen(m_style.ink(Role::MutedText));
        painter->drawText(m_more.translated(mRect.topLeft()), Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("\u2026"));
    }
}

} // namespace vsq
