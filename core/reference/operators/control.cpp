// SPDX-License-Identifier: GPL-3.0-or-later
// If's choice, and Loop.
#include "core/base/checked.h"
#include "core/reference/executor.h"
#include "core/reference/operators/dispatch.h"

#include <algorithm>
#include <cstring>

namespace vsq {

namespace {

constexpr std::int64_t kMostTurns = 1'000'000;
constexpr std::int64_t kMostCollected = std::int64_t{1} << 31; ///< bytes of what a loop collects

bool truth(const Call &call, const Tensor &condition)
{
    if (condition.dtype() != DType::Bool || condition.size() != 1) {
        throw call.error("condition", "one bool", std::string(nameOf(condition.dtype())) + " " + toString(condition.shape()));
    }
    return condition.values<bool>()[0];
}

Outputs choice(Call &call)
{
    const bool taken = truth(call, call.in(0));
    return {call.take(taken ? 1 : 2)};
}

/// One value a turn, along a new first dimension.
class Collected {
public:
    void add(const Call &call, const Tensor &value, std::int64_t &bytes)
    {
        if (!m_values.empty() && (value.shape() != m_values.front().shape() || value.dtype() != m_values.front().dtype())) {
            throw call.error("collected value", toString(m_values.front().shape()) + " in every turn", toString(value.shape()));
        }
        bytes = checkedAdd(bytes, static_cast<std::int64_t>(value.byteSize()));
        if (bytes > kMostCollected) {
            throw call.error("collected values", "at most " + std::to_string(kMostCollected) + " bytes", "more");
        }
        m_values.push_back(value);
    }

    /// info: what is known of the value where there was no turn.
    [[nodiscard]] Tensor all(const ValueInfo &info) const
    {
        Shape shape = m_values.empty() ? info.shape : m_values.front().shape();
        std::replace_if(
            shape.begin(), shape.end(), [](std::int64_t size) { return size < 0; }, 0);
        shape.insert(shape.begin(), static_cast<std::int64_t>(m_values.size()));
        const DType declared = info.type == DType::Float16 || info.type == DType::BFloat16 || info.type == DType::Float64
                                   ? DType::Float32
                                   : info.type;
        Tensor result = Tensor::uninitialized(m_values.empty() ? declared : m_values.front().dtype(), shape);
        auto *to = static_cast<char *>(result.mutableBytes());
        for (const Tensor &value : m_values) {
            if (value.byteSize() > 0) {
                std::memcpy(to, value.bytes(), value.byteSize());
            }
            to += value.byteSize();
        }
        return result;
    }

private:
    std::vector<Tensor> m_values;
};

/// The body with its inputs as they are given now; what is handed on may change its shape from turn to turn.
std::shared_ptr<const Graph> bodyFor(const Call &call)
{
    auto body = std::make_shared<Graph>(*call.node.body);
    for (std::size_t i = 0; i < body->inputs.size(); ++i) {
        ValueInfo &input = body->inputs[i];
        input.rankIsKnown = false;
        input.shape.clear();
        input.dimNames.clear();
        if (i >= 2 && i < call.inputCount()) {
            input.type = call.in(i).dtype();
        }
    }
    return body;
}

Outputs loop(Call &call)
{
    const std::shared_ptr<const Graph> &written = call.node.body;
    const std::size_t captured = written->inputs.size(); // with turn and condition: as many as the node has
    if (call.inputCount() != captured || written->outputs.size() <= call.node.bodyCarries) {
        throw call.error("inputs of the loop", std::to_string(captured), std::to_string(call.inputCount()));
    }
    const std::int64_t turns = call.has(0) ? call.integer(0) : kMostTurns + 1;
    bool goesOn = !call.has(1) || truth(call, call.in(1));
    const std::size_t carried = call.node.bodyCarries;
    const Executor executor(bodyFor(call));
    const Graph &body = executor.graph();
    TensorMap values;
    for (std::size_t i = 2; i < body.inputs.size(); ++i) {
        values.insert_or_assign(body.inputs[i].name, call.in(i));
    }
    std::vector<Collected> collected(body.outputs.size() - 1 - carried);
    std::int64_t bytes = 0;
    Tensor condition(DType::Bool, {});
    condition.mutableValues<bool>()[0] = goesOn;
    for (std::int64_t turn = 0; goesOn && turn < turns; ++turn) {
        if (turn >= kMostTurns) {
            throw call.error("turns of the loop", "at most " + std::to_string(kMostTurns), "more");
        }
        values.insert_or_assign(body.inputs[0].name, Tensor::scalar(turn));
        values.insert_or_assign(body.inputs[1].name, condition);
        const TensorMap made = executor.run(values, call.backend, call.job != nullptr ? *call.job : JobContext{});
        const auto output = [&](std::size_t i) -> const Tensor & { return made.at(body.outputs[i].name); };
        condition = output(0);
        goesOn = truth(call, condition);
        for (std::size_t i = 0; i < carried; ++i) {
            values.insert_or_assign(body.inputs[i + 2].name, output(i + 1));
        }
        for (std::size_t i = 0; i < collected.size(); ++i) {
            collected[i].add(call, output(i + 1 + carried), bytes);
        }
    }
    Outputs outputs;
    for (std::size_t i = 0; i < carried; ++i) {
        outputs.push_back(values.at(body.inputs[i + 2].name));
    }
    for (std::size_t i = 0; i < collected.size(); ++i) {
        outputs.push_back(collected[i].all(body.outputs[i + 1 + carried]));
    }
    return outputs;
}

} // namespace

void registerControl(OperatorRegistry &registry)
{
    registry.add("If", choice);
    registry.add("Loop", loop);
}

} // namespace vsq
