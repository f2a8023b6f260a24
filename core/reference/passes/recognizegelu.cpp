// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/passes/fold.h"
#include "core/reference/passes/graphindex.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

namespace vsq {

namespace {

constexpr int kDeepest = 12;        // operators of one spelling between x and the result
constexpr double kTolerance = 2e-4; // constants come as 0.7071 too; GELU and its tanh form differ by 5e-4
constexpr std::array kSamples{-5.0, -3.1, -2.2, -1.4, -0.7, -0.2, 0.0, 0.3, 0.9, 1.7, 2.3, 3.4, 5.2};

bool isElementwise(const Node &node)
{
    constexpr std::array<std::string_view, 11> kKnown{"Add", "Sub",  "Mul",     "Div",      "Pow", "Neg",
                                                      "Erf", "Tanh", "Sigmoid", "Identity", "Cast"};
    return node.domain.empty() && std::find(kKnown.begin(), kKnown.end(), node.op) != kKnown.end() && GraphIndex::isWhole(node);
}

/// The value as a function of the one value x and of constant numbers, tried on numbers: exporters spell GELU in so many
/// orders that comparing what it computes is surer than comparing how it is written.
class Expression {
public:
    Expression(const GraphIndex &index, const std::string &x) : m_index(index), m_x(x) {}

    std::optional<double> at(const std::string &value, double x, int depth = kDeepest) const
    {
        if (value == m_x) {
            return x;
        }
        if (const auto constant = m_index.scalar(value)) {
            return static_cast<double>(*constant);
        }
        const Node *node = m_index.producer(value);
        if (node == nullptr || depth == 0 || !isElementwise(*node)) {
            return std::nullopt;
        }
        const auto a = at(node->inputs[0], x, depth - 1);
        const bool isBinary = node->inputs.size() == 2;
        const auto b = isBinary ? at(node->inputs[1], x, depth - 1) : std::optional(0.0);
        return a && b && node->inputs.size() <= 2 ? apply(node->op, *a, *b) : std::nullopt;
    }

private:
    static std::optional<double> apply(const std::string &op, double a, double b)
    {
        if (op == "Add") {
            return a + b;
        }
        if (op == "Sub") {
            return a - b;
        }
        if (op == "Mul") {
            return a * b;
        }
        if (op == "Div") {
            return a / b;
        }
        if (op == "Pow") {
            return std::pow(a, b);
        }
        if (op == "Neg") {
            return -a;
        }
        if (op == "Erf") {
            return std::erf(a);
        }
        if (op == "Tanh") {
            return std::tanh(a);
        }
        return op == "Sigmoid" ? 1.0 / (1.0 + std::exp(-a)) : a;
    }

    const GraphIndex &m_index;
    const std::string &m_x;
};

double gelu(double x)
{
    return 0.5 * x * (1.0 + std::erf(x / std::numbers::sqrt2));
}

double tanhGelu(double x)
{
    return 0.5 * x * (1.0 + std::tanh(std::sqrt(2.0 / std::numbers::pi) * (x + 0.044715 * x * x * x)));
}

double quickGelu(double x)
{
    return x / (1.0 + std::exp(-1.702 * x));
}

bool equals(const Expression &expression, const std::string &value, double (*function)(double))
{
    return std::all_of(kSamples.begin(), kSamples.end(), [&](double x) {
        const auto y = expression.at(value, x);
        return y && std::abs(*y - function(x)) <= kTolerance;
    });
}

/// Values that an inner function's argument may be computed from, nearest first.
void collectSources(const GraphIndex &index, const std::string &value, int depth, std::vector<std::string> &sources)
{
    if (index.scalar(value) || std::find(sources.begin(), sources.end(), value) != sources.end()) {
        return;
    }
    sources.push_back(value);
    const Node *node = index.producer(value);
    if (node == nullptr || depth == 0 || !isElementwise(*node)) {
        return;
    }
    for (const std::string &input : node->inputs) {
        collectSources(index, input, depth - 1, sources);
    }
}

/// Makes `last` the GELU of x where it computes one. It takes the whole's place, so the order stays valid; what it used goes
/// as unused.
bool replace(const GraphIndex &index, Node &last, const std::string &x)
{
    const Expression expression(index, x);
    const std::string &value = last.outputs[0];
    AttributeMap attributes;
    std::string domain;
    std::string op = "Gelu";
    if (equals(expression, value, tanhGelu) && !equals(expression, value, gelu)) {
        attributes.emplace("approximate", std::string("tanh"));
    } else if (equals(expression, value, quickGelu)) {
        domain = "com.microsoft";
        op = "QuickGelu";
        attributes.emplace("alpha", 1.702F);
    } else if (!equals(expression, value, gelu)) {
        return false;
    }
    last.op = std::move(op);
    last.domain = std::move(domain);
    last.inputs = {x};
    last.attributes = std::move(attributes);
    return true;
}

} // namespace

void recognizeGelu(Graph &graph)
{
    constexpr int kMostAfter = 4; // operators after the inner function: (1 + f), times x, times a half
    const GraphIndex index(graph);
    for (const Node &inner : graph.nodes) {
        const bool isInner = inner.domain.empty() && (inner.op == "Erf" || inner.op == "Tanh" || inner.op == "Sigmoid");
        if (!isInner || !GraphIndex::isWhole(inner)) {
            continue;
        }
        std::vector<std::string> sources;
        collectSources(index, inner.inputs[0], kDeepest, sources);
        const Node *at = &inner;
        bool done = false;
        for (int step = 0; step < kMostAfter && !done; ++step) {
            Node *last = index.onlyUser(at->outputs[0]);
            if (last == nullptr || !isElementwise(*last)) {
                break;
            }
            done = std::any_of(sources.begin(), sources.end(), [&](const std::string &x) { return replace(index, *last, x); });
            at = last;
        }
    }
    removeUnused(graph);
}

} // namespace vsq
