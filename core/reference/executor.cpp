// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/executor.h"

#include "core/base/mappedfile.h"
#include "core/network/operators/inferencecall.h"
#include "core/network/operators/operatortable.h"
#include "core/reference/executionplan.h"
#include "core/reference/rowchain.h"
#include "core/tensor/nomemory.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <new>

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

constexpr int kSlotBits = 24;

/// Of all executors, so that values of different runs never have one name.
std::uint64_t nextRun()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
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

struct Executor::Private {
    std::shared_ptr<const Graph> graph;
    ExecutionPlan plan;                        ///< node by node, where somebody looks at each or stops at one
    ExecutionPlan chained;                     ///< otherwise
    ExecutionPlan biased;                      ///< the same for backends that add biases
    std::vector<Tensor> constants;             ///< by slot; others are empty
    std::vector<bool> shared;                  ///< by slot: several products read it
    mutable std::vector<OperatorCache> caches; ///< by node

    explicit Private(std::shared_ptr<const Graph> network)
        : graph(std::move(network)), plan(*graph), chained(plan.withViews(*graph).withChains(*graph)),
          biased(plan.withViews(*graph).withBiases(*graph).withChains(*graph)), constants(plan.slotOfValue.size()),
          shared(readByProducts(plan, plan.slotOfValue.size())), caches(graph->nodes.size())
    {
        for (const auto &[name, tensor] : graph->constants) {
            constants[plan.slotOfValue.at(name)] = isFloating(tensor.dtype()) ? tensor.toFloat() : tensor;
        }
    }

    /// The given input as the network wants it; throws Error otherwise.
    Tensor input(const ValueInfo &info, const TensorMap &inputs) const
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

    /// Items of the batch: the first input's first dimension where that is open or the input is image-like.
    std::int64_t batchItems(const TensorMap &inputs) const
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

    /// The node's inputs; those that end with this step are given away.
    std::vector<Tensor> take(const Step &step, const StepNode &node, std::vector<Tensor> &values) const
    {
        std::vector<Tensor> inputs;
        inputs.reserve(node.inputs.size());
        for (const std::size_t slot : node.inputs) {
            if (slot == kNoSlot) {
                inputs.emplace_back();
                continue;
            }
            std::size_t uses = 0; // within the step
            for (const StepNode &other : step.nodes) {
                uses += static_cast<std::size_t>(std::count(other.inputs.begin(), other.inputs.end(), slot));
            }
            const bool ends = uses == 1 && std::find(step.last.begin(), step.last.end(), slot) != step.last.end();
            inputs.push_back(ends ? std::move(values[slot]) : values[slot]);
        }
        return inputs;
    }

    Outputs runNode(const StepNode &node, std::vector<Tensor> inputs, std::int64_t items, ProductBackend &backend,
                    std::uint64_t run, const JobContext &job) const
    {
        Call call(*node.node, node.node->opset > 0 ? node.node->opset : graph->opset, items, backend, caches[node.index],
                  std::move(inputs), node.constant);
        call.job = &job;
        call.rowBias = node.addsBias ? call.in(node.inputs.size() - 1).values<float>().data() : nullptr;
        call.orders = node.orders.isNone() ? nullptr : &node.orders;
        if (!node.inputs.empty() && node.inputs[0] != kNoSlot && shared[node.inputs[0]]) {
            call.firstValue = (run << kSlotBits) + node.inputs[0];
        }
        try {
            return node.kernel(call);
        } catch (const std::bad_alloc &error) {
            throw Error({.file = graph->sourceFile, .item = node.node->describe()}, "result", memoryFor(error), "not enough");
        } catch (const Error &error) {
            // Say where, unless it is known already.
            if (!error.place().file.empty() || graph->sourceFile.empty()) {
                if (!error.place().item.empty()) {
                    throw;
                }
            }
            const std::string &at = error.place().item; // a row of an operand is nothing without its node
            const bool named = at.find("'" + node.node->name + "'") != std::string::npos;
            const std::string item = at.empty() ? node.node->describe() : named ? at : node.node->describe() + ": " + at;
            throw Error({.file = graph->sourceFile, .item = item}, error.problem(), error.expected(), error.found());
        }
    }

    /// Whether the branch that the step belongs to is taken: where its condition was never computed, another one around it is
    /// not.
    static bool isTaken(const Step &step, const std::vector<Tensor> &values)
    {
        if (step.guard == kNoSlot) {
            return true;
        }
        const Tensor &condition = values[step.guard];
        return condition.dtype() == DType::Bool && condition.size() == 1 && condition.values<bool>()[0] == step.guardIs;
    }

    Outputs execute(const Step &step, std::vector<Tensor> &values, std::int64_t items, ProductBackend &backend, std::uint64_t run,
                    const JobContext &job) const
    {
        if (!isTaken(step, values)) {
            return {};
        }
        if (!step.rows) {
            return runNode(step.nodes[0], take(step, step.nodes[0], values), items, backend, run, job);
        }
        std::vector<RowLink> links;
        for (const StepNode &node : step.nodes) {
            links.push_back({.node = node.node, .through = node.through, .inputs = take(step, node, values)});
        }
        if (std::optional<Tensor> result = runRowChain(links, graph->opset, backend)) {
            return {std::move(*result)};
        }
        Outputs outputs;
        for (std::size_t i = 0; i < links.size(); ++i) {
            if (i > 0) {
                links[i].inputs[links[i].through] = std::move(outputs[0]);
            }
            outputs = runNode(step.nodes[i], std::move(links[i].inputs), items, backend, run, job);
        }
        return outputs;
    }

    void advance(const Step &step, std::vector<Tensor> &values, std::int64_t items, ProductBackend &backend, std::uint64_t run,
                 const JobContext &job) const
    {
        Outputs outputs = execute(step, values, items, backend, run, job);
        for (std::size_t i = 0; i < std::min(outputs.size(), step.outputs.size()); ++i) {
            if (step.outputs[i] != kNoSlot) {
                values[step.outputs[i]] = std::move(outputs[i]);
            }
        }
        for (const std::size_t slot : step.last) {
            values[slot] = Tensor();
        }
    }

    /// A step before its turn: its inputs stay for the steps between.
    void computeAhead(const Step &step, std::vector<Tensor> &values, std::int64_t items, ProductBackend &backend,
                      std::uint64_t run, const JobContext &job) const
    {
        std::vector<Tensor> kept = values;
        Outputs outputs = execute(step, kept, items, backend, run, job);
        for (std::size_t i = 0; i < std::min(outputs.size(), step.outputs.size()); ++i) {
            if (step.outputs[i] != kNoSlot) {
                values[step.outputs[i]] = std::move(outputs[i]);
            }
        }
    }

    /// Whether the step reads one of the slots.
    static bool reads(const Step &step, const std::vector<bool> &slots)
    {
        const auto isIn = [&](std::size_t slot) { return slot != kNoSlot && slots[slot]; };
        return isIn(step.guard) || std::any_of(step.nodes.begin(), step.nodes.end(), [&](const StepNode &node) {
                   return std::any_of(node.inputs.begin(), node.inputs.end(), isIn);
               });
    }

    static void mark(const Step &step, std::vector<bool> &slots)
    {
        for (const std::size_t slot : step.outputs) {
            if (slot != kNoSlot) {
                slots[slot] = true;
            }
        }
    }

    TensorMap results(const std::vector<Tensor> &values) const
    {
        TensorMap result;
        for (const ValueInfo &info : graph->outputs) {
            result.insert_or_assign(info.name, values[plan.slotOfValue.at(info.name)]);
        }
        return result;
    }

    void runVariants(const TensorMap &inputs, ProductBackend &backend, std::span<const Variant> variants, const VariantSink &sink,
                     const JobContext &job) const
    {
        const std::vector<Step> &steps = chained.steps;
        std::vector<std::vector<std::size_t>> forks(steps.size()); // variants by the step of their node
        for (std::size_t v = 0; v < variants.size(); ++v) {
            const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step &each) {
                return std::any_of(each.nodes.begin(), each.nodes.end(),
                                   [&](const StepNode &node) { return node.index == variants[v].node; });
            });
            if (step == steps.end()) {
                throw Error({.file = graph->sourceFile, .item = {}}, "node of a variant", "one of the graph's",
                            std::to_string(variants[v].node));
            }
            forks[static_cast<std::size_t>(step - steps.begin())].push_back(v);
        }
        std::vector<Tensor> values = constants;
        for (const ValueInfo &info : graph->inputs) {
            values[plan.slotOfValue.at(info.name)] = input(info, inputs);
        }
        const std::int64_t items = batchItems(inputs);
        const std::uint64_t number = nextRun();
        std::vector<bool> done(steps.size(), false);      // the run's own steps: some are computed before their turn
        std::vector<bool> other(plan.slotOfValue.size()); // slots that a variant has values of its own in
        for (std::size_t at = 0; at < steps.size(); ++at) {
            for (const std::size_t v : forks[at]) {
                std::vector<Tensor> branch = values; // shares all storage; who writes into a value copies it first
                const std::uint64_t own = nextRun(); // its values are others under the same slots
                other.assign(other.size(), false);
                for (std::size_t i = at; i < steps.size(); ++i) {
                    job.check();
                    const Step &step = steps[i];
                    if (i == at || reads(step, other)) {
                        advance(step, branch, items, i == at ? *variants[v].backend : backend, own, job);
                        mark(step, other);
                        continue;
                    }
                    // Not touched by the change (attention's K where Q is another): the run itself needs it too, and only once.
                    if (!done[i]) {
                        computeAhead(step, values, items, backend, number, job);
                        done[i] = true;
                    }
                    for (const std::size_t slot : step.outputs) {
                        if (slot != kNoSlot) {
                            branch[slot] = values[slot];
                        }
                    }
                    for (const std::size_t slot : step.last) {
                        branch[slot] = Tensor();
                    }
                }
                sink(static_cast<std::int64_t>(v), results(branch));
            }
            job.check();
            if (done[at]) {
                for (const std::size_t slot : steps[at].last) {
                    values[slot] = Tensor();
                }
            } else {
                advance(steps[at], values, items, backend, number, job);
            }
        }
        sink(-1, results(values));
    }

    TensorMap run(const std::vector<Step> &steps, std::size_t count, const TensorMap &inputs, ProductBackend &backend,
                  const JobContext &job, const std::function<void(const Node &, std::span<const Tensor>)> &nodeDone,
                  bool lastOnly) const
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
};

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
