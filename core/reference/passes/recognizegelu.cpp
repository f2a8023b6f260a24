// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/passes/fold.h"
#include "core/reference/passes/graphindex.h"

namespace vsq {

namespace {

constexpr float kSqrt2 = 1.41421356F;
constexpr float kSqrtTwoOverPi = 0.79788456F;
constexpr float kCubic = 0.044715F;

/// x where the value is x^3, else empty.
std::string cubed(const GraphIndex &index, const std::string &value)
{
    const Node *node = index.producer(value);
    if (const std::string x = index.besideScalar(node, "Pow", 3.0F); !x.empty()) {
        return x;
    }
    if (node == nullptr || node->op != "Mul" || node->inputs.size() != 2) {
        return {};
    }
    for (std::size_t i = 0; i < 2; ++i) {
        const Node *square = index.producer(node->inputs[i], "Mul");
        const std::string &x = node->inputs[1 - i];
        if (square != nullptr && square->inputs[0] == x && square->inputs[1] == x) {
            return x;
        }
    }
    return {};
}

/// x where the value is sqrt(2/pi) (x + 0.044715 x^3), else empty.
std::string tanhArgument(const GraphIndex &index, const std::string &value)
{
    const Node *sum = index.producer(index.besideScalar(index.producer(value), "Mul", kSqrtTwoOverPi), "Add");
    if (sum == nullptr) {
        return {};
    }
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string cube = index.besideScalar(index.producer(sum->inputs[i]), "Mul", kCubic);
        const std::string x = cube.empty() ? std::string() : cubed(index, cube);
        if (!x.empty() && x == sum->inputs[1 - i]) {
            return x;
        }
    }
    return {};
}

/// x where the value is x / sqrt 2, else empty.
std::string erfArgument(const GraphIndex &index, const std::string &value)
{
    const Node *node = index.producer(value);
    const std::string x = index.besideScalar(node, "Div", kSqrt2);
    return x.empty() ? index.besideScalar(node, "Mul", 1.0F / kSqrt2) : x;
}

bool isHalf(const GraphIndex &index, const std::string &value, const std::string &x)
{
    const Node *node = index.producer(value);
    return index.besideScalar(node, "Mul", 0.5F) == x || index.besideScalar(node, "Div", 2.0F) == x;
}

/// The last node of x/2 (1 + f), f being what `inner` makes: the factor of a half may stand anywhere. Null where there is none.
Node *lastNode(const GraphIndex &index, const Node &inner, const std::string &x)
{
    Node *sum = index.onlyUser(inner.outputs[0]);
    if (index.besideScalar(sum, "Add", 1.0F) != inner.outputs[0]) {
        return nullptr;
    }
    Node *product = index.onlyUser(sum->outputs[0]);
    if (product == nullptr || product->op != "Mul") {
        return nullptr;
    }
    std::string other = GraphIndex::otherInput(*product, sum->outputs[0]);
    if (isHalf(index, other, x)) {
        return product; // (x/2) * (1 + f)
    }
    if (index.besideScalar(product, "Mul", 0.5F) == sum->outputs[0]) {
        Node *outer = index.onlyUser(product->outputs[0]); // x * ((1 + f) / 2)
        const bool fits = outer != nullptr && outer->op == "Mul" && GraphIndex::otherInput(*outer, product->outputs[0]) == x;
        return fits ? outer : nullptr;
    }
    if (other != x) {
        return nullptr;
    }
    Node *halved = index.onlyUser(product->outputs[0]); // (x * (1 + f)) / 2
    const bool fits = index.besideScalar(halved, "Mul", 0.5F) == product->outputs[0] || index.besideScalar(halved, "Div", 2.0F) == product->outputs[0];
    return fits ? halved : nullptr;
}

} // namespace

void recognizeGelu(Graph &graph)
{
    const GraphIndex index(graph);
    for (Node &node : graph.nodes) {
        if (!GraphIndex::isWhole(node)) {
            continue;
        }
        const bool isErf = node.op == "Erf" && node.domain.empty();
        if (!isErf && (node.op != "Tanh" || !node.domain.empty())) {
            continue;
        }
        const std::string x = isErf ? erfArgument(index, node.inputs.at(0)) : tanhArgument(index, node.inputs.at(0));
        Node *last = x.empty() ? nullptr : lastNode(index, node, x);
        if (last != nullptr) {
            // The last node takes the whole's place, so the order stays valid; what it used goes as unused.
            last->op = "Gelu";
            last->inputs = {x};
            last->attributes.clear();
            if (!isErf) {
                last->attributes.emplace("approximate", std::string("tanh"));
            }
        }
    }
    removeUnused(graph);
}

} // namespace vsq
