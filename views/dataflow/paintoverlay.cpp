// SPDX-License-Identifier: GPL-3.0-or-later
// Wires beneath the blocks, and what lies over them: legend, glow of the last step, selection.
#include "views/dataflow/chippainter.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

Role roleOf(WireKind kind)
{
    switch (kind) {
    case WireKind::AFill:
    case WireKind::AOperand: return Role::Weights;
    case WireKind::BRead:
    case WireKind::BBroadcast: return Role::Activations;
    case WireKind::BScale:
    case WireKind::TreeToScale: return Role::Scales;
    case WireKind::ScaleToSum:
    case WireKind::SumCollector: return Role::Sums;
    default: return Role::Outputs;
    }
}

} // namespace

void ChipPainter::paintWires()
{
    const Snapshot &now = *m_scene.snapshot;
    const bool computed = m_scene.computed();
    // The broadcast: one vector to the same multipliers of all lanes.
    const QRectF band(at(m_geometry.bRegister()).bottomLeft(), at(m_geometry.multipliers()).topRight());
    if (computed && shows(band)) {
        // Strips, since a PDF has no gradients that fade.
        constexpr int kStrips = 12;
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        for (int i = 0; i < kStrips; ++i) {
            const double top = band.top() + band.height() * i / kStrips;
            const double bottom = band.top() + band.height() * (i + 1) / kStrips;
            m_painter.fillRect(QRectF(QPointF(band.left(), top), QPointF(band.right(), bottom)),
                               color(Role::Activations, 0.30 - 0.27 * i / kStrips));
        }
        m_painter.setRenderHint(QPainter::Antialiasing, true);
    }
    const auto stageValid = [&](int stage) {
        return stage >= 0 && static_cast<std::size_t>(stage) < now.ppu.size() && now.ppu[static_cast<std::size_t>(stage)].valid;
    };
    for (const Wire &wire : m_geometry.wires()) {
        const auto lane = static_cast<std::size_t>(std::clamp(wire.index, 0, kLanes - 1));
        bool active = false;
        switch (wire.kind) {
        case WireKind::AFill: active = m_scene.reads(Memory::ABuffer, wire.index); break;
        case WireKind::BRead: active = m_scene.reads(Memory::BBuffer); break;
        case WireKind::BBroadcast: active = computed; break;
        case WireKind::BScale: active = computed && now.mode == Mode::Vsq; break;
        case WireKind::AOperand:
        case WireKind::TreeToScale:
        case WireKind::ScaleToSum:
        case WireKind::SumCollector: active = computed && now.lanes[lane].active; break;
        case WireKind::CollectorPpu: active = now.readOut >= 0; break;
        case WireKind::PpuPpu: active = stageValid(wire.index); break;
        case WireKind::PpuBuffer: active = m_scene.reads(wire.index == 0 ? Memory::ScaleBuffer : Memory::BiasBuffer); break;
        case WireKind::PpuOutput: active = m_scene.writes(Memory::OutputBuffer); break;
        case WireKind::PpuSoftmax: active = m_scene.writes(Memory::SoftmaxPort); break;
        }
        if (wire.kind == WireKind::BScale && ChipGeometry::kTitleHeight * m_transform.zoom < 11.0) {
            continue; // the title beneath takes its place
        }
        QPolygonF line;
        for (const QPointF &point : wire.points) {
            line << m_transform.toScreen(point);
        }
        if (!shows(line.boundingRect().adjusted(-4, -4, 4, 4))) {
            continue;
        }
        const QColor drawn = active ? ink(roleOf(wire.kind)) : color(Role::Separator);
        m_painter.setPen(QPen(drawn, active ? 2.0 : 1.0));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(line);
        // Arrow head.
        const QPointF tip = line.last();
        const QPointF from = line[line.size() - 2];
        const double length = std::hypot(tip.x() - from.x(), tip.y() - from.y());
        const double size = std::min(5.0, length);
        if (size >= 3.0) {
            const QPointF along = (tip - from) / length * size;
            const QPointF across(-along.y() * 0.5, along.x() * 0.5);
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(drawn);
            m_painter.drawPolygon(QPolygonF({tip, tip - along + across, tip - along - across}));
        }
    }
}

void ChipPainter::paintLegend()
{
    const QRectF block = at(m_geometry.legend());
    if (!shows(block)) {
        return;
    }
    const QFontMetricsF metrics(m_labelFont);
    const double row = metrics.height() + 4;
    double y = block.top();
    const auto label = [&](double x, const QString &string) {
        m_painter.setFont(m_labelFont);
        m_painter.setPen(color(Role::MutedText));
        m_painter.drawText(QPointF(x, y + metrics.ascent()), string);
        return x + metrics.horizontalAdvance(string);
    };
    const auto ramp = [&](const QString &name, double scale) {
        if (y + row > block.bottom() + 1) {
            return;
        }
        const QString high = scale < 1000 ? number::integer(static_cast<qint64>(scale)) : number::si(scale);
        const QString low = QChar(0x2212) + high;
        const double nameWidth = block.width() * 0.30;
        const double room = block.width() - nameWidth - metrics.horizontalAdvance(low + high) - 12;
        if (metrics.horizontalAdvance(name) > nameWidth || room < 24) {
            return;
        }
        label(block.left(), name);
        const double x = label(block.left() + nameWidth, low) + 6;
        for (int i = 0; i < static_cast<int>(room); ++i) {
            const double t = 2.0 * i / (room - 1) - 1.0;
            // Position along the bar is linear in colour; the ends carry the values.
            m_painter.fillRect(QRectF(x + i, y + 2, 1.0, metrics.ascent() - 2), diverging(std::copysign(t * t, t), 1.0));
        }
        label(x + room + 6, high);
        y += row;
    };
    ramp(tr("sum"), m_sumScale);
    ramp(tr("product"), m_productScale);
    if (y + row > block.bottom() + 1) {
        return;
    }
    const double side = metrics.ascent() - 1;
    double x = block.left();
    const auto key = [&](const QString &name, const auto &draw) {
        const double width = side + 4 + metrics.horizontalAdvance(name) + 12;
        if (x > block.left() && x + width - 12 > block.right() + 1) {
            x = block.left();
            y += row;
        }
        if (y + row > block.bottom() + 2 || x + width - 12 > block.right() + 1) {
            return;
        }
        draw(QRectF(x, y + 2, side, side));
        x = label(x + side + 4, name) + 12;
    };
    key(tr("read"), [&](const QRectF &r) { accessMark(r, true, false, Role::Sums); });
    key(tr("written"), [&](const QRectF &r) { accessMark(r, false, true, Role::Sums); });
    key(tr("padding"), [&](const QRectF &r) { hatch(r); });
    key(tr("selected"), [&](const QRectF &r) {
        m_painter.setPen(QPen(color(Role::Accent), 2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(r);
    });
}

void ChipPainter::paintGlow()
{
    const QColor over = color(Role::Glow, 0.45 * m_scene.glow);
    for (const ChipPart &part : m_scene.changed) {
        QRectF rect = part.kind == PartKind::ARegister      ? m_geometry.aWord(part.lane)
                      : part.kind == PartKind::BRegister    ? m_geometry.bRegister()
                      : part.kind == PartKind::PpuStage     ? m_geometry.ppuStage(part.stage)
                      : part.kind == PartKind::OutputBuffer ? m_geometry.outputBuffer()
                                                            : m_geometry.rectOf(part);
        rect = at(rect);
        if (shows(rect)) {
            m_painter.fillRect(rect, over);
        }
    }
}

void ChipPainter::paintSelection()
{
    const Selection &chosen = m_scene.selection;
    m_painter.setBrush(Qt::NoBrush);
    const auto outline = [&](const QRectF &scene, double width) {
        m_painter.setPen(QPen(color(Role::Accent), width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        m_painter.drawRect(at(scene).adjusted(-1, -1, 1, 1));
    };
    const bool lane = chosen.lane >= 0 && chosen.lane < kLanes;
    const bool entry = chosen.entry >= 0 && chosen.entry < kCollectorEntries;
    if (lane) {
        outline(m_geometry.laneRow(chosen.lane), 1.5);
    }
    if (entry) {
        outline(m_geometry.collectorEntry(chosen.entry), 1.5);
    }
    if (lane && entry) {
        outline(m_geometry.collectorCell(chosen.entry, chosen.lane), 3.0);
    }
    if (chosen.stage >= 0 && chosen.stage < ChipGeometry::kStageCount) {
        outline(m_geometry.ppuStage(chosen.stage), 1.5);
    }
    if (chosen.memory) {
        outline(m_geometry.rectOf(*chosen.memory, chosen.lane, static_cast<int>(chosen.address)), 2.5);
    }
    const Position &now = m_scene.snapshot->executed;
    if (chosen.operand == Selection::Operand::Weights && chosen.row >= now.m && chosen.row < now.m + m_scene.lanes()
        && chosen.vector == now.k) {
        outline(m_geometry.aWord(static_cast<int>(chosen.row - now.m)), 2.5);
        if (chosen.element >= 0 && chosen.element < m_geometry.vectorSize()) {
            outline(m_geometry.multiplier(static_cast<int>(chosen.row - now.m), chosen.element), 2.0);
        }
    }
    if (chosen.operand == Selection::Operand::Activations && chosen.row == m_scene.snapshot->rowOfB(now.n + now.a)
        && chosen.vector == now.k) {
        outline(m_geometry.bRegister(), 2.5);
        if (chosen.element >= 0 && chosen.element < m_geometry.vectorSize()) {
            outline(m_geometry.bCode(chosen.element), 2.0);
        }
    }
    if (m_scene.hovered.kind != PartKind::None) {
        m_painter.setPen(QPen(color(Role::Text, 0.7), 1));
        m_painter.drawRect(at(m_geometry.rectOf(m_scene.hovered)));
    }
}

} // namespace vsq
