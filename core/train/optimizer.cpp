// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/optimizer.h"

#include <cmath>

namespace vsq {

namespace {

Tensor &stateOf(TensorMap &state, const std::string &name, const Tensor &like)
{
    return state.try_emplace(name, DType::Float32, like.shape()).first->second;
}

} // namespace

void Optimizer::step(const std::string &name, Tensor &value, const Tensor &gradient, double rate, std::int64_t steps)
{
    const auto g = gradient.values<float>();
    const auto w = value.mutableValues<float>();
    const auto m = stateOf(m_first, name, value).mutableValues<float>();
    const auto r = static_cast<float>(rate);
    const float decay = m_decayed.contains(name) ? static_cast<float>(m_recipe.weightDecay) : 0.0F;
    if (m_recipe.optimizer == TuningRecipe::Optimizer::Sgd) {
        const auto momentum = static_cast<float>(m_recipe.momentum);
        for (std::size_t i = 0; i < w.size(); ++i) {
            m[i] = momentum * m[i] + g[i];
            w[i] -= r * (m[i] + decay * w[i]);
        }
        return;
    }
    constexpr float kFirst = 0.9F;
    constexpr float kSecond = 0.999F;
    constexpr float kEpsilon = 1e-8F;
    const auto v = stateOf(m_second, name, value).mutableValues<float>();
    const auto t = static_cast<double>(steps);
    const auto firstPart = static_cast<float>(1.0 / (1.0 - std::pow(0.9, t)));
    const auto secondPart = static_cast<float>(1.0 / (1.0 - std::pow(0.999, t)));
    for (std::size_t i = 0; i < w.size(); ++i) {
        m[i] = kFirst * m[i] + (1.0F - kFirst) * g[i];
        v[i] = kSecond * v[i] + (1.0F - kSecond) * g[i] * g[i];
        w[i] -= r * (m[i] * firstPart / (std::sqrt(v[i] * secondPart) + kEpsilon) + decay * w[i]);
    }
}

double limitNorm(TensorMap &gradients, double largest)
{
    double sum = 0.0;
    for (const auto &[name, tensor] : gradients) {
        for (const float g : tensor.values<float>()) {
            sum += static_cast<double>(g) * static_cast<double>(g);
        }
    }
    const double norm = std::sqrt(sum);
    if (largest > 0.0 && norm > largest) {
        const auto factor = static_cast<float>(largest / norm);
        for (auto &[name, tensor] : gradients) {
            for (float &g : tensor.mutableValues<float>()) {
                g *= factor;
            }
        }
    }
    return norm;
}

} // namespace vsq
