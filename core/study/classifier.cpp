// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/classifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

/// Index of the largest, the first of several; -1 where there is none (all NaN).
std::int64_t largest(std::span<const float> values)
{
    std::int64_t best = -1;
    float value = -std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] > value || (best < 0 && values[i] == value)) {
            best = static_cast<std::int64_t>(i);
            value = values[i];
        }
    }
    return best;
}

/// Values that stand before the one at `label`: larger, or equal and earlier.
std::int64_t rankOf(std::span<const float> values, std::int64_t label)
{
    const float own = values[static_cast<std::size_t>(label)];
    if (std::isnan(own)) {
        return static_cast<std::int64_t>(values.size());
    }
    std::int64_t before = 0;
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(values.size()); ++i) {
        const float other = values[static_cast<std::size_t>(i)];
        before += other > own || (other == own && i < label) ? 1 : 0;
    }
    return before;
}

} // namespace

Classifier::Answers Classifier::predict(const Dataset &data, ProductBackend &backend, const JobContext &job) const
{
    Answers answers;
    answers.items.resize(static_cast<std::size_t>(data.size()));
    std::atomic<std::int64_t> classes = 0;
    const Graph &graph = m_runner.graph();
    const auto take = [&](std::int64_t begin, std::int64_t end, const TensorMap &outputs) {
        const std::string &name = graph.outputs.front().name;
        Tensor logits = outputs.at(name).toFloat();
        const std::int64_t expected = m_runner.rows(begin, end);
        if (logits.rank() == 1 && !data.targets.empty()) {
            logits = logits.reshaped({logits.dim(0), 1});
        }
        if (logits.rank() < 2 || logits.dim(0) != expected || logits.size() == 0) {
            throw Error({.file = graph.sourceFile, .item = "output '" + name + "'"}, "shape",
                        fmt::format("[{},classes]", expected), toString(logits.shape()));
        }
        const std::int64_t width = logits.size() / logits.dim(0);
        classes = width;
        for (std::int64_t i = begin; i < end; ++i) {
            const auto values = logits.values<float>().subspan(static_cast<std::size_t>((i - begin) * width),
                                                               static_cast<std::size_t>(width));
            Prediction &item = answers.items[static_cast<std::size_t>(i)];
            item.value = values.front();
            item.best = largest(values);
            if (!data.targets.empty()) {
                continue;
            }
            const std::int64_t label = data.labels[static_cast<std::size_t>(i)];
            if (label < 0 || label >= width) {
                throw Error({.file = data.path, .item = fmt::format("item {}", i)}, "label", fmt::format("0..{}", width - 1),
                            std::to_string(label));
            }
            item.rank = rankOf(values, label);
        }
    };
    m_runner.run(data, backend, take, job);
    answers.classes = classes;
    return answers;
}

Accuracy Classifier::classify(const Dataset &data, ProductBackend &backend, const JobContext &job) const
{
    const Answers answers = predict(data, backend, job);
    const auto right = std::count_if(answers.items.begin(), answers.items.end(), [](const Prediction &p) { return p.rank == 0; });
    return {.correct = right, .count = data.size()};
}

} // namespace vsq
