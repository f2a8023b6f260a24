// SPDX-License-Identifier: GPL-3.0-or-later
// How good a network is on the items that are held out: right answers, and the loss that it is trained by.
#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/data/metric.h"
#include "core/run/backend.h"
#include "core/train/loss.h"

#include <map>
#include <memory>

namespace vsq {

struct Judgement {
    Accuracy accuracy; ///< what vsq eval counts
    double loss = 0.0; ///< mean over the items
};

class TuningJudge {
public:
    /// teacher: the network that is imitated, in FP32; it answers each item once.
    TuningJudge(std::shared_ptr<const Graph> teacher, const Dataset &data, const LossOptions &loss)
        : m_teacher(std::move(teacher)), m_data(data), m_loss(loss)
    {
    }

    /// The same on any number of threads. Throws Error as a run does, Cancelled.
    Judgement judge(const std::shared_ptr<const Graph> &graph, Fidelity fidelity, const BackendOptions &options,
                    const JobContext &job);

private:
    void askTeacher(const JobContext &job);

    std::shared_ptr<const Graph> m_teacher;
    const Dataset &m_data;
    LossOptions m_loss;
    std::map<std::int64_t, Tensor> m_answers; ///< the teacher's, by the first item of a batch
};

} // namespace vsq
