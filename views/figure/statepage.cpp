// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/statepage.h"

#include "views/theme/theme.h"

#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QVBoxLayout>

namespace vsq {

namespace {
constexpr int kPicture = 56; // pixels of height reserved above the words
}

StatePage::StatePage(QWidget *parent)
    : QWidget(parent), m_heading(new QLabel(this)), m_sentence(new QLabel(this)), m_progress(new QProgressBar(this))
{
    setObjectName(QStringLiteral("statePage"));
    m_heading->setObjectName(QStringLiteral("stateHeading"));
    m_heading->setAlignment(Qt::AlignHCenter);
    m_sentence->setObjectName(QStringLiteral("stateSentence"));
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setMaximumWidth(440);
    m_sentence->setMinimumWidth(160);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setObjectName(QStringLiteral("stateProgress"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(160, 4);
    m_progress->setAccessibleName(tr("Working"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addSpacing(kPicture);
    layout->addWidget(m_heading);
    auto *row = new QHBoxLayout; // an aligned label would be measured before it wraps
    row->addStretch(1);
    row->addWidget(m_sentence, 1000);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addWidget(m_progress, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(&Theme::current(), &Theme::changed, this, &StatePage::restyle);
    restyle();
}

QString StatePage::sentence() const
{
    return m_sentence->text();
}

void StatePage::showState(State state, const QString &heading, const QString &sentence)
{
    m_state = state;
    m_heading->setText(heading);
    m_heading->setVisible(!heading.isEmpty());
    m_sentence->setText(sentence);
    m_progress->setVisible(state == State::Loading);
    setAccessibleName(heading.isEmpty() ? sentence : heading);
    setAccessibleDescription(sentence);
    restyle();
}

void StatePage::restyle()
{
    const Theme &theme = Theme::current();
    m_heading->setFont(Theme::heading());
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, theme.color(Role::MutedText));
    m_sentence->setPalette(palette);
    update();
}

void StatePage::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Role::Surface));
    painter.setRenderHint(QPainter::Antialiasing);
    const QWidget *below = m_heading->isVisibleTo(this) ? m_heading : m_sentence;
    const QPointF foot(width() / 2.0, below->geometry().top() - 16.0);
    if (m_state == State::Error) {
        painter.setPen(QPen(theme.ink(Role::Stalls), 2));
        painter.drawEllipse(foot - QPointF(0, 18), 16, 16);
        painter.drawLine(foot - QPointF(0, 26), foot - QPointF(0, 16));
        painter.drawPoint(foot - QPointF(0, 11));
        return;
    }
    // A histogram still to come.
    const double heights[] = {12, 22, 36, 28, 18, 8};
    painter.setPen(QPen(theme.color(Role::Separator), 1.5));
    painter.setBrush(theme.color(Role::Sunken));
    for (int i = 0; i < 6; ++i) {
        painter.drawRoundedRect(QRectF(foot.x() - 48 + i * 16 + 2, foot.y() - heights[i], 12, heights[i]), 2, 2);
    }
    painter.drawLine(foot - QPointF(52, 0), foot + QPointF(52, 0));
}

} // namespace vsq
