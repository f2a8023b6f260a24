// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/executor.h"

#include "core/base/mappedfile.h"
#include "core/network/operators/inferencecall.h"
#include "core/network/operators/operatortable.h"
#include "core/reference/executorprivate.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace vsq {

namespace {

/// Slots that several products read as their first input.
std::vector<bool> readByProducts(const ExecutionPlan &plan, std::size_t slots)
{
    std::vector<int> readers(slots, 0);
    for (const Step &step : plan.steps) {
        for (const StepNode &node : step.nodes) {
            const ProductKind product = operatorTable().find(*node.node)->product;
            if ((product == ProductKind::MatMul || product == ProductKind::Gemm) && node.inputs[0] != kNoSlot) {
                ++readers[node.inputs[0]];
            }
        }
    }
    std::vector<bool> shared(slots);
    std::transform(readers.begin(), readers.end(), shared.begin(), [](int count) { return count > 1; });
    return shared;
}

/// A value that is not finite and was there before any operator ran is the data's.
Error blamingInputs(const Error &error, const TensorMap &inputs)
{
    if (error.found().find("infinity") == std::string::npos && error.found().find("NaN") == std::string::npos) {
        return error;
    }
    for (const auto &[name, tensor] : inputs) {
        if (tensor.dtype() != DType::Float32) {
            continue;
        }
        const auto values = tensor.values<float>();
        const auto bad = std::find_if(values.begin(), values.end(), [](float x) { return !std::isfinite(x); });
        if (bad != values.end()) {
            return {error.place(), error.problem(), error.expected(),
                    error.found() + "; the data bring it: input '" + name + "', element " + std::to_string(bad - values.begin())};
        }
    }
    return error;
}

} // namespace

std::uint64_t nextRun()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

Executor::Private::Private(std::shared_ptr<const Graph> network)
    : graph(std::move(network)), plan(*graph), chained(plan.withViews(*graph).withChains(*graph)),
      biased(plan.withViews(*graph).withBiases(*graph).withChains(*graph)), constants(plan.slotOfValue.size()),
      shared(readByProducts(plan, plan.slotOfValue.size())), caches(graph->nodes.size())
{
    for (const auto &[name, tensor] : graph->constants) {
        constants[plan.slotOfValue.at(name)] = isFloating(tensor.dtype()) ? tensor.toFloat() : tensor;
    }
}

Tensor Executor::Private::input(const ValueInfo &info, const TensorMap &inputs) const
{
    const Place place{.file = graph->sourceFile, .item = "input '" + info.name + "'"};
    const auto found = inputs.find(info.name);
    if (found == inputs.end()) {
        std::string names;
        for (const auto &[name, tensor] : inputs) {
            names += (names.empty() ? "'" : ", '") + name + "'";
        }
        throw Error(place, "missing", "an array of that name", names.empty() ? "no arrays" : names);
    }
    const Tensor &tensor = found->second;
    bool fits = !info.rankIsKnown || tensor.rank() == info.shape.size();
    for (std::size_t i = 0; fits && i < info.shape.size(); ++i) {
        fits = info.shape[i] < 0 || info.shape[i] == tensor.dim(i);
    }
    if (!fits) {
        throw Error(place, "shape", toString(info.shape), toString(tensor.shape()));
    }
    if (isFloating(info.type) && isFloating(tensor.dtype())) {
        return tensor.toFloat();
    }
    if (info.type != tensor.dtype()) {
        throw Error(place, "element type", std::string(nameOf(info.type)), std::string(nameOf(tensor.dtype())));
    }
    return tensor;
}

std::int64_t Executor::Private::batchItems(const TensorMap &inputs) const
{
    if (graph->inputs.empty() || graph->inputs.front().shape.empty()) {
        return 1;
    }
    const ValueInfo &first = graph->inputs.front();
    // A named dimension was open in the file and has been bound since.
    const bool named = !first.dimNames.empty() && !first.dimNames.front().empty();
    const bool isBatch = first.shape.front() < 0 || first.shape.size() > 2 || named;
    return isBatch ? std::max<std::int64_t>(1, inputs.find(first.name)->second.dim(0)) : 1;
}

TensorMap Executor::Private::results(const std::vector<Tensor> &values) const
{
    TensorMap result;
    for (const ValueInfo &info : graph->outputs) {
        result.insert_or_assign(info.name, values[plan.slotOfValue.at(info.name)]);
    }
    return result;
}

TensorMap Executor::Private::run(const std::vector<Step> &steps, std::size_t count, const TensorMap &inputs,
                                 ProductBackend &backend, const JobContext &job,
                                 const std::function<void(const Node &, std::span<const Tensor>)> &nodeDone, bool lastOnly) const
{
    std::vector<Tensor> values = constants;
    for (const ValueInfo &info : graph->inputs) {
        values[plan.slotOfValue.at(info.name)] = input(info, inputs);
    }
    const std::int64_t items = batchItems(inputs);
    const std::uint64_t number = nextRun();
    TensorMap result;
    for (std::size_t at = 0; at < count; ++at) {
        job.check();
        const Step &step = steps[at];
        const Node &node = *step.nodes.back().node;
        Outputs outputs = execute(step, values, items, backend, number, job);
        if (nodeDone && !outputs.empty()) {
            nodeDone(node, outputs);
        }
        for (std::size_t i = 0; i < std::min(outputs.size(), step.outputs.size()); ++i) {
            if (lastOnly && at + 1 == count && step.outputs[i] != kNoSlot) {
                result.insert_or_assign(node.outputs[i], outputs[i]);
            }
            if (step.outputs[i] != kNoSlot) {
                values[step.outputs[i]] = std::move(outputs[i]);
            }
        }
        for (const std::size_t slot : step.last) {
            values[slot] = Tensor();
        }
    }
    MappedFile::requireUnchanged();
    if (!lastOnly) {
        for (const ValueInfo &info : graph->outputs) {
            result.insert_or_assign(info.name, values[plan.slotOfValue.at(info.name)]);
        }
    }
    return result;
}

Executor::Executor(std::shared_ptr<const Graph> graph) : d(std::make_unique<Private>(std::move(graph))) {}

Executor::~Executor() = default;

const Graph &Executor::graph() const
{
    return *d->graph;
}

TensorMap Executor::run(const TensorMap &inputs, ProductBackend &backend, const JobContext &job) const
{
    const ExecutionPlan &plan = nodeDone ? d->plan : backend.addsRowBias() ? d->biased : d->chained;
    const std::vector<Step> &steps = plan.steps;
    try {
        return d->run(steps, steps.size(), inputs, backend, job, nodeDone, false);
    } catch (const Error &error) {
        throw blamingInputs(error, inputs);
    }
}

void Executor::runVariants(const TensorMap &inputs, ProductBackend &backend, std::span<const Variant> variants,
                           const VariantSink &sink, const JobContext &job) const
{
    d->runVariants(inputs, backend, variants, sink, job);
}

TensorMap Executor::runUntil(std::size_t last, const TensorMap &inputs, ProductBackend &backend, const JobContext &job) const
{
    const std::vector<Step> &steps = d->plan.steps;
    try {
        return d->run(steps, std::min(last + 1, steps.size()), inputs, backend, job, nodeDone, true);
    } catch (const Error &error) {
        throw blamingInputs(error, inputs);
    }
}

} // namespace vsq
