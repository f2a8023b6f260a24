// SPDX-License-Identifier: GPL-3.0-or-later
// The running job in the status bar: what it does, how far it is, how long it will take, and a button that stops it.
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace vsq {

class JobQueue;

class JobIndicator : public QWidget {
    Q_OBJECT
public:
    explicit JobIndicator(JobQueue *jobs, QWidget *parent = nullptr);

Q_SIGNALS:
    void panelWanted(); ///< a click: all jobs

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void refresh();

    JobQueue *m_jobs;
    QLabel *m_title;
    QProgressBar *m_bar;
    QLabel *m_left;
    QToolButton *m_cancel;
    QTimer m_soon; ///< what ends at once is not shown: it would only move what stands beside it
    QTimer m_tick; ///< the time left runs on between two reports of progress
};

} // namespace vsq
