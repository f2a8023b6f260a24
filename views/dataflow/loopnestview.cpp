// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/loopnestview.h"

#include "views/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace vsq {

namespace {

constexpr int kTop = 8;
constexpr double kIndent = 7.0; ///< pixels a level; the deepest line must fit beside the picture

} // namespace

LoopNestView::LoopNestView(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("dataflow.loopNest"));
    setAccessibleName(tr("Loop nest"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setFont(Theme::monospace(0.95));
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    setLines(loopNest({}));
}

void LoopNestView::setLines(std::vector<LoopLine> lines)
{
    // Most lines are the same in the next picture, of which a running chip makes fourteen a second.
    const bool grew = lines.size() != m_lines.size();
    for (std::size_t i = 0; !grew && i < lines.size(); ++i) {
        if (!(lines[i] == m_lines[i])) {
            update(lineRect(static_cast<int>(i)));
        }
    }
    m_lines = std::move(lines);
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_lines.size()) - 1));
    if (grew) {
        updateGeometry();
        update();
    }
    describe();
}

void LoopNestView::setBreakpoints(const std::vector<Breakpoint> &breakpoints)
{
    m_breakpoints = breakpoints;
    describe();
    update();
}

void LoopNestView::setStoppedLine(int line)
{
    if (std::exchange(m_stopped, line) != line) {
        update();
    }
}

void LoopNestView::setCurrentLine(int line)
{
    m_current = std::clamp(line, 0, std::max(0, static_cast<int>(m_lines.size()) - 1));
    describe();
    update();
}

int LoopNestView::lineHeight() const
{
    return fontMetrics().height() + 4;
}

int LoopNestView::gutterWidth() const
{
    return lineHeight() + fontMetrics().horizontalAdvance(QStringLiteral("00")) + 8;
}

QRect LoopNestView::lineRect(int line) const
{
    return {0, kTop + line * lineHeight(), width(), lineHeight()};
}

QRect LoopNestView::gutterRect(int line) const
{
    return {0, kTop + line * lineHeight(), gutterWidth(), lineHeight()};
}

QSize LoopNestView::sizeHint() const
{
    double widest = 0;
    for (const LoopLine &line : m_lines) {
        widest = std::max(widest, line.indent * kIndent + fontMetrics().horizontalAdvance(line.code));
    }
    const int values = fontMetrics().horizontalAdvance(QStringLiteral("000,000"));
    return {gutterWidth() + static_cast<int>(widest) + values + 16, 2 * kTop + static_cast<int>(m_lines.size()) * lineHeight()};
}

QSize LoopNestView::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

int LoopNestView::lineAt(const QPoint &position) const
{
    const int line = (position.y() - kTop) / lineHeight();
    return position.y() >= kTop && line < static_cast<int>(m_lines.size()) ? line : -1;
}

void LoopNestView::toggleBreakpoint()
{
    toggle(m_current);
}

void LoopNestView::toggle(int line)
{
    if (line >= 0 && line < static_cast<int>(m_lines.size()) && m_lines[static_cast<std::size_t>(line)].breakpoint) {
        Q_EMIT breakpointsWanted(toggled(m_lines[static_cast<std::size_t>(line)], m_breakpoints));
    }
}

void LoopNestView::paintEvent(QPaintEvent *event)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Role::Surface));
    painter.fillRect(QRect(0, 0, gutterWidth() - 4, height()), theme.color(Role::Sunken));
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (int line = 0; line < static_cast<int>(m_lines.size()); ++line) {
        if (event->region().intersects(lineRect(line))) {
            paintLine(painter, line);
        }
    }
}

void LoopNestView::paintLine(QPainter &painter, int index)
{
    const Theme &theme = Theme::current();
    const LoopLine &line = m_lines[static_cast<std::size_t>(index)];
    const QRect row = lineRect(index);
    const QRect code = row.adjusted(gutterWidth(), 0, -8, 0);
    if (line.running) {
        QColor lit = theme.color(Role::Accent);
        lit.setAlphaF(line.kind == LoopLine::Kind::Loop ? 0.26F : 0.12F);
        painter.fillRect(row.adjusted(gutterWidth() - 4, 0, 0, 0), lit);
    }
    if (hasFocus() && index == m_current) {
        painter.setPen(QPen(theme.color(Role::Accent), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(row).adjusted(gutterWidth() - 3.5, 0.5, -0.5, -0.5));
    }

    // Gutter: number, breakpoint, and where the pointer is the promise of one.
    painter.setFont(font());
    painter.setPen(line.running ? theme.color(Role::Text) : theme.color(Role::MutedText));
    painter.drawText(QRect(lineHeight(), row.top(), gutterWidth() - lineHeight() - 8, row.height()),
                     Qt::AlignRight | Qt::AlignVCenter, QString::number(index + 1));
    bool enabled = true;
    const bool set = hasBreakpoint(line, m_breakpoints, &enabled);
    if (set || (index == m_hovered && line.breakpoint)) {
        const double radius = lineHeight() * 0.27;
        const QPointF centre(lineHeight() / 2.0, row.center().y() + 0.5);
        const QColor red = theme.color(Role::Stalls);
        painter.setPen(QPen(red, 1.5));
        painter.setBrush(set && enabled ? QBrush(red) : QBrush(Qt::NoBrush));
        painter.drawEllipse(centre, radius, radius);
        if (index == m_stopped) {
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(centre, radius + 2.5, radius + 2.5);
        }
    }

    const double indent = line.indent * kIndent;
    const QFontMetrics metrics = fontMetrics();
    const int valueWidth = line.value.isEmpty() ? 0 : metrics.horizontalAdvance(line.value) + 10;
    if (!line.value.isEmpty()) {
        const QRectF pill(code.right() - valueWidth + 1, row.top() + 1.5, valueWidth, row.height() - 3);
        QColor back = theme.color(line.changed ? Role::Accent : Role::Raised);
        painter.setPen(Qt::NoPen);
        painter.setBrush(back);
        painter.drawRoundedRect(pill, 3, 3);
        painter.setPen(theme.color(line.changed ? Role::AccentText : Role::Text));
        painter.drawText(pill, Qt::AlignCenter, line.value);
    }
    // Guides show what is inside which loop.
    painter.setPen(QPen(theme.color(Role::Grid), 1));
    for (int level = 0; level < line.indent; ++level) {
        const double x = code.left() + level * kIndent + 2.5;
        painter.drawLine(QPointF(x, row.top()), QPointF(x, row.bottom() + 1));
    }
    const int room = code.width() - static_cast<int>(indent) - valueWidth - 4;
    const QString shown = metrics.elidedText(line.code, Qt::ElideRight, room);
    double x = code.left() + indent;
    const int baseline = row.top() + (row.height() + metrics.ascent() - metrics.descent()) / 2;
    // Keywords weigh more than what they rule.
    for (const QString &keyword : {QStringLiteral("for "), QStringLiteral("parallel "), QStringLiteral("PPU ")}) {
        if (shown.startsWith(keyword)) {
            QFont bold = font();
            bold.setWeight(QFont::DemiBold);
            painter.setFont(bold);
            painter.setPen(theme.ink(keyword == QStringLiteral("PPU ") ? Role::Outputs : Role::Weights));
            painter.drawText(QPointF(x, baseline), keyword.trimmed());
            painter.setFont(font());
            x += metrics.horizontalAdvance(keyword);
            painter.setPen(theme.color(Role::Text));
            painter.drawText(QPointF(x, baseline), shown.mid(keyword.size()));
            return;
        }
    }
    painter.setPen(theme.color(Role::Text));
    painter.drawText(QPointF(x, baseline), shown);
}

void LoopNestView::mousePressEvent(QMouseEvent *event)
{
    const int line = lineAt(event->position().toPoint());
    if (line < 0 || event->button() != Qt::LeftButton) {
        return;
    }
    setCurrentLine(line);
    if (event->position().x() < gutterWidth()) {
        toggle(line);
    }
}

void LoopNestView::mouseMoveEvent(QMouseEvent *event)
{
    const int hovered = event->position().x() < gutterWidth() ? lineAt(event->position().toPoint()) : -1;
    if (hovered != m_hovered) {
        m_hovered = hovered;
        setCursor(hovered >= 0 && m_lines[static_cast<std::size_t>(hovered)].breakpoint ? Qt::PointingHandCursor
                                                                                        : Qt::ArrowCursor);
        update();
    }
}

void LoopNestView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up: setCurrentLine(m_current - 1); return;
    case Qt::Key_Down: setCurrentLine(m_current + 1); return;
    case Qt::Key_Home: setCurrentLine(0); return;
    case Qt::Key_End: setCurrentLine(static_cast<int>(m_lines.size()) - 1); return;
    case Qt::Key_F9:
    case Qt::Key_Space: toggleBreakpoint(); return;
    default: QWidget::keyPressEvent(event);
    }
}

void LoopNestView::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

bool LoopNestView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_F9
        && static_cast<QKeyEvent *>(event)->modifiers() == Qt::NoModifier) {
        event->accept(); // here it means a breakpoint, whatever the window does with it elsewhere
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = lineAt(help->pos());
        QString tip;
        if (index >= 0) {
            const LoopLine &line = m_lines[static_cast<std::size_t>(index)];
            tip = help->pos().x() >= gutterWidth() ? line.code
                  : line.breakpoint                ? tr("Breakpoint (F9). %1").arg(line.stops)
                                                   : tr("No breakpoint can be set on this line.");
            if (help->pos().x() >= gutterWidth() && !line.value.isEmpty()) {
                tip += QStringLiteral("\n= ") + line.value;
            }
        }
        QToolTip::showText(help->globalPos(), tip, this, index >= 0 ? lineRect(index) : QRect());
        return true;
    }
    return QWidget::event(event);
}

void LoopNestView::describe()
{
    if (m_lines.empty()) {
        return;
    }
    QStringList loops;
    for (const LoopLine &line : m_lines) {
        if (line.kind == LoopLine::Kind::Loop && !line.value.isEmpty()) {
            loops << QStringLiteral("%1: %2").arg(line.code, line.value);
        }
    }
    const LoopLine &current = m_lines[static_cast<std::size_t>(m_current)];
    QString text = tr("Line %1: %2.").arg(m_current + 1).arg(current.code);
    if (hasBreakpoint(current, m_breakpoints)) {
        text += QLatin1Char(' ') + tr("Has a breakpoint.");
    }
    setAccessibleDescription(text + QLatin1Char(' ') + loops.join(QStringLiteral("; ")));
}

} // namespace vsq
