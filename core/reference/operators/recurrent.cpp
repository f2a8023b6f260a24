// SPDX-License-Identifier: GPL-3.0-or-later
// LSTM, GRU and RNN, computed step by step on the host.
#include "core/reference/kernels/floatkernels.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/gatefunction.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

/// What LSTM and GRU have in common: sizes, sequence order, states. Layout 0: X [steps, batch, input].
class Recurrence {
public:
    Recurrence(Call &call, std::int64_t gates) : m_call(call), m_gates(gates)
    {
        const Tensor &x = call.in(0);
        call.requireFloats(0);
        if (x.rank() != 3 || call.in(1).rank() != 3 || call.in(2).rank() != 3) {
            throw call.error("operands", "three dimensions each", toString(x.shape()));
        }
        batchFirst = call.node.integer("layout", 0) != 0;
        steps = x.dim(batchFirst ? 1 : 0);
        batch = x.dim(batchFirst ? 0 : 1);
        inputs = x.dim(2);
        directions = call.in(1).dim(0);
        hidden = call.in(2).dim(2);
        direction = call.node.text("direction", "forward");
        const std::int64_t wanted = direction == "bidirectional" ? 2 : 1;
        if (directions != wanted || call.in(1).dim(1) != gates * hidden || call.in(1).dim(2) != inputs
            || call.in(2).dim(0) != wanted || call.in(2).dim(1) != gates * hidden) {
            throw call.error("weights",
                             "[" + std::to_string(wanted) + ", " + std::to_string(gates * hidden) + ", " + std::to_string(inputs)
                                 + "]",
                             toString(call.in(1).shape()));
        }
        m_functions = gateFunctions(call.node, gates == 4 ? 3 : gates == 3 ? 2 : 1, directions);
        clip = call.node.has("clip") ? std::fabs(call.node.real("clip", 0.0F)) : 0.0F;
        lengths = call.has(4) ? call.integers(4) : std::vector<std::int64_t>(static_cast<std::size_t>(batch), steps);
        if (static_cast<std::int64_t>(lengths.size()) != batch) {
            throw call.error("sequence_lens", std::to_string(batch) + " lengths", std::to_string(lengths.size()));
        }
        const auto requireSize = [&](std::size_t which, std::int64_t size) {
            if (call.has(which) && static_cast<std::int64_t>(call.floats(which).size()) != size) {
                throw call.error("input '" + call.node.inputs[which] + "'", std::to_string(size) + " values",
                                 toString(call.in(which).shape()));
            }
        };
        call.requireFloats(1);
        call.requireFloats(2);
        requireSize(3, directions * 2 * gates * hidden);
        requireSize(5, directions * batch * hidden);
        requireSize(6, directions * batch * hidden);
        requireSize(7, directions * 3 * hidden);
        for (const std::int64_t length : lengths) {
            if (length < 0 || length > steps) {
                throw call.error("sequence_lens", "0 to " + std::to_string(steps), std::to_string(length));
            }
        }
        y = Tensor(DType::Float32,
                   batchFirst ? Shape{batch, steps, directions, hidden} : Shape{steps, directions, batch, hidden});
        const Shape stateShape = batchFirst ? Shape{batch, directions, hidden} : Shape{directions, batch, hidden};
        yh = Tensor(DType::Float32, stateShape);
        yc = Tensor(DType::Float32, stateShape);
    }

    [[nodiscard]] const float *input(std::int64_t step, std::int64_t item) const
    {
        return raw<float>(m_call.in(0)) + (batchFirst ? item * steps + step : step * batch + item) * inputs;
    }
    [[nodiscard]] std::int64_t stateAt(std::int64_t d, std::int64_t item) const
    {
        return (batchFirst ? item * directions + d : d * batch + item) * hidden;
    }
    [[nodiscard]] std::int64_t outputAt(std::int64_t d, std::int64_t step, std::int64_t item) const
    {
        return (batchFirst ? (item * steps + step) * directions + d : (step * directions + d) * batch + item) * hidden;
    }
    [[nodiscard]] std::vector<float> initial(std::size_t which, std::int64_t d, std::int64_t item) const
    {
        std::vector<float> state(static_cast<std::size_t>(hidden), 0.0F);
        if (m_call.has(which)) {
            const float *from = raw<float>(m_call.in(which)) + stateAt(d, item);
            std::copy(from, from + hidden, state.begin());
        }
        return state;
    }
    /// to[gates * hidden] = weights of the direction times a vector.
    void multiply(std::size_t which, std::int64_t d, const float *vector, std::int64_t length, float *to) const
    {
        floatKernels().product(raw<float>(m_call.in(which)) + d * m_gates * hidden * length, vector, to, m_gates * hidden, 1,
                               length, m_gates * hidden);
    }
    /// Row of bias: [direction, 2 * gates * hidden], input's biases first; null where there is none.
    [[nodiscard]] const float *bias(std::int64_t d) const
    {
        return m_call.has(3) ? raw<float>(m_call.in(3)) + d * 2 * m_gates * hidden : nullptr;
    }
    /// The time of the i-th step of a direction.
    [[nodiscard]] std::int64_t time(std::int64_t d, std::int64_t i, std::int64_t item) const
    {
        const bool backwards = direction == "reverse" || d == 1;
        return backwards ? lengths[static_cast<std::size_t>(item)] - 1 - i : i;
    }

    /// A gate's function number `which` of a direction on a sum.
    [[nodiscard]] float activate(std::int64_t d, std::size_t which, float x) const
    {
        return m_functions[static_cast<std::size_t>(d) * m_functions.size() / static_cast<std::size_t>(directions) + which](
            clip > 0.0F ? std::clamp(x, -clip, clip) : x);
    }

    bool batchFirst = false;
    float clip = 0.0F; ///< bound of what goes into the functions; 0: none
    std::int64_t steps = 0, batch = 0, inputs = 0, directions = 0, hidden = 0;
    std::string direction;
    std::vector<std::int64_t> lengths;
    Tensor y, yh, yc;

private:
    Call &m_call;
    std::int64_t m_gates;
    std::vector<GateFunction> m_functions;
};

Outputs lstm(Call &call)
{
    const bool coupled = call.node.integer("input_forget", 0) != 0; // forget what comes in anew
    Recurrence r(call, 4);
    const auto h = static_cast<std::size_t>(r.hidden);
    std::vector<float> fromInput(4 * h);
    std::vector<float> fromState(4 * h);
    for (std::int64_t d = 0; d < r.directions; ++d) {
        const float *bias = r.bias(d);
        const float *peephole = call.has(7) ? raw<float>(call.in(7)) + d * 3 * r.hidden : nullptr; // input, output, forget
        for (std::int64_t item = 0; item < r.batch; ++item) {
            std::vector<float> state = r.initial(5, d, item);
            std::vector<float> cell = r.initial(6, d, item);
            for (std::int64_t i = 0; i < r.lengths[static_cast<std::size_t>(item)]; ++i) {
                const std::int64_t step = r.time(d, i, item);
                r.multiply(1, d, r.input(step, item), r.inputs, fromInput.data());
                r.multiply(2, d, state.data(), r.hidden, fromState.data());
                const auto gate = [&](std::size_t g, std::size_t j) {
                    const float sum = fromInput[g * h + j] + fromState[g * h + j];
                    return bias == nullptr ? sum : sum + bias[g * h + j] + bias[(4 + g) * h + j];
                };
                for (std::size_t j = 0; j < h; ++j) {
                    const auto peeped = [&](std::size_t g, std::size_t at) {
                        return gate(g, j) + (peephole == nullptr ? 0.0F : peephole[at * h + j] * cell[j]);
                    };
                    const float in = r.activate(d, 0, peeped(0, 0));
                    const float forget = coupled ? 1.0F - in : r.activate(d, 0, peeped(2, 2));
                    cell[j] = forget * cell[j] + in * r.activate(d, 1, gate(3, j));
                    const float out = r.activate(d, 0, peeped(1, 1));
                    state[j] = out * r.activate(d, 2, cell[j]);
                }
                std::copy(state.begin(), state.end(), r.y.mutableValues<float>().begin() + r.outputAt(d, step, item));
            }
            std::copy(state.begin(), state.end(), r.yh.mutableValues<float>().begin() + r.stateAt(d, item));
            std::copy(cell.begin(), cell.end(), r.yc.mutableValues<float>().begin() + r.stateAt(d, item));
        }
    }
    return {r.y, r.yh, r.yc};
}

Outputs gru(Call &call)
{
    Recurrence r(call, 3);
    const bool linearBefore = call.node.integer("linear_before_reset", 0) != 0;
    const auto h = static_cast<std::size_t>(r.hidden);
    std::vector<float> fromInput(3 * h);
    std::vector<float> fromState(3 * h);
    std::vector<float> update(h);
    std::vector<float> reset(h);
    std::vector<float> gated(h);
    for (std::int64_t d = 0; d < r.directions; ++d) {
        const float *bias = r.bias(d);
        const auto inputBias = [&](std::size_t g, std::size_t j) { return bias == nullptr ? 0.0F : bias[g * h + j]; };
        const auto stateBias = [&](std::size_t g, std::size_t j) { return bias == nullptr ? 0.0F : bias[(3 + g) * h + j]; };
        for (std::int64_t item = 0; item < r.batch; ++item) {
            std::vector<float> state = r.initial(5, d, item);
            for (std::int64_t i = 0; i < r.lengths[static_cast<std::size_t>(item)]; ++i) {
                const std::int64_t step = r.time(d, i, item);
                r.multiply(1, d, r.input(step, item), r.inputs, fromInput.data());
                r.multiply(2, d, state.data(), r.hidden, fromState.data());
                for (std::size_t j = 0; j < h; ++j) {
                    update[j] = r.activate(d, 0, fromInput[j] + fromState[j] + inputBias(0, j) + stateBias(0, j));
                    reset[j] = r.activate(d, 0, fromInput[h + j] + fromState[h + j] + inputBias(1, j) + stateBias(1, j));
                    gated[j] = reset[j] * state[j];
                }
                if (!linearBefore) {
                    r.multiply(2, d, gated.data(), r.hidden, fromState.data());
                }
                for (std::size_t j = 0; j < h; ++j) {
                    const float recurrent = fromState[2 * h + j] + stateBias(2, j);
                    const float candidate = r.activate(
                        d, 1, fromInput[2 * h + j] + inputBias(2, j) + (linearBefore ? reset[j] * recurrent : recurrent));
                    state[j] = (1.0F - update[j]) * candidate + update[j] * state[j];
                }
                std::copy(state.begin(), state.end(), r.y.mutableValues<float>().begin() + r.outputAt(d, step, item));
            }
            std::copy(state.begin(), state.end(), r.yh.mutableValues<float>().begin() + r.stateAt(d, item));
        }
    }
    return {r.y, r.yh};
}

Outputs rnn(Call &call)
{
    Recurrence r(call, 1);
    const auto h = static_cast<std::size_t>(r.hidden);
    std::vector<float> fromInput(h);
    std::vector<float> fromState(h);
    for (std::int64_t d = 0; d < r.directions; ++d) {
        const float *bias = r.bias(d);
        for (std::int64_t item = 0; item < r.batch; ++item) {
            std::vector<float> state = r.initial(5, d, item);
            for (std::int64_t i = 0; i < r.lengths[static_cast<std::size_t>(item)]; ++i) {
                const std::int64_t step = r.time(d, i, item);
                r.multiply(1, d, r.input(step, item), r.inputs, fromInput.data());
                r.multiply(2, d, state.data(), r.hidden, fromState.data());
                for (std::size_t j = 0; j < h; ++j) {
                    state[j] = r.activate(d, 0, fromInput[j] + fromState[j] + (bias == nullptr ? 0.0F : bias[j] + bias[h + j]));
                }
                std::copy(state.begin(), state.end(), r.y.mutableValues<float>().begin() + r.outputAt(d, step, item));
            }
            std::copy(state.begin(), state.end(), r.yh.mutableValues<float>().begin() + r.stateAt(d, item));
        }
    }
    return {r.y, r.yh};
}

} // namespace

void registerRecurrent(OperatorRegistry &registry)
{
    registry.add("LSTM", lstm);
    registry.add("GRU", gru);
    registry.add("RNN", rnn);
}

} // namespace vsq
