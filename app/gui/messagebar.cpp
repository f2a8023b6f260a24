// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/messagebar.h"

#include "views/icons/icon.h"
#include "views/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace vsq {

namespace {

constexpr int kMaximumMessages = 20;
constexpr int kInformationMilliseconds = 8000;

QString iconOf(Workspace::Severity severity)
{
    switch (severity) {
    case Workspace::Severity::Information: return QStringLiteral("information");
    case Workspace::Severity::Warning: return QStringLiteral("warning");
    case Workspace::Severity::Error: break;
    }
    return QStringLiteral("error");
}

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
    connect(m_detailsButton, &QToolButton::toggled, m_details, &QWidget::setVisible);
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
    layout->addLayout(line);
    layout->addWidget(m_details);
    connect(&Theme::current(), &Theme::changed, this, &MessageBar::refresh);
    hide();
}

void MessageBar::post(const Message &message)
{
    m_messages.push_front(message);
    if (m_messages.size() > kMaximumMessages) {
        m_messages.pop_back();
    }
    m_detailsButton->setChecked(false);
    refresh();
    if (message.severity == Workspace::Severity::Information && message.choices.empty()) {
        // A remark goes by itself; what went wrong stays until it is closed.
        QTimer::singleShot(kInformationMilliseconds, this, [this, text = message.text] {
            if (!m_messages.empty() && m_messages.front().text == text) {
                dismiss();
            }
        });
    }
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

void MessageBar::refresh()
{
    while (QLayoutItem *item = m_choices->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the sender
        delete item;
    }
    if (m_messages.empty()) {
        hide();
        return;
    }
    const Message &message = m_messages.front();
    const Theme &theme = Theme::current();
    setStyleSheet(
        QStringLiteral("#messageBar { background: %1; border: none; border-left: 4px solid %2; border-bottom: 1px solid %3; }")
            .arg(theme.color(Role::Raised).name(), theme.ink(stripeOf(message.severity)).name(),
                 theme.color(Role::Separator).name()));
    m_icon->setPixmap(icon(iconOf(message.severity)).pixmap(20, devicePixelRatio()));
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
}

} // namespace vsq
