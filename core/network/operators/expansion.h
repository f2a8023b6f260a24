// SPDX-License-Identifier: GPL-3.0-or-later
// What an operator is expanded with when a file is read: what is known of its operands, and the operators that take its place.
#pragma once

#include "core/network/operators/inferencecall.h"

#include <utility>

namespace vsq {

/// The nodes that are made carry the node's name with a suffix; the one that the network's readers should know it by (its
/// product, or its last) may take the name itself by rename(). All are of opset 17.
class Expansion {
public:
    /// What stands in the node's place.
    struct Result {
        std::vector<Node> nodes;
        std::vector<std::pair<std::string, Tensor>> constants;
    };

    explicit Expansion(const InferenceCall &inferenceCall) : call(inferenceCall), node(inferenceCall.node) {}

    const InferenceCall &call;
    const Node &node;

    [[nodiscard]] bool has(std::size_t i) const { return i < node.inputs.size() && !node.inputs[i].empty(); }
    /// Empty where it is left out.
    [[nodiscard]] std::string in(std::size_t i) const { return has(i) ? node.inputs[i] : std::string(); }
    [[nodiscard]] bool wants(std::size_t output) const { return output < node.outputs.size() && !node.outputs[output].empty(); }
    /// Number of dimensions; throws Error asking for --shape where it is not known.
    [[nodiscard]] std::size_t rank(std::size_t input) const;
    /// The input's last dimension where it is known; throws Error saying what for otherwise.
    [[nodiscard]] std::int64_t lastDimension(std::size_t input, const std::string &what) const;
    /// The constant input; throws Error where it is none.
    [[nodiscard]] const Tensor &constant(std::size_t input, const std::string &what) const;

    /// Adds a node of one output and returns its value.
    std::string make(const std::string &op, std::vector<std::string> inputs, AttributeMap attributes = {},
                     const std::string &domain = {});
    /// Several outputs.
    std::vector<std::string> makeMany(const std::string &op, std::vector<std::string> inputs, std::size_t outputs,
                                      AttributeMap attributes = {});
    /// The node that makes the value gets the expanded node's own name, with what comes behind it.
    void rename(const std::string &value, const std::string &behind = {});
    /// The operator set that the value's node is of.
    void setOpset(const std::string &value, int opset);
    /// The node's output is this value.
    void finish(const std::string &value, std::size_t output = 0);

    std::string add(Tensor tensor);
    std::string number(float value) { return add(Tensor::scalar(value)); }
    std::string integer(std::int64_t value) { return add(Tensor::scalar(value)); }
    std::string integers(const std::vector<std::int64_t> &values);

    // What expansions are made of again and again.
    std::string reshape(const std::string &x, const std::vector<std::int64_t> &shape)
    {
        return make("Reshape", {x, integers(shape)});
    }
    std::string transpose(const std::string &x, std::vector<std::int64_t> order)
    {
        return make("Transpose", {x}, {{"perm", std::move(order)}});
    }
    /// One more dimension of size 1 for each axis of the result.
    std::string unsqueeze(const std::string &x, const std::vector<std::int64_t> &axes);
    /// x[.., from:to, ..] along the axis.
    std::string slice(const std::string &x, std::int64_t from, std::int64_t to, std::int64_t axis);
    /// The size of the axis, [1] int64.
    std::string size(const std::string &x, std::int64_t axis);
    /// The same, without dimensions.
    std::string scalarSize(const std::string &x, std::int64_t axis);
    std::string cast(const std::string &x, DType type);
    std::string concat(std::vector<std::string> parts, std::int64_t axis);

    [[nodiscard]] Error error(std::string what, std::string expected = {}, std::string found = {}) const
    {
        return call.error(std::move(what), std::move(expected), std::move(found));
    }
    [[nodiscard]] Result take() { return std::move(m_result); }

private:
    Node &makerOf(const std::string &value);

    Result m_result;
    int m_number = 0;
};

} // namespace vsq
