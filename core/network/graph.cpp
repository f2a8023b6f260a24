// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/graph.h"

#include <algorithm>
#include <functional>
#include <set>

namespace vsq {

namespace {

template <typename T>
T attributeOr(const Node &node, std::string_view name, T otherwise, const char *kind)
{
    const auto found = node.attributes.find(name);
    if (found == node.attributes.end()) {
        return otherwise;
    }
    if (const T *value = std::get_if<T>(&found->second)) {
        return *value;
    }
    throw Error({.file = {}, .item = node.describe()}, "attribute '" + std::string(name) + "'", kind, "another kind");
}

} // namespace

std::int64_t Node::integer(std::string_view attribute, std::int64_t otherwise) const
{
    return attributeOr<std::int64_t>(*this, attribute, otherwise, "an integer");
}

float Node::real(std::string_view attribute, float otherwise) const
{
    return attributeOr<float>(*this, attribute, otherwise, "a float");
}

std::string Node::text(std::string_view attribute, std::string_view otherwise) const
{
    return attributeOr<std::string>(*this, attribute, std::string(otherwise), "a string");
}

std::vector<std::int64_t> Node::integers(std::string_view attribute, std::vector<std::int64_t> otherwise) const
{
    return attributeOr<std::vector<std::int64_t>>(*this, attribute, std::move(otherwise), "a list of integers");
}

std::string Node::describe() const
{
    return "node '" + name + "' (" + op + ")";
}

std::int64_t Graph::parameterCount() const
{
    std::int64_t count = 0;
    std::set<std::string_view> counted; // a loop's body has the constants of the graph around it too
    const std::function<void(const Graph &)> add = [&](const Graph &graph) {
        for (const auto &[key, tensor] : graph.constants) {
            const DType type = tensor.dtype();
            const bool isReal = type == DType::Float32 || type == DType::Float64 || type == DType::Float16
                                || type == DType::BFloat16;
            if (isReal && counted.insert(key).second) {
                count += tensor.size();
            }
        }
        for (const Node &node : graph.nodes) {
            if (node.body != nullptr) {
                add(*node.body);
            }
        }
    };
    add(*this);
    return count;
}

const Tensor *Graph::constant(std::string_view value) const
{
    const auto found = constants.find(value);
    return found == constants.end() ? nullptr : &found->second;
}

const Node *Graph::producerOf(std::string_view value) const
{
    for (const Node &node : nodes) {
        if (std::find(node.outputs.begin(), node.outputs.end(), value) != node.outputs.end()) {
            return &node;
        }
    }
    return nullptr;
}

} // namespace vsq
