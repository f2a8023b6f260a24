// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/layeredbackend.h"

#include <algorithm>

namespace vsq {

namespace {

using Backends = std::map<std::string, std::shared_ptr<ProductBackend>, std::less<>>;

class LayeredBackend final : public ProductBackend {
public:
    LayeredBackend(std::shared_ptr<ProductBackend> others, Backends layers)
        : m_others(std::move(others)), m_layers(std::move(layers))
    {
    }

    [[nodiscard]] bool takesImages(const ProductRequest &request) const override { return of(request).takesImages(request); }
    // What is asked without a request must hold for all.
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override
    {
        return all([&](const ProductBackend &backend) { return backend.packsTaps(channels); });
    }
    [[nodiscard]] bool takesTransposed(bool aIsConstant) const override
    {
        return all([&](const ProductBackend &backend) { return backend.takesTransposed(aIsConstant); });
    }
    [[nodiscard]] bool addsBias() const override
    {
        return all([](const ProductBackend &backend) { return backend.addsBias(); });
    }
    [[nodiscard]] bool takesAnyOrder() const override
    {
        return all([](const ProductBackend &backend) { return backend.takesAnyOrder(); });
    }

    void multiply(const ProductRequest &request, float *c) override { of(request).multiply(request, c); }
    bool multiplyBatch(const ProductBatch &batch, float *c) override { return of(batch.first).multiplyBatch(batch, c); }

    bool softmax(const Node &node, float *x, std::int64_t rows, std::int64_t width) override
    {
        const auto found = m_layers.find(node.name);
        return (found == m_layers.end() ? *m_others : *found->second).softmax(node, x, rows, width);
    }

private:
    [[nodiscard]] ProductBackend &of(const ProductRequest &request) const
    {
        const auto found = request.node == nullptr ? m_layers.end() : m_layers.find(request.node->name);
        return found == m_layers.end() ? *m_others : *found->second;
    }

    template <typename Predicate>
    [[nodiscard]] bool all(const Predicate &holds) const
    {
        return holds(*m_others)
               && std::all_of(m_layers.begin(), m_layers.end(), [&](const auto &layer) { return holds(*layer.second); });
    }

    std::shared_ptr<ProductBackend> m_others;
    Backends m_layers;
};

} // namespace

std::unique_ptr<ProductBackend> makeLayeredBackend(std::shared_ptr<ProductBackend> others, Backends layers)
{
    return std::make_unique<LayeredBackend>(std::move(others), std::move(layers));
}

} // namespace vsq
