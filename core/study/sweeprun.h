// SPDX-License-Identifier: GPL-3.0-or-later
// Works off the points of a study that are not measured yet, beside other processes that do the same.
#pragma once

#include "core/study/studystore.h"

#include <functional>
#include <set>

namespace vsq {

struct SweepTask {
    std::shared_ptr<const Graph> graph;
    const Dataset *data = nullptr;
    ChipConfig config;
    EvaluationOptions evaluation;
    /// Asked before each point: whether to leave the rest for another call. May be empty.
    std::function<bool()> shouldEnd;
    /// After each point of this process, with its outcome. May be empty.
    std::function<void(const StudyPoint &point)> done;
    /// A point that cannot be measured, and why; the others go on. May be empty.
    std::function<void(const StudyPoint &point, const std::string &reason)> failed;
};

enum class SweepEnd { Finished, Early };

/// Measures the wanted points in the order of their ids. Points that another process works on are waited for; those of a
/// process that has died are taken over. Throws Cancelled, and Error where the study cannot be written.
SweepEnd runSweep(StudyStore &store, std::set<std::int64_t> wanted, const SweepTask &task, const JobContext &job);

/// Seconds that each point will take, in their order: from what the study knows of points with the same arithmetic, else from
/// a run on a few items.
std::vector<double> estimateSeconds(const std::vector<StudyPoint> &points, const SweepTask &task, const JobContext &job);

} // namespace vsq
