// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/jobqueue.h"

#include "views/theme/coretext.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace vsq {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kProgressPeriod{50};
constexpr double kSecondsBeforeEstimate = 0.5;

/// Shared by the GUI thread and the job's worker.
struct Job {
    int id = 0;
    QString title;
    std::function<void(const JobContext &)> work;
    std::function<void()> finished;
    std::function<void(const QString &)> failed;

    std::mutex mutex; ///< guards the next three
    QString step;
    std::int64_t done = 0;
    std::int64_t total = 0;

    std::atomic<bool> announced{false}; ///< a progress event is on its way to the GUI thread
    Clock::time_point started = Clock::now();
    Clock::time_point lastAnnounced{};
    bool cancelled = false; ///< GUI thread only
    std::jthread thread;    ///< last: joined before anything else goes
};

} // namespace

struct JobQueue::Private {
    std::map<int, std::shared_ptr<Job>> jobs; ///< cancelled ones too, until their thread is through
    int lastId = 0;
};

JobQueue::JobQueue(QObject *parent) : QObject(parent), d(std::make_unique<Private>()) {}

JobQueue::~JobQueue()
{
    for (const auto &[id, job] : d->jobs) {
        job->thread.request_stop();
    }
    for (const auto &[id, job] : d->jobs) {
        if (job->thread.joinable()) {
            job->thread.join();
        }
    }
}

int JobQueue::start(const QString &title, std::function<void(const JobContext &)> work, std::function<void()> finished,
                    std::function<void(const QString &error)> failed)
{
    auto job = std::make_shared<Job>();
    job->id = ++d->lastId;
    job->title = title;
    job->work = std::move(work);
    job->finished = std::move(finished);
    job->failed = std::move(failed);
    d->jobs[job->id] = job;

    // The thread holds a plain pointer: the queue owns the job until the thread has been joined.
    Job *raw = job.get();
    job->thread = std::jthread([this, raw](const std::stop_token &stop) {
        JobContext context;
        context.stop = stop;
        context.progress = [this, raw](std::int64_t done, std::int64_t total, const std::string &step) {
            {
                const std::lock_guard lock(raw->mutex);
                raw->done = done;
                raw->total = total;
                if (!step.empty()) {
                    raw->step = coreText(step);
                }
                // Progress may come a million times a second; the GUI thread hears of it 20 times.
                const Clock::time_point now = Clock::now();
                if (now - raw->lastAnnounced < kProgressPeriod || raw->announced.exchange(true)) {
                    return;
                }
                raw->lastAnnounced = now;
            }
            QMetaObject::invokeMethod(
                this,
                [this, id = raw->id] {
                    const auto found = d->jobs.find(id);
                    if (found == d->jobs.end()) {
                        return;
                    }
                    found->second->announced = false;
                    if (!found->second->cancelled) {
                        Q_EMIT progressed(id);
                    }
                },
                Qt::QueuedConnection);
        };
        QString error;
        bool failedWork = false;
        try {
            raw->work(context);
        } catch (const Cancelled &) {
            // The queue may not have asked (work cancels itself when its inputs are gone): ends without an answer.
            failedWork = true;
        } catch (const std::bad_alloc &) {
            failedWork = true;
            error = QCoreApplication::translate("vsq::JobQueue", "Not enough memory for this.");
        } catch (const std::exception &exception) {
            failedWork = true;
            error = coreText(exception.what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, id = raw->id, failedWork, error] {
                const auto found = d->jobs.find(id);
                if (found == d->jobs.end()) {
                    return;
                }
                const std::shared_ptr<Job> ending = found->second;
                d->jobs.erase(found);
                ending->thread.join();
                if (ending->cancelled) {
                    return; // an answer that nobody waits for any more
                }
                if (!failedWork) {
                    if (ending->finished) {
                        ending->finished();
                    }
                } else if (!error.isEmpty() && ending->failed) {
                    ending->failed(error);
                }
                Q_EMIT ended(id);
            },
            Qt::QueuedConnection);
    });
    Q_EMIT started(job->id);
    return job->id;
}

void JobQueue::cancel(int id)
{
    const auto found = d->jobs.find(id);
    if (found == d->jobs.end() || found->second->cancelled) {
        return;
    }
    found->second->cancelled = true;
    found->second->thread.request_stop();
    Q_EMIT ended(id);
}

bool JobQueue::isRunning(int id) const
{
    const auto found = d->jobs.find(id);
    return found != d->jobs.end() && !found->second->cancelled;
}

std::vector<JobQueue::Status> JobQueue::running() const
{
    std::vector<Status> list;
    for (const auto &[id, job] : d->jobs) {
        if (job->cancelled) {
            continue;
        }
        Status status;
        status.id = id;
        status.title = job->title;
        {
            const std::lock_guard lock(job->mutex);
            status.step = job->step;
            status.done = job->done;
            status.total = job->total;
        }
        const double elapsed = std::chrono::duration<double>(Clock::now() - job->started).count();
        if (status.done > 0 && status.total > status.done && elapsed > kSecondsBeforeEstimate) {
            status.secondsLeft = elapsed * static_cast<double>(status.total - status.done) / static_cast<double>(status.done);
        }
        list.push_back(std::move(status));
    }
    return list;
}

} // namespace vsq
