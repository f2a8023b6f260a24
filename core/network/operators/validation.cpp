// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/validation.h"

#include <algorithm>
#include <array>

namespace vsq {

namespace {

/// ONNX's names of the kinds, in the order of the variant and of AttributeKind.
constexpr std::array<std::string_view, 7> kKinds{"an integer",         "a float",          "a string",         "a tensor",
                                                 "a list of integers", "a list of floats", "a list of strings"};

constexpr std::array<AttributeKind, 7> kKindOfAlternative{AttributeKind::Integer, AttributeKind::Real,     AttributeKind::Text,
                                                          AttributeKind::Tensor,  AttributeKind::Integers, AttributeKind::Reals,
                                                          AttributeKind::Texts};

constexpr std::array<std::string_view, 6> kRandom{"Bernoulli",        "Multinomial",   "RandomNormal",
                                                  "RandomNormalLike", "RandomUniform", "RandomUniformLike"};

std::string listed(const std::vector<std::string_view> &names)
{
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        list += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + std::string(names[i]);
    }
    return list;
}

std::string allowed(const OperatorSpec &spec)
{
    std::string list;
    for (const AttributeSpec &attribute : spec.attributes) {
        list += (list.empty() ? "" : ", ") + std::string(attribute.name);
    }
    return list.empty() ? "no attributes" : "one of " + list;
}

std::string rangeOf(const AttributeSpec &spec)
{
    const bool hasLeast = spec.least != std::numeric_limits<std::int64_t>::min();
    const bool hasMost = spec.most != std::numeric_limits<std::int64_t>::max();
    return hasLeast && hasMost ? std::to_string(spec.least) + " to " + std::to_string(spec.most)
           : hasLeast          ? std::to_string(spec.least) + " or more"
                               : "at most " + std::to_string(spec.most);
}

class NodeCheck {
public:
    NodeCheck(const Graph &graph, const Node &node, const OperatorSpec &spec)
        : m_node(node), m_spec(spec), m_place{.file = graph.sourceFile, .item = node.describe()}
    {
    }

    void run() const
    {
        for (const auto &[name, value] : m_node.attributes) {
            const auto found = std::find_if(m_spec.attributes.begin(), m_spec.attributes.end(),
                                            [&given = name](const AttributeSpec &attribute) { return attribute.name == given; });
            if (found == m_spec.attributes.end()) {
                throw Error(m_place, "attribute '" + name + "' is not supported", allowed(m_spec), "'" + name + "'");
            }
            checkAttribute(*found, value);
        }
        for (const AttributeSpec &attribute : m_spec.attributes) {
            if (attribute.required && !m_node.has(attribute.name)) {
                throw Error(m_place, "attribute '" + std::string(attribute.name) + "'",
                            std::string(kKinds[static_cast<std::size_t>(attribute.kind)]), "none");
            }
        }
        std::size_t given = m_node.inputs.size();
        while (given > m_spec.inputs.least && m_node.inputs[given - 1].empty()) {
            --given; // left out at the end is as not there
        }
        checkCount("inputs", m_spec.inputs, given);
        checkCount("outputs", m_spec.outputs, m_node.outputs.size());
        for (std::size_t i = 0; i < m_spec.inputs.least; ++i) {
            if (m_node.inputs[i].empty()) {
                throw Error(m_place, "input " + std::to_string(i), "a value", "none: it is left out");
            }
        }
    }

private:
    void checkCount(const char *what, const Arity &arity, std::size_t given) const
    {
        if (given < arity.least || given > arity.most) {
            const std::string least = std::to_string(arity.least);
            throw Error(m_place, what,
                        arity.least == arity.most   ? least
                        : arity.most == kManyInputs ? least + " or more"
                                                    : least + " to " + std::to_string(arity.most),
                        std::to_string(given));
        }
    }

    void checkAttribute(const AttributeSpec &spec, const Attribute &value) const
    {
        const std::string what = "attribute '" + std::string(spec.name) + "'";
        if (kKindOfAlternative.at(value.index()) != spec.kind) {
            // An empty list is of no kind.
            const auto *none = std::get_if<std::vector<std::int64_t>>(&value);
            if (none != nullptr && none->empty() && spec.kind >= AttributeKind::Integers) {
                return;
            }
            throw Error(m_place, what, std::string(kKinds.at(static_cast<std::size_t>(spec.kind))),
                        std::string(kKinds.at(static_cast<std::size_t>(kKindOfAlternative.at(value.index())))));
        }
        if (const auto *number = std::get_if<std::int64_t>(&value)) {
            checkNumber(what, spec, *number);
        } else if (const auto *numbers = std::get_if<std::vector<std::int64_t>>(&value)) {
            for (const std::int64_t each : *numbers) {
                checkNumber(what, spec, each);
            }
        } else if (const auto *word = std::get_if<std::string>(&value)) {
            checkText(what, spec, *word);
        } else if (const auto *words = std::get_if<std::vector<std::string>>(&value)) {
            for (const std::string &each : *words) {
                checkText(what, spec, each);
            }
        }
    }

    void checkNumber(const std::string &what, const AttributeSpec &spec, std::int64_t number) const
    {
        if (number < spec.least || number > spec.most) {
            throw Error(m_place, what, rangeOf(spec), std::to_string(number));
        }
    }

    void checkText(const std::string &what, const AttributeSpec &spec, const std::string &word) const
    {
        if (!spec.texts.empty() && std::find(spec.texts.begin(), spec.texts.end(), word) == spec.texts.end()) {
            throw Error(m_place, what, listed(spec.texts), "'" + word + "'");
        }
    }

    const Node &m_node;
    const OperatorSpec &m_spec;
    Place m_place;
};

} // namespace

void checkNode(const Graph &graph, const Node &node)
{
    if (const OperatorSpec *spec = operatorTable().find(node)) {
        NodeCheck(graph, node, *spec).run();
    }
}

const OperatorSpec &supported(const Graph &graph, const Node &node)
{
    const OperatorSpec *spec = operatorTable().find(node);
    if (spec == nullptr) {
        const bool isRandom = node.domain.empty() && std::find(kRandom.begin(), kRandom.end(), node.op) != kRandom.end();
        throw Error({.file = graph.sourceFile, .item = node.describe()},
                    "operator '" + fullName(node.domain, node.op) + "' is not supported",
                    isRandom ? "values that follow from the inputs" : "", isRandom ? "random ones" : "");
    }
    NodeCheck(graph, node, *spec).run();
    if (spec->expand != nullptr) {
        throw Error({.file = graph.sourceFile, .item = node.describe()}, "operator '" + fullName(node.domain, node.op) + "'",
                    "the operators that it is expanded into when a file is read", "itself");
    }
    return *spec;
}

} // namespace vsq
