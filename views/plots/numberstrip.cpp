// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/numberstrip.h"

#include "views/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>

namespace vsq {

namespace {
constexpr int kGap = 24;
constexpr int kMargin = 8;

QFont valueFont()
{
    QFont font = Theme::monospace(1.1);
    font.setWeight(QFont::DemiBold);
    return font;
}
} // namespace

NumberStrip::NumberStrip(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("numberStrip"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&Theme::current(), &Theme::changed, this, QOverload<>::of(&NumberStrip::update));
}

void NumberStrip::setNumbers(std::vector<StripNumber> numbers)
{
    m_numbers = std::move(numbers);
    QStringList words;
    for (const StripNumber &number : m_numbers) {
        words.append(number.label + QStringLiteral(": ") + number.value);
    }
    setAccessibleName(words.join(QStringLiteral("; ")));
    setVisible(!m_numbers.empty());
    updateGeometry();
    update();
}

NumberStrip::Places NumberStrip::place(int width) const
{
    const QFontMetrics value(valueFont());
    const QFontMetrics label(Theme::small());
    const int height = value.height() + label.height();
    Places places;
    int x = kMargin;
    int y = kMargin / 2;
    for (const StripNumber &number : m_numbers) {
        const int wide = qMax(value.horizontalAdvance(number.value), label.horizontalAdvance(number.label)) + 2;
        if (x > kMargin && x + wide > width - kMargin) {
            x = kMargin;
            y += height + kMargin;
        }
        places.rects.emplace_back(x, y, wide, height);
        x += wide + kGap;
    }
    places.height = y + height + kMargin;
    return places;
}

QSize NumberStrip::sizeHint() const
{
    return {360, place(width() > 50 ? width() : 1000).height};
}

QSize NumberStrip::minimumSizeHint() const
{
    return {120, place(width() > 50 ? width() : 1000).height};
}

void NumberStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    const Places places = place(width());
    for (std::size_t i = 0; i < m_numbers.size(); ++i) {
        const QRect rect = places.rects[i];
        painter.setFont(valueFont());
        painter.setPen(theme.ink(m_numbers[i].role));
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignTop, m_numbers[i].value);
        painter.setFont(Theme::small());
        painter.setPen(theme.color(Role::MutedText));
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignBottom, m_numbers[i].label);
    }
}

bool NumberStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Places places = place(width());
        for (std::size_t i = 0; i < m_numbers.size(); ++i) {
            if (places.rects[i].contains(help->pos())) {
                QToolTip::showText(help->globalPos(), m_numbers[i].definition, this, places.rects[i]);
                return true;
            }
        }
        QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace vsq
