// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/messagebar.h"

#include "views/icons/icon.h"
#include "views/log/logview.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kMaximumMessages = 20;
constexpr int kInformationMilliseconds = 8000;
constexpr int kMostWidth = 720; ///< px
constexpr int kMargin = 2 * Theme::kGrid;

Role stripeOf(Workspace::Severity severity)
{
    switch (severity) {
    case Workspace::Severity::Information: return Role::Accent;
    case Workspace::Severity::Warning: return Role::Scales;
    case Workspace::Severity::Error: break;
    }
    return Role::ErrorPositive;
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_more(new QLabel(this)), m_details(new QLabel(this)),
      m_detailsButton(new QToolButton(this)), m_choices(new QHBoxLayout)
{
    setObjectName(QStringLiteral("messageBar"));
    setAccessibleName(tr("Message"));
    m_icon->setObjectName(QStringLiteral("messageIcon"));
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_more->setObjectName(QStringLiteral("messageMore"));
    m_more->setForegroundRole(QPalette::PlaceholderText);
    m_details->setObjectName(QStringLiteral("messageDetails"));
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setForegroundRole(QPalette::PlaceholderText);
    m_detailsButton->setObjectName(QStringLiteral("messageDetailsButton"));
    m_detailsButton->setText(tr("Details"));
    m_detailsButton->setToolTip(tr("Show or hide the details"));
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAutoRaise(true);
    m_detailsButton->setIcon(icon(QStringLiteral("details")));
    m_detailsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_detailsButton, &QToolButton::toggled, this, [this](bool shown) {
        m_details->setVisible(shown);
        place();
    });
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("messageClose"));
    close->setAccessibleName(tr("Close the message"));
    close->setToolTip(tr("Close this message; it stays in the log"));
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, &MessageBar::dismiss);

    auto *line = new QHBoxLayout;
    line->setSpacing(Theme::kGrid);
    line->addWidget(m_icon);
    line->addWidget(m_text, 1);
    line->addWidget(m_more);
    line->addLayout(m_choices);
    line->addWidget(m_detailsButton);
    line->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kGrid, Theme::kGrid / 2, Theme::kGrid, Theme::kGrid / 2);
    layout->setSpacing(Theme::kGrid / 2);
    // Details above the line: its buttons stay where they are when details open.
    layout->addWidget(m_details);
    layout->addLayout(line);
    connect(&Theme::current(), &Theme::changed, this, &MessageBar::refresh);
    m_fade.setSingleShot(true);
    m_fade.setInterval(kInformationMilliseconds);
    connect(&m_fade, &QTimer::timeout, this, &MessageBar::fade);
    parent->installEventFilter(this);
    hide();
}

void MessageBar::post(const Message &message)
{
    const auto isRemark = [](const Message &other) {
        return other.severity == Workspace::Severity::Information && other.choices.empty();
    };
    std::erase_if(m_messages, [&](const Message &other) {
        return other.text == message.text || (!message.topic.isEmpty() && other.topic == message.topic)
               || (isRemark(message) && isRemark(other)); // one remark is enough
    });
    m_messages.push_front(message);
    if (m_messages.size() > kMaximumMessages) {
        m_messages.pop_back();
    }
    m_detailsButton->setChecked(false);
    refresh();
}

void MessageBar::withdraw(const QString &topic)
{
    if (!topic.isEmpty() && std::erase_if(m_messages, [&](const Message &message) { return message.topic == topic; }) > 0) {
        m_detailsButton->setChecked(false);
        refresh();
    }
}

void MessageBar::fade()
{
    // Not under the pointer or while its text is being copied.
    if (!underMouse() && !isAncestorOf(QApplication::focusWidget()) && !m_messages.empty()
        && m_messages.front().severity == Workspace::Severity::Information && m_messages.front().choices.empty()) {
        dismiss();
    }
}

void MessageBar::leaveEvent(QEvent *event)
{
    if (!m_fade.isActive()) {
        m_fade.start();
    }
    QFrame::leaveEvent(event);
}

bool MessageBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        place();
    }
    return QFrame::eventFilter(watched, event);
}

void MessageBar::place()
{
    if (m_messages.empty()) {
        return;
    }
    const QSize room = parentWidget()->size();
    const int width = std::min(kMostWidth, room.width() - 2 * kMargin);
    layout()->activate();
    const int height = std::min(layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height(),
                                room.height() - 2 * kMargin);
    setGeometry((room.width() - width) / 2, room.height() - height - kMargin, width, height);
    raise();
}

QString MessageBar::text() const
{
    return m_messages.empty() ? QString() : m_messages.front().text;
}

QString MessageBar::details() const
{
    return m_messages.empty() ? QString() : m_messages.front().details;
}

void MessageBar::dismiss()
{
    if (!m_messages.empty()) {
        m_messages.pop_front();
        m_detailsButton->setChecked(false);
        refresh();
    }
}

void MessageBar::dismissAll()
{
    m_messages.clear();
    refresh();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    if (m_messages.empty()) {
        return;
    }
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.fillPath(outline, theme.color(Role::Raised));
    painter.save();
    painter.setClipPath(outline);
    painter.fillRect(0, 0, 4, height(), theme.ink(stripeOf(m_messages.front().severity)));
    painter.restore();
    painter.setPen(theme.color(Role::Separator));
    painter.drawPath(outline);
}

void MessageBar::refresh()
{
    while (QLayoutItem *item = m_choices->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the sender
        delete item;
    }
    if (m_messages.empty()) {
        m_fade.stop();
        hide();
        return;
    }
    const Message &message = m_messages.front();
    m_icon->setPixmap(icon(iconOf(message.severity)).pixmap(QSize(20, 20), devicePixelRatioF()));
    m_text->setText(message.text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
    m_text->setTextFormat(Qt::RichText);
    m_text->setAccessibleName(message.text);
    m_more->setText(m_messages.size() > 1 ? tr("+%1").arg(m_messages.size() - 1) : QString());
    m_more->setToolTip(tr("Messages behind this one"));
    m_details->setText(message.details);
    m_detailsButton->setVisible(!message.details.isEmpty());
    m_details->setVisible(m_detailsButton->isChecked() && !message.details.isEmpty());
    for (const Message::Choice &choice : message.choices) {
        auto *button = new QPushButton(choice.text, this);
        button->setObjectName(choice.id);
        button->setToolTip(choice.text);
        connect(button, &QPushButton::clicked, this, [this, chosen = choice.chosen] {
            dismiss();
            chosen();
        });
        m_choices->addWidget(button);
    }
    setVisible(true);
    place();
    update();
    if (message.severity == Workspace::Severity::Information && message.choices.empty()) {
        m_fade.start(); // what went wrong stays until it is closed
    } else {
        m_fade.stop();
    }
}

} // namespace vsq
