// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a network over labelled data and counts right answers.
#pragma once

#include "core/data/metric.h"
#include "core/run/batches.h"

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
    /// What the network says of each item. Where the labels are real numbers ranks are 0.
    Answers predict(const Dataset &data, ProductBackend &backend, const JobContext &job) const;

private:
    BatchRunner m_runner;
};

} // namespace vsq
