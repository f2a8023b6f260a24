// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/start/droparea.h"

#include "views/icons/icon.h"
#include "views/theme/theme.h"

#include <QPainter>

namespace vsq {

DropArea::DropArea(QWidget *parent) : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("dropArea"));
    setText(tr("Drop a network (.onnx) or a project (.vsq) here, or click to choose one"));
    setAccessibleName(tr("Open a file"));
    setToolTip(tr("Open a network or a project"));
    setIcon(vsq::icon(QStringLiteral("drop")));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void DropArea::setDropping(bool dropping)
{
    m_dropping = dropping;
    update();
}

QSize DropArea::sizeHint() const
{
    return {640, 12 * Theme::kGrid};
}

void DropArea::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = m_dropping || underMouse() || hasFocus();
    painter.setPen(QPen(theme.color(lit ? Role::Accent : Role::Separator), 1.5, Qt::DashLine));
    painter.setBrush(m_dropping ? theme.color(Role::Raised) : QColor(Qt::transparent));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    const int line = fontMetrics().lineSpacing();
    const int top = (height() - 28 - Theme::kGrid - line) / 2;
    icon().paint(&painter, QRect((width() - 28) / 2, top, 28, 28));
    painter.setPen(theme.color(Role::MutedText));
    painter.drawText(QRect(Theme::kGrid, top + 28 + Theme::kGrid, width() - 2 * Theme::kGrid, line), Qt::AlignCenter,
                     fontMetrics().elidedText(text(), Qt::ElideRight, width() - 2 * Theme::kGrid));
}

} // namespace vsq
