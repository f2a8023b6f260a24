// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/elidedtext.h"

#include <QPainter>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kMostDemanded = 120; ///< pixels that the shortest text may ask for

} // namespace

ElidedText::ElidedText(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedText::setText(const QString &text)
{
    if (text == m_text) {
        return;
    }
    m_text = text;
    m_shorter.clear();
    setAccessibleName(text);
    const int width = fontMetrics().horizontalAdvance(text) + 1;
    if (m_keepsWidth ? width > m_width : width != m_width) {
        m_width = width;
        updateGeometry();
    }
    refresh();
}

void ElidedText::setShorter(const QStringList &texts)
{
    m_shorter = texts;
    if (!m_keepsWidth) {
        updateGeometry();
    }
    refresh();
}

const QString &ElidedText::fitting() const
{
    const auto fits = [this](const QString &text) { return fontMetrics().horizontalAdvance(text) <= width(); };
    if (m_shorter.isEmpty() || fits(m_text)) {
        return m_text;
    }
    const auto found = std::find_if(m_shorter.begin(), m_shorter.end(), fits);
    return found == m_shorter.end() ? m_shorter.back() : *found;
}

void ElidedText::setExplanation(const QString &tip)
{
    m_explanation = tip;
    refresh();
}

void ElidedText::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

bool ElidedText::isElided() const
{
    return fontMetrics().horizontalAdvance(fitting()) > width();
}

QSize ElidedText::sizeHint() const
{
    const int width = fontMetrics().horizontalAdvance(m_text) + 1;
    return {m_keepsWidth ? std::max(width, m_width) : width, fontMetrics().height() + 2};
}

QSize ElidedText::minimumSizeHint() const
{
    const int shortest = m_shorter.isEmpty() ? 32
                                             : std::min(kMostDemanded, fontMetrics().horizontalAdvance(m_shorter.back()) + 1);
    return {std::min(shortest, sizeHint().width()), sizeHint().height()};
}

void ElidedText::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(fitting(), m_mode, width()));
}

void ElidedText::resizeEvent(QResizeEvent *)
{
    refresh();
}

void ElidedText::refresh()
{
    setToolTip(isElided() ? m_text : m_explanation);
    update();
}

} // namespace vsq
