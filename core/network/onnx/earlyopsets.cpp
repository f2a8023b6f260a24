// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/earlyopsets.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vsq {

namespace {

constexpr std::array<std::string_view, 11> kBroadcasting{"Add", "And", "Div", "Equal", "Greater", "Less",
                                                         "Mul", "Or",  "Pow", "Sub",   "Xor"};

/// ONNX's element types by their names, which Cast gave before opset 6.
constexpr std::array<std::string_view, 14> kTypeNames{"",      "FLOAT",  "UINT8", "INT8",    "UINT16", "INT16",  "INT32",
                                                      "INT64", "STRING", "BOOL",  "FLOAT16", "DOUBLE", "UINT32", "UINT64"};

class EarlyNode {
public:
    EarlyNode(Node &node, int opset, const RankLookup &rankOf) : m_node(node), m_opset(opset), m_rankOf(rankOf) {}

    EarlyNeeds raise()
    {
        const std::string &op = m_node.op;
        m_node.attributes.erase("consumed_inputs"); // which values might be overwritten
        if (std::find(kBroadcasting.begin(), kBroadcasting.end(), op) != kBroadcasting.end()) {
            alignSecond();
        } else if (op == "PRelu") {
            alignSlope();
        } else if (op == "Gemm") {
            m_node.attributes.erase("broadcast");
        } else if (op == "BatchNormalization") {
            m_node.attributes.erase("is_test"); // the number of outputs says it
        } else if (op == "Dropout") {
            if (m_node.integer("is_test", 0) == 0 && m_node.real("ratio", 0.5F) != 0.0F) {
                throw error("attribute 'is_test' is not supported", "1: what training drops is random", "0");
            }
            m_node.attributes.erase("is_test");
        } else if (op == "RNN" || op == "LSTM" || op == "GRU") {
            m_node.attributes.erase("output_sequence");
        } else if (op == "Reshape" && m_node.has("shape")) {
            listToInput("shape");
        } else if (op == "Cast") {
            nameToType();
        } else if (op == "Concat" && m_opset < 4) {
            m_node.attributes.emplace("axis", std::int64_t{1});
        } else if (op == "Pad" && m_node.has("paddings")) {
            m_node.attributes.insert_or_assign("pads", m_node.integers("paddings"));
            m_node.attributes.erase("paddings");
        } else if (op == "Upsample" && m_node.has("width_scale")) {
            m_node.attributes.insert_or_assign(
                "scales", std::vector<float>{1.0F, 1.0F, m_node.real("height_scale", 1.0F), m_node.real("width_scale", 1.0F)});
            m_node.attributes.erase("width_scale");
            m_node.attributes.erase("height_scale");
        } else if (op == "Selu" && m_opset < 6) { // rounded then
            m_node.attributes.emplace("alpha", 1.6732F);
            m_node.attributes.emplace("gamma", 1.0507F);
        } else if (op == "LpPool" || op == "GlobalLpPool") {
            wholeNorm();
        }
        return std::move(m_needs);
    }

private:
    [[nodiscard]] Error error(const std::string &what, const std::string &expected, const std::string &found) const
    {
        return {{.file = {}, .item = m_node.describe()}, what, expected, found};
    }

    [[nodiscard]] std::string made(const std::string &what) const
    {
        return (m_node.outputs.empty() ? m_node.name : m_node.outputs.front()) + "/early." + what;
    }

    std::size_t rank(std::size_t input)
    {
        const auto known = input < m_node.inputs.size() ? m_rankOf(m_node.inputs[input]) : std::nullopt;
        if (!known) {
            throw error("input " + std::to_string(input), "a known number of dimensions (--shape gives the inputs' sizes)",
                        "an unknown one");
        }
        return *known;
    }

    /// Input 1 gets dimensions of size 1 behind its own, so that they stand where the axis says.
    void widen(std::size_t behind)
    {
        if (behind == 0) {
            return;
        }
        constexpr std::size_t kMostDimensions = 64;
        if (behind > kMostDimensions) {
            throw error("attribute 'axis'", "one within the operands", "another");
        }
        std::vector<std::int64_t> axes(behind);
        const auto own = static_cast<std::int64_t>(rank(1));
        for (std::size_t i = 0; i < behind; ++i) {
            axes[i] = own + static_cast<std::int64_t>(i);
        }
        m_needs.nodes.push_back({made("aligned"), "Unsqueeze", {}, {m_node.inputs[1]}, {made("aligned")}, {{"axes", axes}}});
        m_node.inputs[1] = made("aligned");
    }

    /// The second operand's first dimension stood at `axis` of the first's; at the end where none was given.
    void alignSecond()
    {
        if (m_node.has("axis") && m_node.inputs.size() == 2) {
            const auto first = static_cast<std::int64_t>(rank(0));
            const auto second = static_cast<std::int64_t>(rank(1));
            const std::int64_t given = m_node.integer("axis", 0);
            const std::int64_t axis = given < 0 && given >= -first ? given + first : given;
            if (axis < 0 || axis > first - second) {
                throw error("attribute 'axis'", "0 to " + std::to_string(first - second), std::to_string(given));
            }
            widen(static_cast<std::size_t>(first - second - axis));
        }
        m_node.attributes.erase("axis");
        m_node.attributes.erase("broadcast");
    }

    /// One slope a channel, or one for all.
    void alignSlope()
    {
        if (m_node.inputs.size() == 2 && rank(1) == 1 && rank(0) > 2) {
            widen(rank(0) - 2);
        }
    }

    void listToInput(const std::string &attribute)
    {
        const std::vector<std::int64_t> values = m_node.integers(attribute);
        m_needs.constants.emplace_back(made(attribute),
                                       Tensor::of<std::int64_t>({static_cast<std::int64_t>(values.size())}, values));
        m_node.inputs.resize(1);
        m_node.inputs.push_back(made(attribute));
        m_node.attributes.erase(attribute);
    }

    void nameToType()
    {
        const auto to = m_node.attributes.find("to");
        const auto *name = to == m_node.attributes.end() ? nullptr : std::get_if<std::string>(&to->second);
        if (name == nullptr) {
            return;
        }
        const auto *const known = std::find(kTypeNames.begin() + 1, kTypeNames.end(), *name);
        if (known == kTypeNames.end()) {
            throw error("attribute 'to'", "a type's name, as FLOAT or INT64", "'" + *name + "'");
        }
        to->second = static_cast<std::int64_t>(known - kTypeNames.begin());
    }

    /// p was a float.
    void wholeNorm()
    {
        const auto p = m_node.attributes.find("p");
        const auto *norm = p == m_node.attributes.end() ? nullptr : std::get_if<float>(&p->second);
        if (norm == nullptr) {
            return;
        }
        constexpr float kMost = 1024.0F;
        if (!(*norm >= 1.0F && *norm <= kMost) || std::floor(*norm) != *norm) {
            throw error("attribute 'p'", "a whole number of 1 or more", std::to_string(*norm));
        }
        p->second = static_cast<std::int64_t>(*norm);
    }

    Node &m_node;
    int m_opset;
    const RankLookup &m_rankOf;
    EarlyNeeds m_needs;
};

} // namespace

EarlyNeeds raiseEarlyNode(Node &node, int opset, const RankLookup &rankOf)
{
    return EarlyNode(node, opset, rankOf).raise();
}

} // namespace vsq
