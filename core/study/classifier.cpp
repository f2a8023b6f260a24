// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/classifier.h"

#include "core/data/slice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>

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

/// Of a network with one output for two classes: class 1 lies above 0, or above one half where the last operator makes
/// probabilities.
float thresholdOf(const Graph &graph)
{
    constexpr std::array<std::string_view, 6> kPassing{"Identity", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Cast"};
    const Node *node = graph.producerOf(graph.outputs.front().name);
    while (node != nullptr && std::find(kPassing.begin(), kPassing.end(), node->op) != kPassing.end()) {
        node = graph.producerOf(node->inputs.front());
    }
    return node != nullptr && (node->op == "Sigmoid" || node->op == "HardSigmoid") ? 0.5F : 0.0F;
}

std::int64_t binaryAnswer(float value, float threshold)
{
    return std::isnan(value) ? -1 : value > threshold ? 1 : 0;
}

} // namespace

std::int64_t Classifier::read(const Dataset &data, std::int64_t begin, std::int64_t end, Tensor logits,
                              std::vector<Prediction> &items) const
{
    const Graph &graph = m_runner.graph();
    const std::string &name = graph.outputs.front().name;
    const std::int64_t expected = m_runner.rows(begin, end);
    if (logits.rank() == 1 && logits.dim(0) == expected) { // one number an item
        logits = logits.reshaped({logits.dim(0), 1});
    }
    if (logits.rank() < 2 || logits.dim(0) != expected || logits.size() == 0) {
        throw Error({.file = graph.sourceFile, .item = "output '" + name + "'"}, "shape", fmt::format("[{},classes]", expected),
                    toString(logits.shape()));
    }
    const std::int64_t width = logits.size() / logits.dim(0);
    const bool isRegression = !data.targets.empty();
    if (isRegression && width != 1) {
        throw Error({.file = graph.sourceFile, .item = "output '" + name + "'"}, "shape for labels that are real numbers",
                    fmt::format("[{0}] or [{0},1]", expected), toString(logits.shape()));
    }
    const bool isBinary = !isRegression && width == 1;
    const float threshold = isBinary ? thresholdOf(graph) : 0.0F;
    const std::int64_t classes = isBinary ? 2 : width;
    for (std::int64_t i = begin; i < end; ++i) {
        const auto values = logits.values<float>().subspan(static_cast<std::size_t>((i - begin) * width),
                                                           static_cast<std::size_t>(width));
        Prediction &item = items[static_cast<std::size_t>(i)];
        item.value = values.front();
        item.best = isBinary ? binaryAnswer(values.front(), threshold) : largest(values);
        if (isRegression) {
            continue;
        }
        const std::int64_t label = data.labels[static_cast<std::size_t>(i)];
        if (label < 0 || label >= classes) {
            throw Error({.file = data.path, .item = data.placeOf(i)}, "label", fmt::format("0..{}", classes - 1),
                        std::to_string(label));
        }
        item.rank = isBinary ? (item.best == label ? 0 : 1) : rankOf(values, label);
    }
    return classes;
}

Classifier::Answers Classifier::predict(const Dataset &data, ProductBackend &backend, const JobContext &job,
                                        const OutputSink &sink) const
{
    Answers answers;
    answers.items.resize(static_cast<std::size_t>(data.size()));
    std::atomic<std::int64_t> classes = 0;
    const std::string &name = m_runner.graph().outputs.front().name;
    const auto take = [&](std::int64_t begin, std::int64_t end, const TensorMap &outputs) {
        const Tensor output = outputs.at(name).toFloat();
        classes = read(data, begin, end, output, answers.items);
        if (sink) {
            sink(begin, end, vsq::items(output, 0, end - begin)); // where the network fixes its batch there may be more
        }
    };
    m_runner.run(data, backend, take, job);
    answers.classes = classes;
    return answers;
}

std::vector<Classifier::VariantAnswers> Classifier::predictVariants(const Dataset &data, ProductBackend &backend,
                                                                    std::span<const Executor::Variant> variants,
                                                                    const JobContext &job) const
{
    std::vector<VariantAnswers> all(variants.size() + 1);
    for (VariantAnswers &one : all) {
        one.answers.items.resize(static_cast<std::size_t>(data.size()));
    }
    const std::string &name = m_runner.graph().outputs.front().name;
    std::mutex mutex;
    std::map<std::int64_t, std::vector<std::pair<std::size_t, Tensor>>> waiting; // variants' outputs by the batch's first item
    const auto compare = [&](VariantAnswers &one, const Tensor &own, const Tensor &other, std::int64_t rows) {
        const std::int64_t used = own.size() / std::max<std::int64_t>(1, own.dim(0)) * rows;
        double signal = 0.0;
        double error = 0.0;
        const float *x = own.values<float>().data();
        const float *y = other.values<float>().data();
        for (std::int64_t i = 0; i < std::min(used, other.size()); ++i) {
            const double difference = double{x[i]} - double{y[i]};
            signal += double{x[i]} * double{x[i]};
            error += difference * difference;
        }
        one.signal += signal;
        one.error += error;
    };
    const auto take = [&](std::int64_t variant, std::int64_t begin, std::int64_t end, const TensorMap &outputs) {
        const auto index = static_cast<std::size_t>(variant + 1);
        const Tensor logits = outputs.at(name).toFloat();
        const std::int64_t classes = read(data, begin, end, logits, all[index].answers.items);
        const std::lock_guard lock(mutex);
        all[index].answers.classes = classes;
        if (variant >= 0) {
            waiting[begin].emplace_back(index, logits);
            return;
        }
        for (const auto &[which, other] : waiting[begin]) { // the run itself comes last
            compare(all[which], logits, other, end - begin);
        }
        waiting.erase(begin);
    };
    m_runner.runVariants(data, backend, variants, take, job);
    return all;
}

Accuracy Classifier::classify(const Dataset &data, ProductBackend &backend, const JobContext &job) const
{
    const Answers answers = predict(data, backend, job);
    const auto right = std::count_if(answers.items.begin(), answers.items.end(), [](const Prediction &p) { return p.rank == 0; });
    return {.correct = right, .count = data.size()};
}

} // namespace vsq
