// SPDX-License-Identifier: GPL-3.0-or-later
// Five steps through a bundled sample: a card beside the part of the window that it speaks of, and an outline around that part.
// It blocks nothing: everything can be tried while it stands there. Escape ends it.
#pragma once

#include <QFrame>
#include <QPointer>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace vsq {

struct TourStep {
    QString title;
    QString text;
    std::function<void()> enter;       ///< brings what it speaks of to the front
    std::function<QWidget *()> target; ///< may be null: the card stands in the middle
};

class Tour : public QFrame {
    Q_OBJECT
public:
    /// parent: what the card and the outline lie over.
    Tour(std::vector<TourStep> steps, QWidget *parent);

    [[nodiscard]] int step() const { return m_step; }
    void goTo(int step);

Q_SIGNALS:
    void ended();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void end();

    std::vector<TourStep> m_steps;
    int m_step = -1;
    QLabel *m_count;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_back;
    QPushButton *m_next;
    QWidget *m_outline;
    QPointer<QWidget> m_target;
};

} // namespace vsq
