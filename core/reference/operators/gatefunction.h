// SPDX-License-Identifier: GPL-3.0-or-later
// The functions of a recurrent operator's gates (attributes activations, activation_alpha and activation_beta).
#pragma once

#include "core/network/graph.h"

namespace vsq {

class GateFunction {
public:
    /// name: ONNX's ("Sigmoid"), in any case. Throws Error naming the node for another one.
    GateFunction(const Node &node, const std::string &name);

    [[nodiscard]] float operator()(float x) const { return m_function(x, m_alpha, m_beta); }
    [[nodiscard]] bool takesAlpha() const { return m_takesAlpha; }
    [[nodiscard]] bool takesBeta() const { return m_takesBeta; }
    void setAlpha(float alpha) { m_alpha = alpha; }
    void setBeta(float beta) { m_beta = beta; }

private:
    float (*m_function)(float x, float alpha, float beta) = nullptr;
    float m_alpha = 0.0F;
    float m_beta = 0.0F;
    bool m_takesAlpha = false;
    bool m_takesBeta = false;
};

/// `each` functions for each direction: what the node says, else Sigmoid for gates and Tanh. Those that take an alpha or a
/// beta take the next one of the lists. Throws Error naming the node for another number of functions.
std::vector<GateFunction> gateFunctions(const Node &node, std::size_t each, std::int64_t directions);

} // namespace vsq
