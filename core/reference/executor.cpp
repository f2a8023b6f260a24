// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/executor.h"

#include "core/reference/operators/operator.h"

#include <algorithm>
#include <new>
#include <unordered_map>

namespace vsq {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Step {
    const Node *node = nullptr;
    const OperatorEntry *entry = nullptr;
    std::vector<std::size_t> inputs;  ///< slots; kNone = left out
    std::vector<std::size_t> outputs; ///< slots; kNone = unused
    std::vector<bool> constant;       ///< for each input
    std::vector<std::size_t> last;    ///< slots whose last use this is
};

bool isFloating(DType type)
{
    return type == DType::Float32 || type == DType::Float64 || type == DType::Float16 || type == DType::BFloat16;
}

std::string list(const std::vector<std::string_view> &names)
{
    std::string text;
    for (const std::string_view name : names) {
        text += (text.empty() ? "" : ", ") + std::string(name);
    }
    return text.empty() ? "no attributes" : "one of " + text;
}

const OperatorEntry *checked(const Graph &graph, const Node &node)
{
    const Place place{.file = graph.sourceFile, .item = node.describe()};
    const OperatorEntry *entry = operatorRegistry().find(node);
    if (entry == nullptr) {
        throw Error(place, "operator '" + (node.domain.empty() ? "" : node.domain + ".") + node.op + "' is not supported");
    }
    for (const auto &[name, value] : node.attributes) {
        if (std::find(entry->attributes.begin(), entry->attributes.end(), name) == entry->attributes.end()) {
            throw Error(place, "attribute '" + name + "' is not supported", list(entry->attributes), "'" + name + "'");
        }
    }
    const std::size_t given = node.inputs.size();
    bool whole = given >= entry->leastInputs && given <= entry->mostInputs;
    for (std::size_t i = 0; whole && i < entry->leastInputs; ++i) {
        whole = !node.inputs[i].empty();
    }
    if (!whole) {
        throw Error(place, "inputs",
                    entry->leastInputs == entry->mostInputs ? std::to_string(entry->leastInputs)
                                                            : std::to_string(entry->leastInputs) + " to " + std::to_string(entry->mostInputs),
                    std::to_string(given));
    }
    return entry;
}

} // namespace

struct Executor::Private {
    std::shared_ptr<const Graph> graph;
    std::vector<Step> steps;
    std::unordered_map<std::string, std::size_t> slots;
    std::vector<Tensor> constants; ///< by slot; others are empty
    mutable std::vector<OperatorCache> caches; ///< by step

    explicit Private(std::shared_ptr<const Graph> network) : graph(std::move(network)), caches(graph->nodes.size())
    {
        for (const auto &[name, tensor] : graph->constants) {
            slots.emplace(name, slots.size());
            constants.push_back(isFloating(tensor.dtype()) ? tensor.toFloat() : tensor);
        }
        const std::size_t constantCount = slots.size();
        const auto slotOf = [&](const std::string &name) {
            return name.empty() ? kNone : slots.emplace(name, slots.size()).first->second;
        };
        for (const ValueInfo &input : graph->inputs) {
            slotOf(input.name);
        }
        for (const Node &node : graph->nodes) {
            Step step;
            step.node = &node;
            step.entry = checked(*graph, node);
            for (const std::string &name : node.inputs) {
                step.inputs.push_back(slotOf(name));
                step.constant.push_back(step.inputs.back() < constantCount);
            }
            for (const std::string &name : node.outputs) {
                step.outputs.push_back(slotOf(name));
            }
            steps.push_back(std::move(step));
        }
        markLastUses(constantCount);
        constants.resize(slots.size());
    }

    void markLastUses(std::size_t constantCount)
    {
        std::vector<bool> used(slots.size(), false);
        for (const ValueInfo &output : graph->outputs) {
            if (const auto found = slots.find(output.name); found != slots.end()) {
                used[found->second] = true;
            }
        }
        std::fill(used.begin(), used.begin() + static_cast<std::ptrdiff_t>(constantCount), true);
        for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
            for (const auto *group : {&step->inputs, &step->outputs}) {
                for (const std::size_t slot : *group) {
                    if (slot != kNone && !used[slot]) {
                        used[slot] = true;
                        step->last.push_back(slot);
                    }
                }
            }
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
        bool fits = tensor.rank() == info.shape.size();
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

    Outputs execute(std::size_t at, std::vector<Tensor> &values, std::int64_t items, ProductBackend &backend) const
    {
        const Step &step = steps[at];
        std::vector<Tensor> inputs;
        inputs.reserve(step.inputs.size());
        for (std::size_t i = 0; i < step.inputs.size(); ++i) {
            const std::size_t slot = step.inputs[i];
            if (slot == kNone) {
                inputs.emplace_back();
                continue;
            }
            const bool ends = std::find(step.last.begin(), step.last.end(), slot) != step.last.end()
                && std::find(step.inputs.begin() + static_cast<std::ptrdiff_t>(i) + 1, step.inputs.end(), slot) == step.inputs.end();
            inputs.push_back(ends ? std::move(values[slot]) : values[slot]);
        }
        Call call(*step.node, graph->opset, items, backend, caches[at], std::move(inputs), step.constant);
        try {
            return step.entry->run(call);
        } catch (const std::bad_alloc &) {
            throw Error({.file = graph->sourceFile, .item = step.node->describe()}, "result", "memory for it", "not enough");
        } catch (const Error &error) {
            // Say where, unless it is known already.
            if (!error.place().file.empty() || graph->sourceFile.empty()) {
                if (!error.place().item.empty()) {
                    throw;
                }
            }
            const std::string item = error.place().item.empty() ? step.node->describe() : error.place().item;
            throw Error({.file = graph->sourceFile, .item = item}, error.problem(), error.expected(), error.found());
        }
    }

    TensorMap run(std::size_t count, const TensorMap &inputs, ProductBackend &backend, const JobContext &job,
                  const std::function<void(const Node &, std::span<const Tensor>)> &nodeDone, bool lastOnly) const
    {
        std::vector<Tensor> values = constants;
        for (const ValueInfo &info : graph->inputs) {
            values[slots.at(info.name)] = input(info, inputs);
        }
        const std::int64_t items = batchItems(inputs);
        TensorMap result;
        for (std::size_t at = 0; at < count; ++at) {
            job.check();
            const Step &step = steps[at];
            Outputs outputs = execute(at, values, items, backend);
            if (nodeDone) {
                nodeDone(*step.node, outputs);
            }
            for (std::size_t i = 0; i < std::min(outputs.size(), step.outputs.size()); ++i) {
                if (lastOnly && at + 1 == count && step.outputs[i] != kNone) {
                    result.insert_or_assign(step.node->outputs[i], outputs[i]);
                }
                if (step.outputs[i] != kNone) {
                    values[step.outputs[i]] = std::move(outputs[i]);
                }
            }
            for (const std::size_t slot : step.last) {
                values[slot] = Tensor();
            }
        }
        if (!lastOnly) {
            for (const ValueInfo &info : graph->outputs) {
                result.insert_or_assign(info.name, values[slots.at(info.name)]);
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
    return d->run(d->steps.size(), inputs, backend, job, nodeDone, false);
}

TensorMap Executor::runUntil(std::size_t last, const TensorMap &inputs, ProductBackend &backend, const JobContext &job) const
{
    return d->run(std::min(last + 1, d->steps.size()), inputs, backend, job, nodeDone, true);
}

} // namespace vsq
