// SPDX-License-Identifier: GPL-3.0-or-later
// Messages in place of modal boxes: the newest is shown, the others wait behind it; details on demand. Lies over the lower
// edge of its parent and moves nothing; what is said twice is shown once, and what holds no longer is taken back.
#pragma once

#include "views/workspace/workspace.h"

#include <QFrame>
#include <QTimer>

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
    QString topic; ///< what it is about, empty: nothing that could change
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
    /// Over the lower edge of parent.
    explicit MessageBar(QWidget *parent);

    /// Replaces what was said before about the same topic, and the last remark where it is another remark.
    void post(const Message &message);
    /// Takes back what was said about a topic.
    void withdraw(const QString &topic);
    /// The text shown, empty when there is none.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString details() const;
    [[nodiscard]] int waiting() const { return static_cast<int>(m_messages.size()); }
    void dismiss();
    void dismissAll();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void place();
    void fade();

    std::deque<Message> m_messages; ///< newest first
    QTimer m_fade;                  ///< a remark goes by itself
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_more;
    QLabel *m_details;
    QToolButton *m_detailsButton;
    QHBoxLayout *m_choices;
};

} // namespace vsq
