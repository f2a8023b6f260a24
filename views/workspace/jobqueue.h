// SPDX-License-Identifier: GPL-3.0-or-later
// Long work off the GUI thread: each job has a title, progress, an estimate of the time left, and can be cancelled.
#pragma once

#include "core/base/job.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace vsq {

class JobQueue : public QObject {
    Q_OBJECT
public:
    explicit JobQueue(QObject *parent = nullptr);
    ~JobQueue() override; ///< asks all jobs to stop and waits for them

    struct Status {
        int id = 0;
        QString title;
        QString step;
        std::int64_t done = 0;
        std::int64_t total = 0;
        double secondsLeft = -1.0; ///< negative: not known yet
    };

    /// work runs on a worker thread; then, on the GUI thread, finished (or failed with the error's text) unless the job
    /// was cancelled. Returns the job's id.
    int start(const QString &title, std::function<void(const JobContext &)> work, std::function<void()> finished,
              std::function<void(const QString &error)> failed);
    void cancel(int id);
    [[nodiscard]] bool isRunning(int id) const;
    [[nodiscard]] std::vector<Status> running() const;

Q_SIGNALS:
    void started(int id);
    void progressed(int id);
    void ended(int id); ///< finished, failed or cancelled

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace vsq
