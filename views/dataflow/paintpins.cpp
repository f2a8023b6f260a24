// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps a deep zoom readable: names pinned to the edges, and a map of the whole chip in a corner.
#include "views/dataflow/chippainter.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr double kMapWidth = 168.0; ///< pixels
constexpr double kMapMargin = 10.0;

} // namespace

QRectF ChipPainter::overviewRect(const ChipGeometry &geometry, const ViewTransform &transform, const QSizeF &viewport)
{
    const QRectF whole = transform.toScreen(geometry.bounds());
    const QRectF visible = whole.intersected(QRectF(QPointF(0, 0), viewport));
    const double shown = visible.width() * visible.height() / std::max(1.0, whole.width() * whole.height());
    const QSizeF size(kMapWidth, kMapWidth * geometry.bounds().height() / geometry.bounds().width());
    if (shown > 0.9 || viewport.width() < 2.5 * size.width() || viewport.height() < 2.5 * size.height()) {
        return {};
    }
    return {QPointF(viewport.width() - size.width() - kMapMargin, viewport.height() - size.height() - kMapMargin), size};
}

void ChipPainter::pin(const QPointF &middle, const QString &text, const QFont &font, const QColor &textColor)
{
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
    QRectF patch(QPointF(middle.x() - size.width() / 2, middle.y() - size.height() / 2), size);
    patch.moveLeft(std::clamp(patch.left(), 2.0, std::max(2.0, m_visible.width() - size.width() - 2)));
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color(Role::Raised, 0.92));
    m_painter.drawRoundedRect(patch, 3, 3);
    m_painter.setFont(font);
    m_painter.setPen(textColor);
    m_painter.drawText(patch, Qt::AlignCenter, text);
}

void ChipPainter::paintPins()
{
    QFont bold = m_labelFont;
    bold.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(bold);
    const double line = metrics.height() + 2;
    for (const Pinned &pinned : m_pinned) {
        const QRectF visible = pinned.block.intersected(m_visible);
        const auto fits = std::find_if(pinned.names.begin(), pinned.names.end(), [&](const QString &name) {
            return metrics.horizontalAdvance(name) + 8 <= visible.width();
        });
        if (fits != pinned.names.end()) {
            pin({visible.left() + metrics.horizontalAdvance(*fits) / 2 + 6, line / 2 + 2}, *fits, bold, color(Role::Text));
        }
    }
    const QFontMetricsF small(m_labelFont);
    // Lanes, where the beginning of their rows is out of sight.
    if (at(m_geometry.laneRow(0)).left() < -1.0) {
        for (int lane = 0; lane < m_scene.lanes(); ++lane) {
            const QRectF row = at(m_geometry.laneRow(lane));
            if (row.height() >= small.height() && row.center().y() > 2 * line && row.center().y() < m_visible.height() - line) {
                pin({0, row.center().y()}, tr("lane %1").arg(lane), m_labelFont, color(Role::Text));
            }
        }
    }
    // Entries of the collector, whose numbers stand below them.
    const QRectF collector = at(m_geometry.collector());
    if (shows(collector) && collector.bottom() + line > m_visible.height()) {
        for (int entry = 0; entry < kCollectorEntries; ++entry) {
            const QRectF column = at(m_geometry.collectorEntry(entry));
            const QString name = column.width() >= small.horizontalAdvance(tr("entry %1").arg(88)) + 10
                                     ? tr("entry %1").arg(entry)
                                     : QString::number(entry);
            if (shows(column) && column.width() >= small.horizontalAdvance(name) + 8) {
                const bool current = m_scene.computed() && m_scene.snapshot->executed.a == entry;
                pin({column.center().x(), m_visible.height() - line / 2 - 2}, name, m_labelFont,
                    current ? color(Role::Text) : color(Role::MutedText));
            }
        }
    }
    // Elements of the vectors, below the pinned names.
    const QRectF multipliers = at(m_geometry.multipliers());
    if (shows(multipliers) && multipliers.top() < 0) {
        for (int element = 0; element < m_geometry.vectorSize(); ++element) {
            const QRectF column = at(m_geometry.multiplier(0, element));
            const QString name = QString::number(element);
            if (column.right() > 0 && column.left() < m_visible.width() && column.width() >= small.horizontalAdvance(name) + 8) {
                pin({column.center().x(), line * 1.5 + 4}, name, m_labelFont, color(Role::MutedText));
            }
        }
    }
}

void ChipPainter::paintOverview()
{
    const QRectF map = overviewRect(m_geometry, m_transform, m_visible.size());
    if (map.isEmpty()) {
        return;
    }
    const ViewTransform small = ViewTransform::fit(m_geometry.bounds(), map.size());
    const auto inMap = [&](const QRectF &scene) { return small.toScreen(scene).translated(map.topLeft()); };
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(QPen(color(Role::Separator), 1));
    m_painter.setBrush(color(Role::Raised, 0.94));
    m_painter.drawRect(map.adjusted(-4, -4, 4, 4));
    const auto block = [&](const QRectF &scene, Role role) { m_painter.fillRect(inMap(scene), color(role, 0.75)); };
    block(m_geometry.aBuffer(), Role::Weights);
    block(m_geometry.aRegister(), Role::Weights);
    block(m_geometry.bBuffer(), Role::Activations);
    block(m_geometry.bRegister(), Role::Activations);
    block(m_geometry.multipliers(), Role::Other);
    block(m_geometry.trees(), Role::Reference);
    block(m_geometry.scaleProducts(), Role::Scales);
    block(m_geometry.sums(), Role::Sums);
    block(m_geometry.collector(), Role::Sums);
    for (int stage = 0; stage < ChipGeometry::kStageCount; ++stage) {
        block(m_geometry.ppuStage(stage), Role::Outputs);
    }
    block(m_geometry.vsqBuffer(), Role::Scales);
    block(m_geometry.outputBuffer(), Role::Outputs);
    const QRectF seen = inMap(m_transform.toScene(m_visible)).intersected(map.adjusted(-2, -2, 2, 2));
    m_painter.setBrush(color(Role::Accent, 0.12));
    m_painter.setPen(QPen(color(Role::Accent), 2));
    m_painter.drawRect(seen);
    m_painter.setRenderHint(QPainter::Antialiasing, true);
}

} // namespace vsq
