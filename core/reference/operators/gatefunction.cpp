// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/gatefunction.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace vsq {

namespace {

struct Entry {
    const char *name;
    float (*function)(float x, float alpha, float beta);
    bool takesAlpha;
    bool takesBeta;
    float alpha; ///< where none is given
    float beta;
};

constexpr std::array<Entry, 11> kEntries{{
    {"sigmoid", [](float x, float, float) { return 1.0F / (1.0F + std::exp(-x)); }, false, false, 0.0F, 0.0F},
    {"tanh", [](float x, float, float) { return std::tanh(x); }, false, false, 0.0F, 0.0F},
    {"relu", [](float x, float, float) { return std::max(x, 0.0F); }, false, false, 0.0F, 0.0F},
    {"affine", [](float x, float a, float b) { return a * x + b; }, true, true, 1.0F, 0.0F},
    {"leakyrelu", [](float x, float a, float) { return x < 0.0F ? a * x : x; }, true, false, 0.01F, 0.0F},
    {"thresholdedrelu", [](float x, float a, float) { return x >= a ? x : 0.0F; }, true, false, 1.0F, 0.0F},
    {"scaledtanh", [](float x, float a, float b) { return a * std::tanh(b * x); }, true, true, 1.0F, 1.0F},
    {"hardsigmoid", [](float x, float a, float b) { return std::clamp(a * x + b, 0.0F, 1.0F); }, true, true, 0.2F, 0.5F},
    {"elu", [](float x, float a, float) { return x < 0.0F ? a * std::expm1(x) : x; }, true, false, 1.0F, 0.0F},
    {"softsign", [](float x, float, float) { return x / (1.0F + std::fabs(x)); }, false, false, 0.0F, 0.0F},
    {"softplus", [](float x, float, float) { return std::max(x, 0.0F) + std::log1p(std::exp(-std::fabs(x))); }, false, false,
     0.0F, 0.0F},
}};

template <typename T>
std::vector<T> listOf(const Node &node, std::string_view attribute)
{
    const auto found = node.attributes.find(attribute);
    const auto *list = found == node.attributes.end() ? nullptr : std::get_if<std::vector<T>>(&found->second);
    return list == nullptr ? std::vector<T>() : *list;
}

} // namespace

GateFunction::GateFunction(const Node &node, const std::string &name)
{
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto found = std::find_if(kEntries.begin(), kEntries.end(), [&](const Entry &entry) { return lower == entry.name; });
    if (found == kEntries.end()) {
        throw Error({.file = {}, .item = node.describe()}, "attribute 'activations'", "functions of recurrent operators",
                    "'" + name + "'");
    }
    m_function = found->function;
    m_alpha = found->alpha;
    m_beta = found->beta;
    m_takesAlpha = found->takesAlpha;
    m_takesBeta = found->takesBeta;
}

std::vector<GateFunction> gateFunctions(const Node &node, std::size_t each, std::int64_t directions)
{
    const std::size_t wanted = each * static_cast<std::size_t>(directions);
    std::vector<std::string> names = listOf<std::string>(node, "activations");
    if (names.empty()) {
        for (std::size_t i = 0; i < wanted; ++i) {
            names.emplace_back(each > 1 && i % each == 0 ? "Sigmoid" : "Tanh");
        }
    }
    if (names.size() != wanted) {
        throw Error({.file = {}, .item = node.describe()}, "attribute 'activations'", std::to_string(wanted) + " functions",
                    std::to_string(names.size()));
    }
    const std::vector<float> alphas = listOf<float>(node, "activation_alpha");
    const std::vector<float> betas = listOf<float>(node, "activation_beta");
    std::vector<GateFunction> functions;
    std::size_t alpha = 0;
    std::size_t beta = 0;
    for (const std::string &name : names) {
        GateFunction &function = functions.emplace_back(node, name);
        if (function.takesAlpha() && alpha < alphas.size()) {
            function.setAlpha(alphas[alpha++]);
        }
        if (function.takesBeta() && beta < betas.size()) {
            function.setBeta(betas[beta++]);
        }
    }
    return functions;
}

} // namespace vsq
