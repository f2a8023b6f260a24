// SPDX-License-Identifier: GPL-3.0-or-later
// All jobs that run, each with its progress, the time left and a button that stops it; below them those that ended last.
#pragma once

#include "views/workspace/jobqueue.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>

#include <deque>
#include <map>

class QLabel;
class QVBoxLayout;

namespace vsq {

class JobsPanel : public QDialog {
    Q_OBJECT
public:
    /// Listens from now on, shown or not, so that jobs that have ended are known.
    explicit JobsPanel(JobQueue *jobs, QWidget *parent = nullptr);

    [[nodiscard]] int shownJobs() const { return static_cast<int>(m_rows.size()); }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Row;
    void begin(int id);
    void end(int id);
    void refresh();

    struct Known {
        QString title;
        QElapsedTimer since;
    };

    JobQueue *m_jobs;
    QVBoxLayout *m_list;
    QLabel *m_idle;
    QLabel *m_ended;
    std::map<int, Known> m_known;
    std::map<int, Row *> m_rows;
    std::deque<QString> m_last; ///< newest first
    QTimer m_tick;
};

} // namespace vsq
