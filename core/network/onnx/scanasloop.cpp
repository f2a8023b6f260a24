// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/scanasloop.h"

#include "core/network/onnx/controlflow.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace vsq {

namespace {

constexpr int kBatchless = 9; ///< first opset whose Scan has no dimension of a batch

onnx::NodeProto nodeOf(const std::string &op, std::vector<std::string> inputs, std::vector<std::string> outputs)
{
    onnx::NodeProto node;
    node.set_op_type(op);
    node.set_name(outputs.front() + "/" + op);
    for (std::string &input : inputs) {
        node.add_input(std::move(input));
    }
    for (std::string &output : outputs) {
        node.add_output(std::move(output));
    }
    return node;
}

void addAttribute(onnx::NodeProto &node, const std::string &name, std::int64_t value)
{
    onnx::AttributeProto &attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::INT);
    attribute.set_i(value);
}

void addAttribute(onnx::NodeProto &node, const std::string &name, const std::vector<std::int64_t> &values)
{
    onnx::AttributeProto &attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t value : values) {
        attribute.add_ints(value);
    }
}

/// A list of so many numbers; zeros where the node has none.
std::vector<std::int64_t> numbers(const onnx::NodeProto &node, const std::string &name, int count, const Place &place)
{
    for (const onnx::AttributeProto &each : node.attribute()) {
        if (each.name() == name && each.ints_size() > 0) {
            if (each.ints_size() != count) {
                throw Error(place, "attribute '" + name + "'", std::to_string(count) + " numbers",
                            std::to_string(each.ints_size()));
            }
            return {each.ints().begin(), each.ints().end()};
        }
    }
    return std::vector<std::int64_t>(static_cast<std::size_t>(count), 0);
}

int scannedCount(const onnx::NodeProto &node, int inputs, const Place &place)
{
    for (const onnx::AttributeProto &each : node.attribute()) {
        if (each.name() == "num_scan_inputs") {
            if (each.i() < 1 || each.i() > inputs) {
                throw Error(place, "attribute 'num_scan_inputs'", "1 to " + std::to_string(inputs), std::to_string(each.i()));
            }
            return static_cast<int>(each.i());
        }
    }
    throw Error(place, "attribute 'num_scan_inputs'", "an integer", "none");
}

/// Names of what stands in a Scan's place, and the loop itself.
class ScanWriter {
public:
    ScanWriter(std::string name, const ShapeLookup &shapes, const Place &place)
        : m_name(std::move(name)), m_shapes(shapes), m_place(place)
    {
    }

    /// The form without a batch.
    ScanLoop write(const onnx::NodeProto &node)
    {
        const onnx::GraphProto &scan = graphOf(node, "body", m_place);
        const int scanned = scannedCount(node, node.input_size(), m_place);
        const int states = node.input_size() - scanned;
        const int collected = scan.output_size() - states;
        if (scan.input_size() != node.input_size() || collected < 0 || node.output_size() > scan.output_size()) {
            throw Error(m_place, "body",
                        std::to_string(node.input_size()) + " inputs and at least "
                            + std::to_string(std::max(states, node.output_size())) + " outputs",
                        std::to_string(scan.input_size()) + " and " + std::to_string(scan.output_size()));
        }
        const auto axes = numbers(node, "scan_input_axes", scanned, m_place);
        const auto directions = numbers(node, "scan_input_directions", scanned, m_place);
        const auto outputAxes = numbers(node, "scan_output_axes", collected, m_place);
        const auto outputDirections = numbers(node, "scan_output_directions", collected, m_place);
        requireOneLength(node, states, axes);

        const std::string length = lengthOf(node.input(states), axes.front());
        onnx::GraphProto body = emptyBody();
        for (int i = 0; i < states; ++i) {
            *body.add_input() = scan.input(i);
        }
        body.mutable_node()->MergeFrom(scan.node());
        body.mutable_initializer()->MergeFrom(scan.initializer());
        for (int i = 0; i < scanned; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const std::string whole = own("scanned_" + std::to_string(i)); // the body may have a value of the outer one's name
            m_loop.nodes.push_back(nodeOf("Identity", {node.input(states + i)}, {whole}));
            *body.add_node() = slice(whole, directions[at] != 0 ? behindTurn(body, length, i) : own("turn"), axes[at],
                                     scan.input(states + i).name());
        }
        for (const onnx::ValueInfoProto &output : scan.output()) {
            *body.add_output() = output;
        }
        std::vector<std::string> inputs{length, std::string()};
        inputs.insert(inputs.end(), node.input().begin(), node.input().begin() + states);
        std::vector<std::string> results;
        for (int i = 0; i < node.output_size(); ++i) {
            const auto at = static_cast<std::size_t>(i - states);
            const bool moves = i >= states && !node.output(i).empty() && (outputAxes[at] != 0 || outputDirections[at] != 0);
            results.push_back(moves ? own("collected_" + std::to_string(i)) : node.output(i));
            if (moves) {
                bringInOrder(scan.output(i), outputAxes[at], outputDirections[at] != 0, results.back(), node.output(i));
            }
        }
        addLoop(inputs, results, body);
        return std::move(m_loop);
    }

    /// Opset 8's: an input of lengths first, then a batch in the first dimension of all others, scanned along the second.
    ScanLoop writeBatched(const onnx::NodeProto &node)
    {
        if (node.input_size() < 2 || !node.input(0).empty()) {
            throw Error(m_place, "inputs", "none for the lengths, then states and what is scanned",
                        node.input_size() < 2 ? std::to_string(node.input_size()) : "lengths of sequences");
        }
        const int scanned = scannedCount(node, node.input_size() - 1, m_place);
        const std::string items = lengthOf(node.input(1), 0);
        onnx::GraphProto body = emptyBody();
        onnx::NodeProto inner;
        inner.set_op_type("Scan");
        for (int i = 1; i < node.input_size(); ++i) {
            const std::string whole = own("batch_" + std::to_string(i));
            const std::string item = own("item_" + std::to_string(i));
            m_loop.nodes.push_back(nodeOf("Identity", {node.input(i)}, {whole}));
            *body.add_node() = slice(whole, own("turn"), 0, item);
            inner.add_input(item);
        }
        std::vector<std::string> results;
        for (int i = 0; i < node.output_size(); ++i) {
            inner.add_output(own("made_" + std::to_string(i)));
            body.add_output()->set_name(inner.output(i));
            results.push_back(node.output(i));
        }
        onnx::AttributeProto &graph = *inner.add_attribute();
        graph.set_name("body");
        graph.set_type(onnx::AttributeProto::GRAPH);
        *graph.mutable_g() = graphOf(node, "body", m_place);
        addAttribute(inner, "num_scan_inputs", std::int64_t{scanned});
        addAttribute(inner, "scan_input_directions", numbers(node, "directions", scanned, m_place));
        ScanLoop each = ScanWriter(own("item"), m_shapes, m_place).write(inner);
        m_loop.constants.insert(m_loop.constants.end(), each.constants.begin(), each.constants.end());
        for (onnx::NodeProto &part : each.nodes) {
            *body.add_node() = std::move(part);
        }
        addLoop({items, std::string()}, results, body);
        return std::move(m_loop);
    }

private:
    [[nodiscard]] std::string own(const std::string &what) const { return m_name + "/" + what; }

    std::string integer(const std::string &what, std::int64_t value)
    {
        m_loop.constants.emplace_back(own(what), Tensor::scalar(value));
        return own(what);
    }

    /// The size of the axis, a scalar.
    std::string lengthOf(const std::string &value, std::int64_t axis)
    {
        m_loop.nodes.push_back(nodeOf("Shape", {value}, {own("shape")}));
        m_loop.nodes.push_back(nodeOf("Gather", {own("shape"), integer("axis", axis)}, {own("length")}));
        return own("length");
    }

    /// A body that goes on whatever it computes, with the turn as its first input.
    [[nodiscard]] onnx::GraphProto emptyBody() const
    {
        onnx::GraphProto body;
        body.set_name(m_name);
        body.add_input()->set_name(own("turn"));
        body.add_input()->set_name(own("goes"));
        *body.add_node() = nodeOf("Identity", {own("goes")}, {own("goes_on")});
        body.add_output()->set_name(own("goes_on"));
        return body;
    }

    static onnx::NodeProto slice(const std::string &whole, const std::string &index, std::int64_t axis, const std::string &to)
    {
        onnx::NodeProto node = nodeOf("Gather", {whole, index}, {to});
        addAttribute(node, "axis", axis);
        return node;
    }

    /// The turn counted from the end.
    std::string behindTurn(onnx::GraphProto &body, const std::string &length, int i)
    {
        const std::string last = own("last_" + std::to_string(i));
        const std::string from = own("from_end_" + std::to_string(i));
        m_loop.nodes.push_back(nodeOf("Sub", {length, integer("one_" + std::to_string(i), 1)}, {last}));
        *body.add_node() = nodeOf("Sub", {last, own("turn")}, {from});
        return from;
    }

    void requireOneLength(const onnx::NodeProto &node, int states, const std::vector<std::int64_t> &axes) const
    {
        std::int64_t length = -1;
        for (std::size_t i = 0; i < axes.size(); ++i) {
            const std::string &value = node.input(states + static_cast<int>(i));
            const std::optional<Shape> shape = m_shapes(value);
            if (!shape) {
                continue;
            }
            const auto rank = static_cast<std::int64_t>(shape->size());
            const std::int64_t axis = axes[i] < 0 ? axes[i] + rank : axes[i];
            if (axis < 0 || axis >= rank) {
                throw Error(m_place, "axis of input '" + value + "'", "one of its " + std::to_string(rank) + " dimensions",
                            std::to_string(axes[i]));
            }
            const std::int64_t size = (*shape)[static_cast<std::size_t>(axis)];
            if (size >= 0 && length >= 0 && size != length) {
                throw Error(m_place, "length of input '" + value + "'", std::to_string(length) + " as of the one before",
                            std::to_string(size));
            }
            length = size >= 0 ? size : length;
        }
    }

    /// Collected along the first axis; the result may want another one, and the last turn first.
    void bringInOrder(const onnx::ValueInfoProto &each, std::int64_t axis, bool backwards, const std::string &collected,
                      const std::string &result)
    {
        std::string value = collected;
        if (backwards) {
            const std::string first = own("first");
            if (!m_hasOrder) {
                m_hasOrder = true;
                const auto one = [&](const std::string &what, std::int64_t number) {
                    m_loop.constants.emplace_back(own(what), Tensor::of<std::int64_t>({1}, std::array<std::int64_t, 1>{number}));
                };
                one("first", -1); // start and step
                one("last", std::numeric_limits<std::int64_t>::min());
                one("zero", 0);
            }
            const std::string turned = axis == 0 ? result : result + "/backwards";
            m_loop.behind.push_back(nodeOf("Slice", {value, first, own("last"), own("zero"), first}, {turned}));
            value = turned;
        }
        if (axis == 0) {
            return;
        }
        if (!each.type().has_tensor_type() || !each.type().tensor_type().has_shape()) {
            throw Error(m_place, "attribute 'scan_output_axes'",
                        "0 for output '" + each.name() + "' of the body, whose number of dimensions the file does not say",
                        std::to_string(axis));
        }
        const std::int64_t rank = each.type().tensor_type().shape().dim_size() + 1;
        const std::int64_t to = axis < 0 ? axis + rank : axis;
        if (to < 0 || to >= rank) {
            throw Error(m_place, "attribute 'scan_output_axes'", "one of " + std::to_string(rank) + " dimensions",
                        std::to_string(axis));
        }
        std::vector<std::int64_t> order(static_cast<std::size_t>(rank));
        std::iota(order.begin(), order.end(), 0);
        std::rotate(order.begin(), order.begin() + 1, order.begin() + to + 1);
        onnx::NodeProto moved = nodeOf("Transpose", {value}, {result});
        addAttribute(moved, "perm", order);
        m_loop.behind.push_back(std::move(moved));
    }

    void addLoop(const std::vector<std::string> &inputs, const std::vector<std::string> &outputs, const onnx::GraphProto &body)
    {
        if (outputs.empty()) {
            throw Error(m_place, "outputs", "at least 1", "0");
        }
        onnx::NodeProto loop = nodeOf("Loop", inputs, outputs);
        loop.set_name(own("loop"));
        onnx::AttributeProto &graph = *loop.add_attribute();
        graph.set_name("body");
        graph.set_type(onnx::AttributeProto::GRAPH);
        *graph.mutable_g() = body;
        m_loop.nodes.push_back(std::move(loop));
    }

    std::string m_name;
    const ShapeLookup &m_shapes;
    const Place &m_place;
    ScanLoop m_loop;
    bool m_hasOrder = false;
};

} // namespace

ScanLoop scanAsLoop(const onnx::NodeProto &node, int opset, const std::string &name, const ShapeLookup &shapes,
                    const Place &place)
{
    ScanWriter writer(name, shapes, place);
    return opset < kBatchless ? writer.writeBatched(node) : writer.write(node);
}

} // namespace vsq
