// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/start/startentry.h"

#include "views/theme/theme.h"

#include <QPainter>

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
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void StartEntry::setMissing(bool missing)
{
    m_missing = missing;
    setCursor(missing ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

QSize StartEntry::sizeHint() const
{
    const int lines = m_description.isEmpty() ? 1 : 2;
    return {320, std::max(kIcon, lines * fontMetrics().lineSpacing()) + 2 * kPadding};
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
    const int lines = m_description.isEmpty() ? 1 : 2;
    int top = (height() - lines * line) / 2;
    painter.setPen(theme.color(m_missing ? Role::MutedText : Role::Text));
    painter.drawText(QRect(left, top, width, line), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(text(), Qt::ElideRight, width));
    if (lines == 2) {
        top += line;
        painter.setPen(theme.color(Role::MutedText));
        painter.drawText(QRect(left, top, width, line), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(m_description, Qt::ElideMiddle, width));
    }
}

} // namespace vsq
