// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/vectorplot.h"

#include "views/inspector/inspectortext.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace vsq {

VectorPlot::VectorPlot(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("inspector.vectorPlot"));
    setAccessibleName(tr("Values of the vector and quantization levels"));
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Each value of the vector and the level that its code stands for"));
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void VectorPlot::setVector(const VectorDetail &detail, int element)
{
    m_detail = detail;
    m_element = element;
    setAccessibleDescription(detail.valid
                                 ? tr("%1 values, largest %2, SQNR %3")
                                       .arg(detail.elements.size())
                                       .arg(realText(static_cast<double>(detail.largest), 3), number::decibel(detail.sqnr))
                                 : QString());
    update();
}

QRectF VectorPlot::area() const
{
    const QFontMetrics metrics(Theme::small());
    const int left = 16 + metrics.horizontalAdvance(QStringLiteral("\u22120.00123"));
    return QRectF(rect()).adjusted(left, 8, -12, -8);
}

double VectorPlot::limit() const
{
    const double levels = m_detail.step * m_detail.largestCode;
    const double largest = std::max(levels, static_cast<double>(m_detail.largest));
    return largest > 0.0 ? largest * 1.08 : 1.0;
}

int VectorPlot::elementAt(const QPointF &position) const
{
    const QRectF plot = area();
    const auto count = static_cast<int>(m_detail.elements.size());
    const int element = static_cast<int>((position.x() - plot.left()) / plot.width() * m_detail.size);
    return position.x() >= plot.left() && element < count ? element : -1;
}

void VectorPlot::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Role::Surface));
    if (!m_detail.valid) {
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF plot = area();
    const double top = limit();
    const auto y = [&](double value) { return plot.center().y() - value / top * plot.height() / 2; };
    // Levels: a line each as long as they stay apart, else only zero and the ends.
    painter.setFont(Theme::small());
    const QFontMetricsF metrics(Theme::small());
    const double apart = m_detail.step / top * plot.height() / 2;
    const int every = apart >= 4.0 ? 1 : m_detail.largestCode;
    for (int code = -m_detail.largestCode; code <= m_detail.largestCode && m_detail.step > 0.0; code += every) {
        const double at = y(code * m_detail.step);
        painter.setPen(QPen(theme.color(code == 0 ? Role::MutedText : Role::Grid), 1));
        painter.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at));
    }
    painter.setPen(theme.color(Role::MutedText));
    for (const double value : {m_detail.step * m_detail.largestCode, 0.0, -m_detail.step * m_detail.largestCode}) {
        painter.drawText(QRectF(0, y(value) - metrics.height() / 2, plot.left() - 6, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, realText(value, 3));
    }
    const double pitch = plot.width() / m_detail.size;
    const QColor stem = theme.color(m_detail.isWeights ? Role::Weights : Role::Activations);
    if (m_element >= 0) {
        QColor back = theme.color(Role::Accent);
        back.setAlphaF(0.25F);
        painter.fillRect(QRectF(plot.left() + m_element * pitch, plot.top(), pitch, plot.height()), back);
    }
    for (std::size_t i = 0; i < m_detail.elements.size(); ++i) {
        const VectorElement &element = m_detail.elements[i];
        const double x = plot.left() + (static_cast<double>(i) + 0.5) * pitch;
        const double width = std::clamp(pitch - 1.5, 1.0, 6.0);
        const double value = y(static_cast<double>(element.value));
        painter.fillRect(QRectF(QPointF(x - width / 2, y(0)), QPointF(x + width / 2, value)).normalized(), stem);
        // Where the code lies.
        painter.fillRect(QRectF(x - pitch / 2, y(element.stands) - 1, pitch, 2), theme.color(Role::Text));
    }
}

void VectorPlot::mousePressEvent(QMouseEvent *event)
{
    const int element = elementAt(event->position());
    if (element >= 0) {
        Q_EMIT elementWanted(element);
    }
}

void VectorPlot::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (step == 0 || m_detail.elements.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    Q_EMIT elementWanted(std::clamp(m_element + step, 0, static_cast<int>(m_detail.elements.size()) - 1));
}

bool VectorPlot::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_detail.valid) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = elementAt(help->pos());
        if (index >= 0) {
            const VectorElement &element = m_detail.elements[static_cast<std::size_t>(index)];
            QToolTip::showText(help->globalPos(),
                               tr("element %1: x = %2, code %3 stands for %4, error %5")
                                   .arg(index)
                                   .arg(realText(static_cast<double>(element.value), 5))
                                   .arg(element.code)
                                   .arg(realText(element.stands, 5), realText(element.error(), 3)),
                               this);
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace vsq
