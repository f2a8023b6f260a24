// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/classifier.h"

#include "core/study/slice.h"

#include <fmt/format.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <cstring>
#include <limits>
#include <mutex>

namespace vsq {

namespace {

/// Small enough that a batch's activations stay in the caches, large enough that a product has columns to work on.
constexpr std::int64_t kBatch = 8;

/// The first dimension that the inputs fix; 0 where all leave it open.
std::int64_t fixedBatch(const Graph &graph)
{
    for (const ValueInfo &input : graph.inputs) {
        if (!input.shape.empty() && input.shape[0] > 0) {
            return input.shape[0];
        }
    }
    return 0;
}

/// Items begin .. end-1, the last repeated until there are `count`.
Tensor batchOf(const Tensor &tensor, std::int64_t begin, std::int64_t end, std::int64_t count)
{
    const Tensor part = items(tensor, begin, end);
    if (end - begin == count) {
        return part;
    }
    Shape shape = tensor.shape();
    shape[0] = count;
    Tensor whole(tensor.dtype(), shape);
    char *out = static_cast<char *>(whole.mutableBytes());
    std::memcpy(out, part.bytes(), part.byteSize());
    const std::size_t one = part.byteSize() / static_cast<std::size_t>(end - begin);
    for (std::size_t at = part.byteSize(); at < whole.byteSize(); at += one) {
        std::memcpy(out + at, static_cast<const char *>(part.bytes()) + part.byteSize() - one, one);
    }
    return whole;
}

/// Index of the largest, the first of several; -1 where there is none (all NaN).
std::int64_t largest(const float *values, std::int64_t count)
{
    std::int64_t best = -1;
    float value = -std::numeric_limits<float>::infinity();
    for (std::int64_t i = 0; i < count; ++i) {
        if (values[i] > value || (best < 0 && values[i] == value)) {
            best = i;
            value = values[i];
        }
    }
    return best;
}

} // namespace

Classifier::Classifier(std::shared_ptr<const Graph> graph)
    : m_graph(std::move(graph)), m_executor(m_graph), m_batch(fixedBatch(*m_graph)), m_fixed(m_batch > 0)
{
    if (!m_fixed) {
        m_batch = kBatch;
    }
    if (m_graph->outputs.empty()) {
        throw Error({.file = m_graph->sourceFile, .item = {}}, "network", "at least one output", "none");
    }
}

std::int64_t Classifier::classifyBatch(const Dataset &data, std::int64_t begin, std::int64_t end,
                                       ProductBackend &backend, const JobContext &job) const
{
    TensorMap inputs;
    for (std::size_t i = 0; i < data.inputs.size(); ++i) {
        inputs.emplace(m_graph->inputs[i].name, batchOf(data.inputs[i], begin, end, m_fixed ? m_batch : end - begin));
    }
    const TensorMap outputs = m_executor.run(inputs, backend, job);
    const std::string &name = m_graph->outputs.front().name;
    const Tensor logits = outputs.at(name).toFloat();
    const std::int64_t expected = m_fixed ? m_batch : end - begin;
    if (logits.rank() < 2 || logits.dim(0) != expected) {
        throw Error({.file = m_graph->sourceFile, .item = "output '" + name + "'"}, "shape",
                    fmt::format("[{},classes]", expected), toString(logits.shape()));
    }
    const std::int64_t classes = logits.size() / logits.dim(0);
    std::int64_t correct = 0;
    for (std::int64_t i = begin; i < end; ++i) {
        const std::int64_t label = data.labels[static_cast<std::size_t>(i)];
        if (label < 0 || label >= classes) {
            throw Error({.file = data.path, .item = fmt::format("item {}", i)}, "label", fmt::format("0..{}", classes - 1),
                        std::to_string(label));
        }
        correct += largest(logits.values<float>().data() + (i - begin) * classes, classes) == label ? 1 : 0;
    }
    return correct;
}

Accuracy Classifier::classify(const Dataset &data, ProductBackend &backend, const JobContext &job) const
{
    const std::int64_t count = data.size();
    const std::int64_t batches = (count + m_batch - 1) / m_batch;
    JobContext quiet;
    quiet.stop = job.stop;
    std::atomic<std::int64_t> correct = 0;
    std::mutex mutex;
    std::int64_t done = 0;
    const auto runBatch = [&](std::int64_t batch) {
        job.check();
        const std::int64_t begin = batch * m_batch;
        const std::int64_t end = std::min(count, begin + m_batch);
        // Isolated: a thread that waits inside one batch must not begin another one on top of it.
        correct += tbb::this_task_arena::isolate([&] { return classifyBatch(data, begin, end, backend, quiet); });
        const std::lock_guard lock(mutex);
        done += end - begin;
        job.report(done, count);
    };
    // The first batch alone fills the caches of weights, once and without threads waiting for each other.
    runBatch(0);
    tbb::parallel_for(tbb::blocked_range<std::int64_t>(1, batches, 1), [&](const auto &range) {
        for (std::int64_t batch = range.begin(); batch < range.end(); ++batch) {
            runBatch(batch);
        }
    });
    return {.correct = correct, .count = count};
}

} // namespace vsq
