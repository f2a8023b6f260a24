// SPDX-License-Identifier: GPL-3.0-or-later
// A network run exactly as `vsq run` runs it, in FP32, quantized or with the chip's integers, and then differentiated: gradients
// go straight through every quantizer, through the ideal product of the weights that the codes stand for (VS-Quant, arXiv
// 2102.04503, section 5; straight-through estimator: Bengio et al., arXiv 1308.3432).
#pragma once

#include "core/reference/executor.h"
#include "core/run/backend.h"
#include "core/train/clipgradient.h"
#include "core/train/effectiveweights.h"
#include "core/train/trainableparameters.h"

#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace vsq {

struct DifferentiableOptions {
    Fidelity fidelity = Fidelity::Chip;
    BackendOptions backend;
    GradientEstimator estimator = GradientEstimator::Mph;
};

class DifferentiableNetwork {
public:
    /// Throws Error naming the node where what lies between a parameter and the first output cannot be differentiated, as
    /// trainableParameters(), and for options that keep no sums of products.
    explicit DifferentiableNetwork(const Graph &graph);

    [[nodiscard]] const std::vector<TrainableParameter> &parameters() const { return m_parameters; }
    [[nodiscard]] const Tensor &value(const std::string &parameter) const;
    /// The same shape as before.
    void set(const std::string &parameter, Tensor value);
    /// With the parameters' present values.
    [[nodiscard]] std::shared_ptr<const Graph> graph() const { return m_graph; }

    /// The outputs of Executor::run() with prepareNetwork()'s backend, bit for bit; all values are kept for backward().
    /// Throws what they throw, Cancelled.
    TensorMap forward(const TensorMap &inputs, const DifferentiableOptions &options, const JobContext &job = {});

    /// The gradient of every parameter from that of the first output, after forward(). Throws Error naming the node where a
    /// gradient is not finite.
    [[nodiscard]] TensorMap backward(const Tensor &outputGradient) const;

    /// Describes the first node whose values are not finite in the last run; empty: none.
    [[nodiscard]] std::string firstNotFinite() const;

private:
    void markDependent();
    [[nodiscard]] const Tensor &valueOf(const std::string &name) const;
    void clipActivations(const Node &node, std::vector<Tensor> &gradients) const;

    std::shared_ptr<Graph> m_graph;
    std::vector<TrainableParameter> m_parameters;
    std::set<std::string, std::less<>> m_dependent; ///< values that change with a parameter and change the output
    std::vector<bool> m_active;                     ///< nodes between the parameters and the output

    DifferentiableOptions m_options; ///< of the last run
    std::unordered_map<std::string, Tensor> m_values;
    std::unique_ptr<ProductBackend> m_backend;
    EffectiveWeights *m_weights = nullptr; ///< the backend, where products are quantized
    std::int64_t m_items = 1;
};

} // namespace vsq
