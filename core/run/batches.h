// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a network over a data set in batches on all cores.
#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/reference/executor.h"

#include <functional>
#include <memory>

namespace vsq {

class BatchRunner {
public:
    explicit BatchRunner(std::shared_ptr<const Graph> graph);

    /// The outputs of items begin .. end-1; where the network takes only whole batches they may have more rows than that.
    /// Called from the threads that run, several at a time.
    using Sink = std::function<void(std::int64_t begin, std::int64_t end, const TensorMap &outputs)>;

    /// Results do not depend on batch size or thread count. Throws Error as the executor does, Cancelled.
    void run(const Dataset &data, ProductBackend &backend, const Sink &sink, const JobContext &job) const;

    /// Executor::runVariants() over the data. The sink is told the variant too, -1 for the run itself.
    using VariantSink = std::function<void(std::int64_t variant, std::int64_t begin, std::int64_t end, const TensorMap &outputs)>;
    void runVariants(const Dataset &data, ProductBackend &backend, std::span<const Executor::Variant> variants,
                     const VariantSink &sink, const JobContext &job) const;

    [[nodiscard]] const Graph &graph() const { return *m_graph; }
    /// Rows of the outputs of items begin .. end-1.
    [[nodiscard]] std::int64_t rows(std::int64_t begin, std::int64_t end) const { return m_fixed ? m_batch : end - begin; }

private:
    /// Cuts the data into batches of so many items and hands each to `take`, the first alone, the others on all threads.
    void forBatches(const Dataset &data, std::int64_t size,
                    const std::function<void(std::int64_t begin, std::int64_t end, const TensorMap &inputs)> &take,
                    const JobContext &job) const;

    std::shared_ptr<const Graph> m_graph;
    Executor m_executor;
    std::int64_t m_batch = 0; ///< items a run takes
    bool m_fixed = false;     ///< the network takes exactly m_batch items
};

} // namespace vsq
