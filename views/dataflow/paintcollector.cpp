// SPDX-License-Identifier: GPL-3.0-or-later
// The accumulation collector: 16 entries (columns) of 16 lanes (rows).
#include "views/dataflow/chippainter.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <algorithm>

namespace vsq {

void ChipPainter::paintCollector()
{
    const Snapshot &now = *m_scene.snapshot;
    const CollectorSums &sums = m_scene.shownSums();
    if (m_scene.beside) {
        title(m_geometry.collector(), {tr("Collector minus the baseline's, in units of the sums"),
                                       tr("Collector minus the baseline's"), tr("Collector \u0394"), QStringLiteral("\u0394")});
    } else {
        title(m_geometry.collector(),
              {tr("Collector, %1 entries x %2 lanes x 24 b").arg(kCollectorEntries).arg(m_scene.lanes()),
               tr("Collector, %1 x %2 x 24 b").arg(kCollectorEntries).arg(m_scene.lanes()), tr("Collector")},
              {m_scene.computed() ? tr("entry %1").arg(now.executed.a) : QString()});
    }
    const QRectF block = at(m_geometry.collector());
    if (!shows(block.adjusted(0, 0, 0, 24))) {
        return;
    }
    std::int32_t low = 0;
    std::int32_t high = 0;
    for (const auto &entry : sums) {
        const auto [least, most] = std::minmax_element(entry.begin(), entry.end());
        low = std::min(low, *least);
        high = std::max(high, *most);
    }
    const double width = at(m_geometry.collectorCell(0, 0)).width() - 1;
    // The entries' numbers beneath their columns first: the figures of the cells come after.
    const double gap = 24.0 * m_transform.zoom;
    if (useFigures(width + 1, 2)) {
        for (int entry = 0; entry < kCollectorEntries; ++entry) {
            const QRectF column = at(m_geometry.collectorEntry(entry));
            const bool current = m_scene.computed() && now.executed.a == entry;
            text(QRectF(column.left(), column.bottom() + 1, column.width(), std::min(gap, m_ascent + 6)), QString::number(entry),
                 current                                                 ? color(Role::Text)
                 : now.collectorPending[static_cast<std::size_t>(entry)] ? ink(Role::Outputs) // waits to be read out
                                                                         : color(Role::MutedText));
        }
    }
    const Writing writing = writingFor(width, low, high);
    const double scale = m_scene.beside ? colorScaleFor(sums) : m_sumScale;
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    for (int entry = 0; entry < kCollectorEntries; ++entry) {
        const auto e = static_cast<std::size_t>(entry);
        for (int lane = 0; lane < m_scene.lanes(); ++lane) {
            const auto l = static_cast<std::size_t>(lane);
            const QRectF cell = at(m_geometry.collectorCell(entry, lane)).adjusted(0, 0, -1, 0);
            if (!shows(cell)) {
                continue;
            }
            if (m_scene.computed() && !now.lanes[l].active) {
                hatch(cell);
                continue;
            }
            if (!now.collectorValid[e]) {
                m_painter.fillRect(cell, color(Role::Sunken));
                continue;
            }
            const std::int32_t value = sums[e][l];
            const QColor fill = diverging(value, scale);
            m_painter.fillRect(cell, fill);
            number(cell, value, writing, Theme::textOn(fill));
        }
    }
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    for (int entry = 0; entry < kCollectorEntries; ++entry) {
        bool read = false;
        bool write = false;
        for (const Access &access : now.accesses) {
            if (access.memory == Memory::Collector && access.address == entry) {
                (access.write ? write : read) = true;
            }
        }
        accessMark(at(m_geometry.collectorEntry(entry)).adjusted(-1, 1, 1, 0), read, write, Role::Sums);
    }
}

} // namespace vsq
