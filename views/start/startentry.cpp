// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/start/startentry.h"

#include "views/theme/theme.h"

#include <QPainter>
#include <QTextLayout>

namespace vsq {

namespace {

constexpr int kIcon = 24;
constexpr int kPadding = Theme::kGrid;

} // namespace

StartEntry::StartEntry(const QIcon &icon, const QString &title, const QString &description, QWidget *parent)
    : QAbstractButton(parent), m_description(description)
{
    setText(title);
    setIcon(icon);
    setAccessibleName(title);
    setAccessibleDescription(description);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAttribute(Qt::WA_Hover);
}

void StartEntry::setMissing(bool missing)
{
    m_missing = missing;
    setCursor(missing ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

int StartEntry::linesAt(int width) const
{
    if (m_description.isEmpty()) {
        return 1;
    }
    // A sentence takes a second line where one is too short; a path has no place to break.
    const int room = width - kIcon - 4 * kPadding;
    const bool breaks = m_description.contains(QLatin1Char(' ')) && fontMetrics().horizontalAdvance(m_description) > room;
    return breaks ? 3 : 2;
}

int StartEntry::heightForWidth(int width) const
{
    return std::max(kIcon, linesAt(width) * fontMetrics().lineSpacing()) + 2 * kPadding;
}

QSize StartEntry::sizeHint() const
{
    return {320, heightForWidth(width() > 160 ? width() : 320)};
}

void StartEntry::resizeEvent(QResizeEvent *event)
{
    updateGeometry();
    QAbstractButton::resizeEvent(event);
}

QSize StartEntry::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

void StartEntry::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void StartEntry::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

void StartEntry::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (!m_missing && (underMouse() || isDown())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(isDown() ? Role::Separator : Role::Raised));
        painter.drawRoundedRect(frame, 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.color(Role::Accent), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 4, 4);
    }
    const QRect picture(kPadding, (height() - kIcon) / 2, kIcon, kIcon);
    icon().paint(&painter, picture, Qt::AlignCenter, m_missing ? QIcon::Disabled : QIcon::Normal);
    const int left = picture.right() + 1 + 2 * kPadding;
    const int width = this->width() - left - kPadding;
    const int line = fontMetrics().lineSpacing();
    const int lines = linesAt(this->width());
    int top = (height() - lines * line) / 2;
    painter.setPen(theme.color(m_missing ? Role::MutedText : Role::Text));
    painter.drawText(QRect(left, top, width, line), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(text(), Qt::ElideRight, width));
    top += line;
    painter.setPen(theme.color(Role::MutedText));
    if (lines == 2) {
        painter.drawText(QRect(left, top, width, line), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(m_description, Qt::ElideMiddle, width));
    } else if (lines == 3) {
        // As many words as fit, and the rest on the next line.
        QTextLayout words(m_description, font());
        words.beginLayout();
        QTextLine first = words.createLine();
        first.setLineWidth(width);
        words.endLayout();
        const QString rest = m_description.mid(first.textLength()).trimmed();
        painter.drawText(QRect(left, top, width, line), Qt::AlignLeft | Qt::AlignVCenter, m_description.left(first.textLength()));
        painter.drawText(QRect(left, top + line, width, line), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(rest, Qt::ElideRight, width));
    }
}

} // namespace vsq
