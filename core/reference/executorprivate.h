// SPDX-License-Identifier: GPL-3.0-or-later
// What an Executor holds: its graph as steps. A run is a vector of values by slot that the steps fill in.
#pragma once

#include "core/reference/executionplan.h"
#include "core/reference/executor.h"

namespace vsq {

struct Executor::Private {
    std::shared_ptr<const Graph> graph;
    ExecutionPlan plan;                        ///< node by node, where somebody looks at each or stops at one
    ExecutionPlan chained;                     ///< otherwise
    ExecutionPlan biased;                      ///< the same for backends that add biases
    std::vector<Tensor> constants;             ///< by slot; others are empty
    std::vector<bool> shared;                  ///< by slot: several products read it
    mutable std::vector<OperatorCache> caches; ///< by node

    explicit Private(std::shared_ptr<const Graph> network);

    /// The given input as the network wants it; throws Error otherwise.
    Tensor input(const ValueInfo &info, const TensorMap &inputs) const;
    /// Items of the batch: the first input's first dimension where that is open or the input is image-like.
    std::int64_t batchItems(const TensorMap &inputs) const;

    /// The node's inputs; those that end with this step are given away.
    std::vector<Tensor> take(const Step &step, const StepNode &node, std::vector<Tensor> &values) const;
    /// Errors say which node.
    Outputs runNode(const StepNode &node, std::vector<Tensor> inputs, std::int64_t items, ProductBackend &backend,
                    std::uint64_t run, const JobContext &job) const;
    /// Whether the branch that the step belongs to is taken: where its condition was never computed, another one around it is
    /// not.
    static bool isTaken(const Step &step, const std::vector<Tensor> &values);
    /// The step's outputs; none where its branch is not taken.
    Outputs execute(const Step &step, std::vector<Tensor> &values, std::int64_t items, ProductBackend &backend, std::uint64_t run,
                    const JobContext &job) const;
    /// execute(), its outputs into their slots; values whose last use this was are dropped.
    void advance(const Step &step, std::vector<Tensor> &values, std::int64_t items, ProductBackend &backend, std::uint64_t run,
                 const JobContext &job) const;

    /// A step before its turn: its inputs stay for the steps between.
    void computeAhead(const Step &step, std::vector<Tensor> &values, std::int64_t items, ProductBackend &backend,
                      std::uint64_t run, const JobContext &job) const;
    /// Whether the step reads one of the slots.
    static bool reads(const Step &step, const std::vector<bool> &slots);
    /// The step's outputs.
    static void mark(const Step &step, std::vector<bool> &slots);
    /// Executor::runVariants().
    void runVariants(const TensorMap &inputs, ProductBackend &backend, std::span<const Variant> variants, const VariantSink &sink,
                     const JobContext &job) const;

    /// The network's outputs.
    TensorMap results(const std::vector<Tensor> &values) const;
    /// The first `count` of the steps; lastOnly: what the last of them gives in place of the outputs.
    TensorMap run(const std::vector<Step> &steps, std::size_t count, const TensorMap &inputs, ProductBackend &backend,
                  const JobContext &job, const std::function<void(const Node &, std::span<const Tensor>)> &nodeDone,
                  bool lastOnly) const;
};

/// A name for a run's values; of all executors, so that values of different runs never have one name.
std::uint64_t nextRun();

} // namespace vsq
