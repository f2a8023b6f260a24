// SPDX-License-Identifier: GPL-3.0-or-later
// Messages above the views in place of modal boxes: the newest is shown, the others wait behind it; details on demand.
#pragma once

#include "views/workspace/workspace.h"

#include <QFrame>

#include <deque>
#include <functional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace vsq {

struct Message {
    Workspace::Severity severity = Workspace::Severity::Information;
    QString text;
    QString details;
    struct Choice {
        QString id; ///< object name of its button
        QString text;
        std::function<void()> chosen;
    };
    std::vector<Choice> choices; ///< buttons; each also closes the message
};

class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    void post(const Message &message);
    /// The text shown, empty when there is none.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString details() const;
    [[nodiscard]] int waiting() const { return static_cast<int>(m_messages.size()); }
    void dismiss();
    void dismissAll();

private:
    void refresh();

    std::deque<Message> m_messages; ///< newest first
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_more;
    QLabel *m_details;
    QToolButton *m_detailsButton;
    QHBoxLayout *m_choices;
};

} // namespace vsq
