// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/sweeprun.h"

#include "core/data/iteminputs.h"
#include "core/run/backend.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace vsq {

namespace {

Outcome measure(const StudyPoint &point, const SweepTask &task, const Dataset &data, const JobContext &job)
{
    EvaluationOptions options = task.evaluation;
    if (point.fidelity == Fidelity::Float) {
        options.scales = nullptr;
    }
    return measurePoint(task.graph, data, point.format, task.config, point.fidelity, job, options);
}

/// Measured points of the wanted ones.
std::int64_t countDone(const StudyStore &store, const std::set<std::int64_t> &wanted)
{
    const std::vector<StudyPoint> points = store.points();
    return std::count_if(points.begin(), points.end(),
                         [&](const StudyPoint &point) { return point.outcome && wanted.contains(point.id); });
}

} // namespace

SweepEnd runSweep(StudyStore &store, std::set<std::int64_t> wanted, const SweepTask &task, const JobContext &job)
{
    constexpr auto kPause = std::chrono::milliseconds(100);
    const std::int64_t before = countDone(store, wanted);
    const std::int64_t total = static_cast<std::int64_t>(wanted.size()) - before;
    std::int64_t finished = 0;
    for (;;) {
        job.check();
        if (task.shouldEnd && task.shouldEnd()) {
            return countDone(store, wanted) == static_cast<std::int64_t>(wanted.size()) ? SweepEnd::Finished : SweepEnd::Early;
        }
        const StudyStore::Claim claim = store.claim(wanted);
        if (!claim.point) {
            if (!claim.othersWork) {
                return SweepEnd::Finished;
            }
            std::this_thread::sleep_for(kPause);
            continue;
        }
        StudyPoint point = *claim.point;
        JobContext part;
        part.stop = job.stop;
        part.progress = [&](std::int64_t done, std::int64_t items, const std::string &) {
            job.report(finished * items + done, total * items, titleOf(point));
        };
        try {
            point.outcome = measure(point, task, *task.data, part);
        } catch (const Error &error) {
            store.release(point.id);
            wanted.erase(point.id);
            if (!task.failed) {
                throw;
            }
            task.failed(point, error.what());
            continue;
        } catch (const Cancelled &) {
            store.release(point.id);
            throw;
        }
        store.setOutcome(point.id, *point.outcome);
        ++finished;
        if (task.done) {
            task.done(point);
        }
    }
}

std::vector<double> estimateSeconds(const std::vector<StudyPoint> &points, const SweepTask &task, const JobContext &job)
{
    constexpr std::int64_t kFew = 8;
    constexpr std::int64_t kMore = 24;
    const auto items = static_cast<double>(task.data->size());
    std::map<std::string, std::pair<double, int>> known; // seconds and points by arithmetic
    const auto arithmetic = [](const StudyPoint &point) { return std::string(arithmeticOf(point.fidelity, point.format)); };
    for (const StudyPoint &point : points) {
        if (point.outcome && point.outcome->accuracy.count > 0 && point.outcome->seconds > 0.0) {
            auto &[seconds, count] = known[arithmetic(point)];
            seconds += point.outcome->seconds * items / static_cast<double>(point.outcome->accuracy.count);
            ++count;
        }
    }
    std::vector<double> estimates;
    for (const StudyPoint &point : points) {
        auto &[seconds, count] = known[arithmetic(point)];
        if (count == 0) {
            const double few = measure(point, task, firstItems(*task.data, kFew), job).seconds;
            const double more = measure(point, task, firstItems(*task.data, kMore), job).seconds;
            seconds = few + std::max(0.0, items - kFew) * std::max(0.0, more - few) / static_cast<double>(kMore - kFew);
            count = 1;
        }
        estimates.push_back(seconds / count);
    }
    return estimates;
}

} // namespace vsq
