// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/validation.h"
#include "core/network/shapeinference.h"
#include "core/reference/operators/evaluate.h"
#include "core/reference/passes/fold.h"
#include "core/tensor/nomemory.h"

#include <algorithm>
#include <new>
#include <unordered_set>

namespace vsq {

namespace {

constexpr std::int64_t kMostMade = std::int64_t{1} << 29;     ///< bytes that constants may grow by in all
constexpr std::int64_t kUsualGrowth = 8;                      ///< four-bit weights in a byte become float32: not counted
constexpr std::int64_t kMostProducts = std::int64_t{1} << 34; ///< multiplications of a product that is computed ahead

class Folding {
public:
    Folding(Graph &graph, const JobContext &job) : m_graph(graph), m_job(job), m_inference(graph)
    {
        for (const ValueInfo &output : graph.outputs) {
            m_outputs.insert(output.name);
        }
    }

    void run()
    {
        std::vector<Node> kept;
        for (Node &node : m_graph.nodes) {
            m_job.check();
            m_inference.add(node);
            if (!fold(node)) {
                kept.push_back(std::move(node));
            }
        }
        m_graph.nodes = std::move(kept);
        for (auto &[name, value] : m_inference.values()) {
            m_graph.values.insert_or_assign(name, std::move(value));
        }
    }

private:
    /// Whether the node's values are constants of the graph now.
    bool fold(const Node &node)
    {
        const bool isOutput = std::any_of(node.outputs.begin(), node.outputs.end(),
                                          [&](const std::string &value) { return m_outputs.contains(value); });
        // A node that the executor does not know stays; the executor says so with its name.
        if (isOutput || !isSupported(node)) {
            return false;
        }
        // A condition within a branch says too whether that one is taken; how long a loop takes nobody knows.
        if (node.body != nullptr || (!node.guard.empty() && node.op == "Identity")) {
            return false;
        }
        std::optional<Outputs> values = fromShapes(node);
        if (!values) {
            try {
                values = fromConstants(node);
            } catch (const Error &) {
                if (node.guard.empty()) {
                    throw;
                }
                return false; // of a branch that may never be taken
            }
        }
        if (!values || values->size() < node.outputs.size()) {
            return false;
        }
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            const std::string &name = node.outputs[i];
            if (!name.empty()) {
                const auto entry = m_graph.constants.insert_or_assign(name, std::move((*values)[i])).first;
                m_inference.setConstant(name, entry->second);
                m_graph.values.erase(name);
            }
        }
        return true;
    }

    /// What follows from known dimensions.
    std::optional<Outputs> fromShapes(const Node &node)
    {
        std::optional<Tensor> value = node.outputs.size() == 1 ? m_inference.integers(node.outputs[0]) : std::nullopt;
        return value ? std::optional(Outputs{std::move(*value)}) : std::nullopt;
    }

    std::optional<Outputs> fromConstants(const Node &node)
    {
        std::vector<Tensor> inputs;
        std::int64_t given = 0;
        for (const std::string &input : node.inputs) {
            const Tensor *constant = m_graph.constant(input);
            if (constant == nullptr && !input.empty()) {
                return std::nullopt;
            }
            inputs.push_back(constant == nullptr ? Tensor() : *constant);
            given += constant == nullptr ? 0 : static_cast<std::int64_t>(constant->byteSize());
        }
        if (isLong(node)) {
            return std::nullopt;
        }
        account(node, bytesOf(node), given);
        Outputs made = evaluated(node, std::move(inputs));
        if (bytesOf(node) < 0) {
            std::int64_t bytes = 0;
            for (const Tensor &tensor : made) {
                bytes += static_cast<std::int64_t>(tensor.byteSize());
            }
            account(node, bytes, given);
        }
        return made;
    }

    Outputs evaluated(const Node &node, std::vector<Tensor> inputs) const
    {
        const Place place{.file = m_graph.sourceFile, .item = node.describe()};
        try {
            return evaluate(node, node.opset > 0 ? node.opset : m_graph.opset, std::move(inputs));
        } catch (const std::bad_alloc &error) {
            throw Error(place, "result", memoryFor(error), "not enough");
        } catch (const Error &error) {
            throw Error({.file = place.file, .item = error.place().item.empty() ? place.item : error.place().item},
                        error.problem(), error.expected(), error.found());
        }
    }

    /// A product that would keep the reader waiting is left to the run.
    bool isLong(const Node &node)
    {
        if (operatorTable().find(node)->product == ProductKind::None) {
            return false;
        }
        const KnownValue *y = m_inference.find(node.outputs[0]);
        const std::int64_t count = y != nullptr && y->shape ? openCount(*y->shape) : -1;
        const Tensor *w = m_graph.constant(node.inputs[operatorTable().find(node)->right % node.inputs.size()]);
        if (count < 0 || w == nullptr || w->rank() == 0) {
            return true;
        }
        const std::int64_t largest = std::max<std::int64_t>(1, *std::max_element(w->shape().begin(), w->shape().end()));
        return count > kMostProducts / std::max<std::int64_t>(1, w->size() / largest); // the inner dimension, about
    }

    /// Of the node's results; -1 where they are not known beforehand.
    std::int64_t bytesOf(const Node &node)
    {
        std::int64_t bytes = 0;
        for (const std::string &output : node.outputs) {
            const KnownValue *value = output.empty() ? nullptr : m_inference.find(output);
            if (value == nullptr) {
                continue;
            }
            const std::int64_t count = value->shape && value->type ? openCount(*value->shape) : -1;
            if (count < 0) {
                return -1;
            }
            bytes += count * static_cast<std::int64_t>(sizeOf(*value->type));
        }
        return bytes;
    }

    void account(const Node &node, std::int64_t bytes, std::int64_t given)
    {
        m_made += std::max<std::int64_t>(0, bytes - kUsualGrowth * given);
        if (m_made > kMostMade) {
            throw Error({.file = m_graph.sourceFile, .item = node.describe()}, "constants that the network makes of nothing",
                        "at most " + std::to_string(kMostMade) + " bytes in all", std::to_string(m_made) + " with this one");
        }
    }

    Graph &m_graph;
    const JobContext &m_job;
    ShapeInference m_inference;
    std::unordered_set<std::string> m_outputs;
    std::int64_t m_made = 0;
};

} // namespace

void foldConstants(Graph &graph, const JobContext &job)
{
    Folding(graph, job).run();
}

} // namespace vsq
