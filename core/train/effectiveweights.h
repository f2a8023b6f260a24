// SPDX-License-Identifier: GPL-3.0-or-later
// The weights that a run's products really multiplied with: what the codes stand for, in the layout that the network has them.
// Gradients go through the ideal product of these, and a clipped weight's own gradient has its factor.
#pragma once

#include "core/run/backend.h"
#include "core/train/clipgradient.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vsq {

/// Hands every product on and keeps what its constant operand became.
class EffectiveWeights final : public ProductBackend {
public:
    EffectiveWeights(std::unique_ptr<ProductBackend> inner, const BackendOptions &options, GradientEstimator estimator);

    [[nodiscard]] bool takesImages(const ProductRequest &request) const override { return m_inner->takesImages(request); }
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return m_inner->packsTaps(channels); }
    [[nodiscard]] bool takesTransposed(bool aIsConstant) const override { return m_inner->takesTransposed(aIsConstant); }
    [[nodiscard]] bool addsBias() const override { return m_inner->addsBias(); }
    [[nodiscard]] bool takesAnyOrder() const override { return m_inner->takesAnyOrder(); }
    void multiply(const ProductRequest &request, float *c) override;
    bool softmax(const Node &node, float *x, std::int64_t rows, std::int64_t width) override
    {
        return m_inner->softmax(node, x, rows, width);
    }

    struct Seen {
        Tensor values;                 ///< of the weights' shape
        std::optional<Tensor> factors; ///< of their gradients, where some are clipped
    };
    /// Of a node's constant input; nothing where its layout is not known: the weights themselves are the best there is then.
    [[nodiscard]] std::optional<Seen> of(const Node &node, std::size_t input, const Tensor &weights) const;

    [[nodiscard]] const NumberFormat &formatOf(const std::string &node) const;

private:
    struct Product {
        std::int64_t m = 0;
        std::int64_t k = 0;
        std::vector<float> values;  ///< [m, k]
        std::vector<float> factors; ///< [m, k], or empty
    };

    [[nodiscard]] Product look(const ProductRequest &request) const;

    std::unique_ptr<ProductBackend> m_inner;
    NumberFormat m_format;
    std::map<std::string, NumberFormat, std::less<>> m_layerFormats;
    std::shared_ptr<const ColumnMaxima> m_maxima;
    GradientEstimator m_estimator;
    std::mutex m_mutex;
    std::map<std::pair<std::string, std::int64_t>, Product> m_seen; ///< by node and product
};

} // namespace vsq
