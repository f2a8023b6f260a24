// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a network over a data set in batches on all cores and counts right answers.
#pragma once

#include "core/base/job.h"
#include "core/reference/executor.h"
#include "core/study/dataset.h"
#include "core/study/evaluation.h"

#include <memory>

namespace vsq {

class Classifier {
public:
    explicit Classifier(std::shared_ptr<const Graph> graph);

    /// Top-1: the label is the index of the largest value of the network's first output. Results do not depend on batch
    /// size or thread count. Throws Error for labels that the network has no class for, Cancelled.
    Accuracy classify(const Dataset &data, ProductBackend &backend, const JobContext &job) const;

private:
    std::int64_t classifyBatch(const Dataset &data, std::int64_t begin, std::int64_t end, ProductBackend &backend,
                               const JobContext &job) const;

    std::shared_ptr<const Graph> m_graph;
    Executor m_executor;
    std::int64_t m_batch = 0; ///< items a run takes
    bool m_fixed = false;     ///< the network takes exactly m_batch items
};

} // namespace vsq
