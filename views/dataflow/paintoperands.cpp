// SPDX-License-Identifier: GPL-3.0-or-later
// The two operand buffers, the A register and the broadcast vector.
#include "views/dataflow/chippainter.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <algorithm>

namespace vsq {

namespace {

/// A row of B with its word piece, where it is one.
QString withToken(const QString &row, const std::string &token)
{
    return token.empty() ? row : QStringLiteral("%1 \u201c%2\u201d").arg(row, QString::fromStdString(token));
}

} // namespace

void ChipPainter::paintABuffer()
{
    title(m_geometry.aBuffer(), {tr("A buffer"), tr("A buf"), QStringLiteral("A")},
          {tr("%1 of %2 words a bank").arg(number::integer(m_scene.aWords()), number::integer(m_geometry.aBankEntries())),
           tr("%1 of %2").arg(number::integer(m_scene.aWords()), number::integer(m_geometry.aBankEntries()))});
    const bool active = m_scene.reads(Memory::ABuffer);
    for (int lane = 0; lane < m_scene.lanes(); ++lane) {
        const QRectF bank = at(m_geometry.aBank(lane));
        if (!shows(bank.adjusted(-40, 0, 0, 0))) {
            continue;
        }
        well(bank, active, Role::Weights);
        const double used = static_cast<double>(m_scene.aWords()) / m_geometry.aBankEntries();
        m_painter.fillRect(QRectF(bank.topLeft(), QSizeF(bank.width() * std::min(1.0, used), bank.height())),
                           color(Role::Weights, 0.30));
        // Single entries as soon as a line between them can be seen.
        const double pitch = bank.width() / m_geometry.aBankEntries();
        if (pitch >= 4.0) {
            m_painter.setPen(QPen(color(Role::Separator), 1));
            for (int entry = 1; entry < m_geometry.aBankEntries(); ++entry) {
                const double x = bank.left() + entry * pitch;
                if (x >= m_visible.left() && x <= m_visible.right()) {
                    m_painter.drawLine(QPointF(x, bank.top()), QPointF(x, bank.bottom()));
                }
            }
        }
        useFigures(0, 0);
        // Kept in the window where the picture is small; a number that is scrolled out is not.
        const double wide = m_digit * (lane < 10 ? 1 : 2);
        const double right = bank.left() >= 0 ? std::max(bank.left() - 2, wide + 2) : bank.left() - 2;
        const QRectF label(std::min(right, bank.left()) - 20, bank.top(), 20, bank.height());
        text(label, QString::number(lane), color(Role::MutedText), Qt::AlignRight | Qt::AlignVCenter);
    }
    for (const Access &access : m_scene.snapshot->accesses) {
        if (access.memory != Memory::ABuffer || access.bank < 0 || access.bank >= kLanes) {
            continue;
        }
        QRectF entry = at(m_geometry.aEntry(access.bank, access.address));
        const double widen = std::max(0.0, 3.0 - entry.width()) / 2;
        entry.adjust(-widen, 0, widen, 0);
        m_painter.fillRect(entry, color(Role::Weights));
        // The address beside its word, on the side where there is room.
        const QRectF bank = at(m_geometry.aBank(access.bank));
        const QRectF room = entry.center().x() < bank.center().x()
                                ? QRectF(entry.right() + 1, bank.top(), bank.right() - entry.right() - 2, bank.height())
                                : QRectF(bank.left(), bank.top(), entry.left() - bank.left() - 2, bank.height());
        const QString label = QStringLiteral("@%1").arg(access.address);
        useFigures(room.width(), label.size());
        text(room, label, color(Role::Text),
             (entry.center().x() < bank.center().x() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
}

void ChipPainter::paintARegister()
{
    title(m_geometry.aRegister(), {tr("A register"), tr("A reg")},
          {tr("%1 vectors, %2 codes and a scale each").arg(m_scene.lanes()).arg(m_geometry.vectorSize())});
    const bool loaded = m_scene.writes(Memory::ARegister) || m_scene.reads(Memory::ABuffer);
    for (int lane = 0; lane < m_scene.lanes(); ++lane) {
        const QRectF word = at(m_geometry.aWord(lane));
        if (!shows(word)) {
            continue;
        }
        well(word, loaded, Role::Weights);
        const Word &held = m_scene.snapshot->aRegister[static_cast<std::size_t>(lane)];
        if (!held.valid) {
            continue;
        }
        const double gap = word.width() / 1.3 / m_geometry.vectorSize() > 5.0 ? 1.0 : 0.0;
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        for (int element = 0; element < m_geometry.vectorSize(); ++element) {
            const QRectF cell = at(m_geometry.aCode(lane, element));
            if (!shows(cell)) {
                continue;
            }
            const std::int8_t code = held.codes[static_cast<std::size_t>(element)];
            const QColor fill = diverging(code, m_codeScale);
            m_painter.fillRect(cell.adjusted(0, 0, -gap, 0), fill);
            if (useFigures(cell.width(), bitLength())) {
                const QRectF upper(cell.topLeft(), QSizeF(cell.width(), cell.height() / 2));
                text(upper, codeText(code), Theme::textOn(fill));
                text(upper.translated(0, upper.height()), bitText(code), Theme::textOn(fill));
            } else if (useFigures(cell.width(), codeLength())) {
                text(cell, codeText(code), Theme::textOn(fill));
            }
        }
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        const QRectF scale = at(m_geometry.aScale(lane));
        if (m_scene.snapshot->mode == Mode::Vsq) {
            m_painter.fillRect(scale, color(Role::Scales, 0.15 + 0.75 * held.scale / 255.0));
            const QColor shown = held.scale > 150 ? Theme::textOn(color(Role::Scales)) : color(Role::Text);
            useFigures(scale.width(), 3);
            text(scale, QString::number(held.scale), shown);
        }
    }
}

void ChipPainter::paintBBuffer()
{
    const QRectF block = at(m_geometry.bBuffer());
    const QString used = number::integer(m_scene.bWords());
    const QString capacity = number::integer(m_geometry.bBufferEntries());
    title(m_geometry.bBuffer(), {tr("B buffer"), QStringLiteral("B")},
          {tr("%1 of %2 words").arg(used, capacity), tr("%1 of %2").arg(used, capacity)});
    if (!shows(block)) {
        return;
    }
    well(block, m_scene.reads(Memory::BBuffer), Role::Activations);
    // Whole rows of the grid, then the rest of the last one.
    const QRectF first = at(m_geometry.bEntry(0));
    const int columns = std::max(1, static_cast<int>(block.width() / first.width() + 0.5));
    const auto words = static_cast<int>(std::min<std::int64_t>(m_scene.bWords(), m_geometry.bBufferEntries()));
    const double full = words / columns * first.height();
    m_painter.fillRect(QRectF(block.topLeft(), QSizeF(block.width(), full)), color(Role::Activations, 0.28));
    m_painter.fillRect(QRectF(block.left(), block.top() + full, words % columns * first.width(), first.height()),
                       color(Role::Activations, 0.28));
    if (first.width() >= 6.0) {
        m_painter.setPen(QPen(color(Role::Separator), 1));
        for (double x = block.left(); x < block.right(); x += first.width()) {
            m_painter.drawLine(QPointF(x, block.top()), QPointF(x, block.bottom()));
        }
        for (double y = block.top(); y < block.bottom(); y += first.height()) {
            m_painter.drawLine(QPointF(block.left(), y), QPointF(block.right(), y));
        }
    }
    for (const Access &access : m_scene.snapshot->accesses) {
        if (access.memory != Memory::BBuffer || access.address < 0) {
            continue;
        }
        QRectF entry = at(m_geometry.bEntry(access.address));
        const double grow = std::max(0.0, 5.0 - std::min(entry.width(), entry.height())) / 2;
        entry.adjust(-grow, -grow, grow, grow);
        m_painter.fillRect(entry, color(Role::Activations));
        m_painter.setPen(QPen(color(Role::Text), 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(entry.adjusted(-1, -1, 1, 1));
        const QString label = QStringLiteral("@%1").arg(access.address);
        useFigures(block.width() / 4, label.size());
        const double width = m_digit * static_cast<double>(label.size()) + 6;
        const bool right = entry.right() + width < block.right();
        if (!right && entry.left() - width < block.left()) {
            continue;
        }
        const double y = std::clamp(entry.center().y(), block.top() + m_ascent, block.bottom() - m_ascent);
        text(QRectF(right ? entry.right() + 3 : entry.left() - 3 - width, y - m_ascent, width, 2 * m_ascent), label,
             color(Role::Text));
    }
}

void ChipPainter::paintBRegister()
{
    const Snapshot &now = *m_scene.snapshot;
    const QRectF block = at(m_geometry.bRegister());
    const std::int64_t row = now.rowOfB(now.executed.n + now.executed.a);
    const QString which = !m_scene.computed() ? tr("none")
                          : row < 0           ? tr("padding")
                                    : withToken(QStringLiteral("B[%1, %2]").arg(row).arg(now.executed.k), m_scene.token(row));
    title(m_geometry.bRegister(), {tr("Broadcast vector"), tr("B vector")},
          {m_scene.computed() ? tr("%1 to all lanes").arg(which) : QString(), which});
    if (shows(block)) {
        well(block, m_scene.computed(), Role::Activations);
        const double middle = block.center().y();
        m_painter.fillRect(QRectF(block.left(), middle - 0.5, block.width(), 1), color(Role::Separator));
        const int used = m_scene.usedElements();
        for (int element = 0; element < m_geometry.vectorSize() && now.bWord.valid; ++element) {
            const QRectF cell = at(m_geometry.bCode(element));
            if (!shows(cell)) {
                continue;
            }
            if (element >= used) {
                hatch(cell);
                continue;
            }
            // A bar up or down from the middle: the vector reads as a curve.
            const std::int8_t code = now.bWord.codes[static_cast<std::size_t>(element)];
            const double length = code / (m_codeScale + 1) * block.height() / 2;
            const double gap = cell.width() > 3.0 ? 1.0 : 0.0;
            const QRectF bar = QRectF(QPointF(cell.left(), middle), QPointF(cell.right() - gap, middle - length)).normalized();
            m_painter.fillRect(bar, color(Role::Activations));
            const bool bits = useFigures(cell.width(), bitLength());
            if (bits || useFigures(cell.width(), codeLength())) {
                const double line = m_ascent + 6;
                const QRectF label(cell.left(), code > 0 ? middle + 1 : middle - line - 1, cell.width(), line);
                text(label, codeText(code), color(Role::Text));
                if (bits) {
                    text(label.translated(0, code > 0 ? line : -line), bitText(code), color(Role::MutedText));
                }
            }
        }
    }
    const QRectF scale = at(m_geometry.bScale());
    if (now.mode == Mode::Vsq && shows(scale)) {
        title(m_geometry.bScale(), {QStringLiteral("sB")});
        well(scale, m_scene.computed(), Role::Scales);
        if (now.bWord.valid) {
            m_painter.fillRect(scale, color(Role::Scales, 0.15 + 0.75 * now.bWord.scale / 255.0));
            useFigures(scale.width(), 3);
            text(scale, QString::number(now.bWord.scale),
                 now.bWord.scale > 150 ? Theme::textOn(color(Role::Scales)) : color(Role::Text));
        }
    }
}

} // namespace vsq
