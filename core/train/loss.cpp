// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/loss.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vsq {

namespace {

constexpr double kSmallest = 1e-12; // a probability's logarithm stays finite

/// Logits in binary64, those of one output as [0, z].
std::vector<double> logitsOf(const float *x, std::int64_t values, AnswerKind kind)
{
    if (values == 1) {
        const double p = std::clamp(static_cast<double>(x[0]), kSmallest, 1.0 - 1e-7);
        return {0.0, kind == AnswerKind::Probabilities ? std::log(p / (1.0 - p)) : static_cast<double>(x[0])};
    }
    std::vector<double> z(x, x + values);
    if (kind == AnswerKind::Probabilities) {
        std::transform(z.begin(), z.end(), z.begin(), [](double p) { return std::log(std::max(p, kSmallest)); });
    }
    return z;
}

/// log softmax(z / temperature).
std::vector<double> logSoftmax(const std::vector<double> &z, double temperature)
{
    const double largest = *std::max_element(z.begin(), z.end());
    double sum = 0.0;
    for (const double value : z) {
        sum += std::exp((value - largest) / temperature);
    }
    std::vector<double> result(z.size());
    std::transform(z.begin(), z.end(), result.begin(),
                   [&](double value) { return (value - largest) / temperature - std::log(sum); });
    return result;
}

} // namespace

AnswerKind answerKindOf(const Graph &graph)
{
    const Node *node = graph.producerOf(graph.outputs.front().name);
    while (node != nullptr
           && (node->op == "Identity" || node->op == "Reshape" || node->op == "Squeeze" || node->op == "Flatten")) {
        node = graph.producerOf(node->inputs.front());
    }
    if (node != nullptr && (node->op == "Softmax" || node->op == "Sigmoid")) {
        return AnswerKind::Probabilities;
    }
    return node != nullptr && node->op == "LogSoftmax" ? AnswerKind::LogProbabilities : AnswerKind::Logits;
}

std::int64_t valuesAnItem(const Graph &graph, const Tensor &output, std::int64_t items)
{
    const bool fits = output.dtype() == DType::Float32 && output.rank() >= 1 && output.dim(0) == items
                      && (output.rank() <= 2 || output.size() == items * output.dim(1));
    if (!fits) {
        throw Error({.file = graph.sourceFile, .item = "output '" + graph.outputs.front().name + "'"}, "answers to fine-tune on",
                    "float32 [items, classes]", std::string(nameOf(output.dtype())) + " " + toString(output.shape()));
    }
    return output.size() / items;
}

Loss crossEntropy(const Tensor &output, std::span<const std::int64_t> labels, const LossOptions &options, const Tensor *teacher)
{
    const auto items = static_cast<std::int64_t>(labels.size());
    const std::int64_t values = output.size() / items;
    Loss loss{.value = 0.0, .gradient = Tensor(DType::Float32, output.shape()), .right = 0};
    const float *x = output.values<float>().data();
    float *gradient = loss.gradient.mutableValues<float>().data();
    const double imitated = teacher == nullptr ? 0.0 : options.distillation;
    for (std::int64_t item = 0; item < items; ++item, x += values, gradient += values) {
        const std::vector<double> z = logitsOf(x, values, options.kind);
        const auto classes = static_cast<double>(z.size());
        const auto label = static_cast<std::size_t>(labels[static_cast<std::size_t>(item)]);
        const std::vector<double> q = logSoftmax(z, 1.0);
        std::vector<double> slope(z.size());
        for (std::size_t c = 0; c < z.size(); ++c) {
            const double target = options.labelSmoothing / classes + (c == label ? 1.0 - options.labelSmoothing : 0.0);
            loss.value -= (1.0 - imitated) * target * q[c];
            slope[c] = (1.0 - imitated) * (std::exp(q[c]) - target);
        }
        if (imitated > 0.0) {
            const double t = options.temperature;
            const std::vector<double> own = logSoftmax(z, t);
            const std::vector<double> theirs = logSoftmax(
                logitsOf(teacher->values<float>().data() + item * values, values, options.kind), t);
            for (std::size_t c = 0; c < z.size(); ++c) {
                loss.value += imitated * t * t * std::exp(theirs[c]) * (theirs[c] - own[c]);
                slope[c] += imitated * t * (std::exp(own[c]) - std::exp(theirs[c]));
            }
        }
        loss.right += std::max_element(z.begin(), z.end()) - z.begin() == static_cast<std::ptrdiff_t>(label) ? 1 : 0;
        for (std::int64_t v = 0; v < values; ++v) {
            double d = slope[static_cast<std::size_t>(values == 1 ? 1 : v)];
            if (options.kind == AnswerKind::Probabilities) { // the logits' own derivative by what is there
                const double p = std::max(static_cast<double>(x[v]), kSmallest);
                d /= values == 1 ? p * std::max(1.0 - p, 1e-7) : p;
            }
            gradient[v] = static_cast<float>(d / static_cast<double>(items));
        }
    }
    loss.value /= static_cast<double>(items);
    return loss;
}

} // namespace vsq
