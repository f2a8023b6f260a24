// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/tour.h"

#include "views/icons/icon.h"
#include "views/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kCardWidth = 44 * Theme::kGrid;
constexpr int kGap = 2 * Theme::kGrid;

/// Drawn around what a step speaks of; lets everything through.
class Outline : public QWidget {
public:
    explicit Outline(QWidget *parent) : QWidget(parent)
    {
        setObjectName(QStringLiteral("tourOutline"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(Theme::current().color(Role::Accent), 3.0));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
    }
};

} // namespace

Tour::Tour(std::vector<TourStep> steps, QWidget *parent)
    : QFrame(parent), m_steps(std::move(steps)), m_count(new QLabel(this)), m_title(new QLabel(this)), m_text(new QLabel(this)),
      m_back(new QPushButton(tr("&Back"), this)), m_next(new QPushButton(this)), m_outline(new Outline(parent))
{
    setObjectName(QStringLiteral("tour"));
    setAccessibleName(tr("Tour"));
    setFocusPolicy(Qt::NoFocus);
    m_count->setObjectName(QStringLiteral("tourCount"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_title->setObjectName(QStringLiteral("tourTitle"));
    m_title->setFont(Theme::heading());
    m_title->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("tourText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_back->setObjectName(QStringLiteral("tourBack"));
    m_back->setToolTip(tr("The step before"));
    m_next->setObjectName(QStringLiteral("tourNext"));
    m_next->setToolTip(tr("The next step"));
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("tourClose"));
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("End the tour"));
    close->setToolTip(tr("End the tour (Esc); Help > Tour begins it again"));
    auto *top = new QHBoxLayout;
    top->addWidget(m_count);
    top->addStretch(1);
    top->addWidget(close);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_back);
    foot->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap, Theme::kGrid, Theme::kGrid, kGap);
    layout->setSpacing(Theme::kGrid);
    layout->addLayout(top);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(foot);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(m_step - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { goTo(m_step + 1); });
    connect(close, &QToolButton::clicked, this, &Tour::end);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    parent->installEventFilter(this);
    for (QWidget *child : findChildren<QWidget *>()) {
        child->installEventFilter(this); // Escape, wherever the focus is in the card
    }
    goTo(0);
}

void Tour::goTo(int step)
{
    if (step >= static_cast<int>(m_steps.size())) {
        end();
        return;
    }
    m_step = std::max(step, 0);
    const TourStep &now = m_steps[static_cast<std::size_t>(m_step)];
    if (now.enter) {
        now.enter();
    }
    if (m_target) {
        m_target->removeEventFilter(this);
    }
    m_target = now.target ? now.target() : nullptr;
    if (m_target) {
        m_target->installEventFilter(this);
    }
    m_count->setText(tr("Step %1 of %2").arg(m_step + 1).arg(m_steps.size()));
    m_title->setText(now.title);
    m_text->setText(now.text);
    setAccessibleDescription(now.title + QStringLiteral(": ") + now.text);
    m_back->setEnabled(m_step > 0);
    m_next->setText(m_step + 1 == static_cast<int>(m_steps.size()) ? tr("&Done") : tr("&Next"));
    show();
    place();
    m_next->setFocus(Qt::OtherFocusReason);
}

void Tour::place()
{
    const QRect room = parentWidget()->rect().adjusted(kGap, kGap, -kGap, -kGap);
    const int width = std::min(kCardWidth, room.width());
    layout()->activate();
    const int height = std::min(layout()->totalHeightForWidth(width), room.height());
    const bool seen = m_target && m_target->isVisible() && m_target->window() == window();
    m_outline->setVisible(seen);
    if (!seen) {
        setGeometry(QRect(room.center() - QPoint(width / 2, height / 2), QSize(width, height)));
        raise();
        return;
    }
    const QRect around(m_target->mapTo(window(), QPoint()), m_target->size());
    const QRect target = around.translated(-parentWidget()->mapTo(window(), QPoint()));
    m_outline->setGeometry(target.adjusted(-2, -2, 2, 2) & parentWidget()->rect());
    m_outline->raise();
    // Beside it where there is room: right, left, below, above; else over its lower corner.
    QRect card(0, 0, width, height);
    card.moveTop(std::clamp(target.top(), room.top(), std::max(room.top(), room.bottom() - height)));
    if (target.right() + kGap + width <= room.right()) {
        card.moveLeft(target.right() + kGap);
    } else if (target.left() - kGap - width >= room.left()) {
        card.moveRight(target.left() - kGap);
    } else {
        card.moveLeft(std::clamp(target.left(), room.left(), std::max(room.left(), room.right() - width)));
        if (target.bottom() + kGap + height <= room.bottom()) {
            card.moveTop(target.bottom() + kGap);
        } else if (target.top() - kGap - height >= room.top()) {
            card.moveBottom(target.top() - kGap);
        } else {
            card.moveBottomRight((target & room).bottomRight() - QPoint(kGap, kGap));
        }
    }
    setGeometry(card);
    raise();
}

void Tour::end()
{
    m_outline->deleteLater();
    hide();
    deleteLater();
    Q_EMIT ended();
}

bool Tour::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Move:
    case QEvent::Show:
    case QEvent::Hide:
        if (watched == parentWidget() || watched == m_target) {
            QMetaObject::invokeMethod(this, &Tour::place, Qt::QueuedConnection);
        }
        break;
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (watched == parentWidget() || watched == m_target) {
            break;
        }
        if (key == Qt::Key_Escape) {
            end();
            return true;
        }
        if (auto *button = qobject_cast<QPushButton *>(watched);
            button != nullptr && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            button->click(); // as in a dialog
            return true;
        }
        break;
    }
    default: break;
    }
    return QFrame::eventFilter(watched, event);
}

void Tour::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        end();
        return;
    }
    QFrame::keyPressEvent(event);
}

void Tour::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(Role::Accent));
    painter.setBrush(theme.color(Role::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace vsq
