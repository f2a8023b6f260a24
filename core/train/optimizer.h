// SPDX-License-Identifier: GPL-3.0-or-later
// SGD with momentum and Adam, element by element in binary32 in an order of their own: their state can be written down whole and
// gone on from to the same bits.
#pragma once

#include "core/tensor/tensormap.h"
#include "core/train/tuningrecipe.h"

#include <set>
#include <string>

namespace vsq {

class Optimizer {
public:
    /// decayed: the parameters that weight decay holds for.
    Optimizer(const TuningRecipe &recipe, std::set<std::string, std::less<>> decayed)
        : m_recipe(recipe), m_decayed(std::move(decayed))
    {
    }

    /// One step of a parameter: SGD  v = momentum v + g, w -= rate (v + decay w);
    /// Adam  m, v with 0.9 and 0.999, bias corrected, w -= rate (m / (sqrt(v) + 1e-8) + decay w). steps: counted from 1.
    void step(const std::string &name, Tensor &value, const Tensor &gradient, double rate, std::int64_t steps);

    [[nodiscard]] const TensorMap &first() const { return m_first; }   ///< momentum, first moments
    [[nodiscard]] const TensorMap &second() const { return m_second; } ///< second moments
    void restore(TensorMap first, TensorMap second)
    {
        m_first = std::move(first);
        m_second = std::move(second);
    }

private:
    TuningRecipe m_recipe;
    std::set<std::string, std::less<>> m_decayed;
    TensorMap m_first;
    TensorMap m_second;
};

/// Scales all gradients down so that together they are at most this long; 0: as they are. Returns their length before.
double limitNorm(TensorMap &gradients, double largest);

} // namespace vsq
