// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a network over labelled data and counts right answers.
#pragma once

#include "core/data/metric.h"
#include "core/run/batches.h"

#include <functional>
#include <memory>
#include <vector>

namespace vsq {

class Classifier {
public:
    explicit Classifier(std::shared_ptr<const Graph> graph) : m_runner(std::move(graph)) {}

    /// Top-1: the label is the index of the largest value of the network's first output; of one value an item ([N] or [N,1])
    /// the label is 1 where it lies above 0 (above one half behind a Sigmoid), else 0. Results do not depend on batch
    /// size or thread count. Throws Error for labels that the network has no class for, Cancelled.
    Accuracy classify(const Dataset &data, ProductBackend &backend, const JobContext &job) const;

    struct Answers {
        std::vector<Prediction> items; ///< of each item of the data
        std::int64_t classes = 0;      ///< values of the network's first output, an item
    };
    /// The first output, float32, of items begin .. end-1 alone. Called from the threads that run, several at a time.
    using OutputSink = std::function<void(std::int64_t begin, std::int64_t end, const Tensor &output)>;
    /// What the network says of each item. Where the labels are real numbers ranks are 0. sink: whoever wants the outputs
    /// themselves.
    Answers predict(const Dataset &data, ProductBackend &backend, const JobContext &job, const OutputSink &sink = {}) const;

    /// Of the run itself and of each variant, and how far each variant's outputs are from the run's.
    struct VariantAnswers {
        Answers answers;
        double signal = 0.0; ///< sum of squares of the run's first output
        double error = 0.0;  ///< of its difference from the variant's
    };
    /// First the run itself, then the variants in their order (Executor::runVariants).
    std::vector<VariantAnswers> predictVariants(const Dataset &data, ProductBackend &backend,
                                                std::span<const Executor::Variant> variants, const JobContext &job) const;

private:
    /// Reads items begin .. end-1 off the network's first output, which becomes float32. Returns the values an item.
    std::int64_t read(const Dataset &data, std::int64_t begin, std::int64_t end, Tensor logits,
                      std::vector<Prediction> &items) const;

    BatchRunner m_runner;
};

} // namespace vsq
