// SPDX-License-Identifier: GPL-3.0-or-later
// The lanes: multipliers, adder tree, scale product and rounding, sum.
#include "views/dataflow/chippainter.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <algorithm>

namespace vsq {

namespace {

/// A signed bar along the lower edge of a cell shows the magnitude at every zoom.
QRectF stripOf(const QRectF &cell)
{
    const double height = std::clamp(cell.height() / 6, 2.0, 6.0);
    return {cell.left(), cell.bottom() - height - 1, cell.width() - 1, height};
}

QRectF aboveStrip(const QRectF &cell)
{
    return cell.adjusted(0, 0, 0, -stripOf(cell).height() - 1);
}

/// A third of a cell, for three lines of a sum.
QRectF third(const QRectF &cell, int index)
{
    return {cell.left(), cell.top() + index * cell.height() / 3, cell.width(), cell.height() / 3};
}

} // namespace

void ChipPainter::paintLanes()
{
    for (int lane = 0; lane < m_scene.lanes(); ++lane) {
        if (shows(at(m_geometry.laneRow(lane)))) {
            paintMultipliers(lane);
        }
    }
    paintDatapath();
}

void ChipPainter::paintMultipliers(int lane)
{
    const Snapshot &now = *m_scene.snapshot;
    const LaneState &state = now.lanes[static_cast<std::size_t>(lane)];
    const QRectF row(at(m_geometry.multiplier(lane, 0)).topLeft(),
                     at(m_geometry.multiplier(lane, m_geometry.vectorSize() - 1)).bottomRight());
    well(row, m_scene.computed() && state.active, Role::Separator);
    if (!m_scene.computed()) {
        return;
    }
    if (!state.active) {
        hatch(row);
        return;
    }
    const int used = m_scene.usedElements();
    if (used < m_geometry.vectorSize()) {
        hatch(QRectF(at(m_geometry.multiplier(lane, used)).topLeft(), row.bottomRight()));
    }
    const double width = row.width() / m_geometry.vectorSize();
    const double gap = width >= 4.0 ? 1.0 : 0.0;
    // Lines that fit into a cell: codes of A and B, their bits, the product.
    const bool codes = useFigures(width - gap, codeLength());
    const bool bits = codes && useFigures(width - gap, bitLength()) && row.height() >= 5 * (m_ascent + 3);
    const bool products = codes && useFigures(width - gap, productLength());
    useFigures(width - gap, bits ? bitLength() : products ? productLength() : codeLength());
    const int lines = (bits ? 4 : 2) + (products ? 1 : 0);
    const Word &a = now.aRegister[static_cast<std::size_t>(lane)];
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    for (int element = 0; element < used; ++element) {
        const QRectF cell = at(m_geometry.multiplier(lane, element)).adjusted(0, 0, -gap, 0);
        if (!shows(cell)) {
            continue;
        }
        const auto e = static_cast<std::size_t>(element);
        const std::int16_t product = state.products[e];
        const QColor fill = diverging(product, m_productScale);
        m_painter.fillRect(cell, fill);
        if (!codes) {
            continue;
        }
        const QColor letters = Theme::textOn(fill);
        QRectF line(cell.topLeft(), QSizeF(cell.width(), cell.height() / lines));
        const auto write = [&](const QString &string) {
            text(line, string, letters);
            line.translate(0, line.height());
        };
        for (const std::int8_t code : {a.codes[e], now.bWord.codes[e]}) {
            write(codeText(code));
            if (bits) {
                write(bitText(code));
            }
        }
        if (products) {
            write(codeText(product));
        }
    }
    m_painter.setRenderHint(QPainter::Antialiasing, true);
}

void ChipPainter::paintDatapath()
{
    const Snapshot &now = *m_scene.snapshot;
    std::int64_t treeLow = 0;
    std::int64_t treeHigh = 0;
    std::int64_t sumLow = 0;
    std::int64_t sumHigh = 0;
    for (const LaneState &state : now.lanes) {
        treeLow = std::min<std::int64_t>(treeLow, state.tree);
        treeHigh = std::max<std::int64_t>(treeHigh, state.tree);
        sumLow = std::min<std::int64_t>({sumLow, state.sumOut, state.sumIn, -std::abs(state.term)});
        sumHigh = std::max<std::int64_t>({sumHigh, state.sumOut, state.sumIn, std::abs(state.term)});
    }
    const auto live = [&](int lane) { return m_scene.computed() && now.lanes[static_cast<std::size_t>(lane)].active; };
    Writing writing = writingFor(at(m_geometry.tree(0)).width(), treeLow, treeHigh);
    for (int lane = 0; lane < m_scene.lanes(); ++lane) {
        const QRectF cell = at(m_geometry.tree(lane));
        if (shows(cell)) {
            well(cell, live(lane), Role::Overhead);
            if (live(lane)) {
                const std::int32_t tree = now.lanes[static_cast<std::size_t>(lane)].tree;
                bar(stripOf(cell), tree, m_productScale * m_geometry.vectorSize(), color(Role::Reference));
                number(aboveStrip(cell), tree, writing, color(Role::Text));
            }
        }
    }
    for (int lane = 0; lane < m_scene.lanes(); ++lane) {
        const QRectF cell = at(m_geometry.scaleProduct(lane));
        if (shows(cell)) {
            well(cell, live(lane) && now.mode == Mode::Vsq, Role::Scales);
            if (live(lane)) {
                paintScaleProduct(lane);
            }
        }
    }
    writing = writingFor(at(m_geometry.sum(0)).width(), sumLow, sumHigh);
    for (int lane = 0; lane < m_scene.lanes(); ++lane) {
        const QRectF cell = at(m_geometry.sum(lane));
        if (shows(cell)) {
            well(cell, live(lane), Role::Sums);
            if (live(lane)) {
                paintSum(lane, writing);
            }
        }
    }
}

void ChipPainter::paintScaleProduct(int lane)
{
    const Snapshot &now = *m_scene.snapshot;
    const LaneState &state = now.lanes[static_cast<std::size_t>(lane)];
    const QRectF cell = at(m_geometry.scaleProduct(lane));
    const QRectF room = aboveStrip(cell);
    if (now.mode != Mode::Vsq) {
        useFigures(room.width(), 3);
        text(room, QStringLiteral("\u00d71"), color(Role::MutedText));
        return;
    }
    const QRectF strip = stripOf(cell);
    const double share = std::min(1.0, state.roundedScale / 254.0);
    m_painter.fillRect(QRectF(strip.topLeft(), QSizeF(strip.width() * share, strip.height())), color(Role::Scales));
    const bool lost = state.scaleProduct > 0 && state.roundedScale == 0;
    const QColor shown = lost ? ink(Role::Stalls) : color(Role::Text);
    // sA times sB, their product, and what is left of it.
    if (useFigures(room.width(), 7) && room.height() >= 3 * (m_ascent + 3)) {
        text(third(room, 0),
             QStringLiteral("%1\u00b7%2").arg(now.aRegister[static_cast<std::size_t>(lane)].scale).arg(now.bWord.scale),
             color(Role::MutedText));
        text(third(room, 1), number::integer(state.scaleProduct), color(Role::MutedText));
        text(third(room, 2), QString::number(state.roundedScale), shown);
        return;
    }
    useFigures(room.width(), 5);
    text(room, QString::number(state.roundedScale), shown);
}

void ChipPainter::paintSum(int lane, Writing writing)
{
    const LaneState &state = m_scene.snapshot->lanes[static_cast<std::size_t>(lane)];
    const QRectF cell = at(m_geometry.sum(lane));
    const QRectF room = aboveStrip(cell);
    bar(stripOf(cell), state.sumOut, m_sumScale, state.saturated ? ink(Role::Stalls) : color(Role::Sums));
    const QColor shown = state.saturated ? ink(Role::Stalls) : color(Role::Text);
    constexpr Qt::Alignment kRight = Qt::AlignRight | Qt::AlignVCenter;
    if (room.height() >= 3 * (m_ascent + 3)) {
        // What was read, what is added, what is written back.
        number(third(room, 0), state.sumIn, writing, color(Role::MutedText), kRight);
        number(third(room, 1), state.term, writing, color(Role::MutedText), kRight);
        if (state.term >= 0 && writing == Writing::Exact) {
            text(third(room, 1), QStringLiteral("+"), color(Role::MutedText), Qt::AlignLeft | Qt::AlignVCenter);
        }
        number(third(room, 2), state.sumOut, writing, shown, kRight);
    } else {
        number(room, state.sumOut, writing, shown);
    }
    if (state.saturated) {
        m_painter.setPen(QPen(ink(Role::Stalls), 2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(cell.adjusted(0, 0, -1, -1));
    }
}

} // namespace vsq
