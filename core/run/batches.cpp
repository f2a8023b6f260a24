// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/batches.h"

#include "core/base/error.h"

#include "core/base/handover.h"
#include "core/data/slice.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <cstring>
#include <mutex>

namespace vsq {

namespace {

/// Small enough that a batch's activations stay in the caches, large enough that a product has columns to work on.
constexpr std::int64_t kBatch = 8;
/// Of many variants: each step's fixed costs and the packing of its weights weigh half as much.
constexpr std::int64_t kVariantBatch = 2 * kBatch;

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

/// The items, the last repeated until there are `count`.
Tensor filledUp(const Tensor &part, std::int64_t count)
{
    const std::int64_t given = part.dim(0);
    if (given == count) {
        return part;
    }
    Shape shape = part.shape();
    shape[0] = count;
    Tensor whole(part.dtype(), shape);
    char *out = static_cast<char *>(whole.mutableBytes());
    std::memcpy(out, part.bytes(), part.byteSize());
    const std::size_t one = part.byteSize() / static_cast<std::size_t>(given);
    for (std::size_t at = part.byteSize(); at < whole.byteSize(); at += one) {
        std::memcpy(out + at, static_cast<const char *>(part.bytes()) + part.byteSize() - one, one);
    }
    return whole;
}

} // namespace

BatchRunner::BatchRunner(std::shared_ptr<const Graph> graph)
    : m_graph(std::move(graph)), m_executor(m_graph), m_batch(fixedBatch(*m_graph)), m_fixed(m_batch > 0)
{
    if (!m_fixed) {
        m_batch = kBatch;
    }
    if (m_graph->outputs.empty()) {
        throw Error({.file = m_graph->sourceFile, .item = {}}, "network", "at least one output", "none");
    }
}

namespace {

/// A value that is not finite is born of these items, though a layer met it.
template <typename Compute>
auto namingItems(const Dataset &data, std::int64_t begin, std::int64_t end, const Compute &compute)
{
    try {
        return compute();
    } catch (const Error &error) {
        const bool notFinite = error.found().find("infinity") != std::string::npos
                               || error.found().find("NaN") != std::string::npos;
        if (!notFinite || data.path.empty()) {
            throw;
        }
        throw Error(error.place(), error.problem(), error.expected(),
                    error.found() + "; of " + data.path + ", " + data.placeOf(begin)
                        + (end - begin > 1 ? " to " + data.placeOf(end - 1) : std::string()));
    }
}

} // namespace

void BatchRunner::run(const Dataset &data, ProductBackend &backend, const Sink &sink, const JobContext &job) const
{
    JobContext quiet;
    quiet.stop = job.stop;
    forBatches(
        data, m_batch,
        [&](std::int64_t begin, std::int64_t end, const TensorMap &inputs) {
            sink(begin, end, namingItems(data, begin, end, [&] { return m_executor.run(inputs, backend, quiet); }));
        },
        job);
}

void BatchRunner::runVariants(const Dataset &data, ProductBackend &backend, std::span<const Executor::Variant> variants,
                              const VariantSink &sink, const JobContext &job) const
{
    JobContext quiet;
    quiet.stop = job.stop;
    const bool hasPlenty = data.size() >= kVariantBatch * tbb::this_task_arena::max_concurrency();
    forBatches(
        data, m_fixed || !hasPlenty ? m_batch : kVariantBatch,
        [&](std::int64_t begin, std::int64_t end, const TensorMap &inputs) {
            namingItems(data, begin, end, [&] {
                m_executor.runVariants(
                    inputs, backend, variants,
                    [&](std::int64_t variant, const TensorMap &outputs) { sink(variant, begin, end, outputs); }, quiet);
            });
        },
        job);
}

void BatchRunner::forBatches(const Dataset &data, std::int64_t size,
                             const std::function<void(std::int64_t begin, std::int64_t end, const TensorMap &inputs)> &takeBatch,
                             const JobContext &job) const
{
    const std::int64_t count = data.size();
    const std::int64_t batches = (count + size - 1) / size;
    std::mutex mutex;
    std::int64_t done = 0;
    const auto take = [&](std::int64_t batch) {
        job.check();
        const std::int64_t begin = batch * size;
        const std::int64_t end = std::min(count, begin + size);
        const auto compute = [&] {
            TensorMap inputs;
            std::vector<Tensor> items = data.batch(begin, end);
            for (std::size_t i = 0; i < items.size(); ++i) {
                inputs.emplace(m_graph->inputs[i].name, filledUp(items[i], rows(begin, end)));
            }
            takeBatch(begin, end, inputs);
        };
        if (batch > 0 && batches - batch > tbb::this_task_arena::max_concurrency()) {
            // There are batches enough for all threads: cutting products up as well would only cost.
            tbb::task_arena(1).execute(compute);
        } else {
            // Isolated: a thread that waits inside one batch must not begin another one on top of it.
            tbb::this_task_arena::isolate(compute);
        }
        const std::lock_guard lock(mutex);
        done += end - begin;
        job.report(done, count);
    };
    // The first batch alone fills the caches of weights, once and without threads waiting for each other.
    take(0);
    handOver(
        [&](const tbb::blocked_range<std::int64_t> &range) {
            for (std::int64_t batch = range.begin(); batch < range.end(); ++batch) {
                take(batch);
            }
        },
        [&](const auto &body) { tbb::parallel_for(tbb::blocked_range<std::int64_t>(1, batches, 1), body); });
}

} // namespace vsq
