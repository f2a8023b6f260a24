// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/preparedbackend.h"

#include "core/run/operandcache.h"
#include "core/run/sharedoperands.h"

namespace vsq {

namespace {

class PreparedBackend final : public ProductBackend {
public:
    PreparedBackend(std::unique_ptr<ProductBackend> inner, const Preparation &preparation,
                    std::shared_ptr<const ColumnMaxima> maxima)
        : m_inner(std::move(inner)), m_preparation(preparation), m_maxima(std::move(maxima))
    {
    }

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return m_inner->packsTaps(channels); }
    [[nodiscard]] bool takesImages(const ProductRequest &request) const override { return m_inner->takesImages(request); }
    [[nodiscard]] bool takesTransposed(bool aIsConstant) const override { return m_inner->takesTransposed(aIsConstant); }
    [[nodiscard]] bool addsBias() const override { return m_inner->addsBias(); }
    [[nodiscard]] bool takesAnyOrder() const override { return m_inner->takesAnyOrder(); }
    bool softmax(const Node &node, float *x, std::int64_t rows, std::int64_t width) override
    {
        return m_inner->softmax(node, x, rows, width);
    }

    void multiply(const ProductRequest &request, float *c) override
    {
        const std::shared_ptr<const Prepared> prepared = m_weights.operand(
            request, {.weights = {}, .activations = {}, .calibration = {}, .preparation = m_preparation}, [&] {
                Prepared made{.how = preparationOf(m_preparation, request, m_maxima.get()), .a = {}};
                made.a = made.how.isNone() ? std::vector<float>{} : preparedWeights(made.how, request);
                return made;
            });
        if (prepared->how.isNone()) {
            m_inner->multiply(request, c);
            return;
        }
        ProductRequest own = request;
        own.a = prepared->a.data();
        own.aIsTransposed = false;
        if (request.images != nullptr) {
            const std::vector<float> values = preparedImages(prepared->how, *request.images);
            ProductImages images = *request.images;
            images.data = values.data();
            images.imageStride = images.channels * images.height * images.width;
            own.images = &images;
            m_inner->multiply(own, c);
            return;
        }
        if (!prepared->how.factors.empty()) {
            own.bValue = 0; // another layer divides by other factors
        }
        const auto b = m_activations.get(own, {}, [&] { return preparedActivations(prepared->how, request); });
        own.b = b->data();
        m_inner->multiply(own, c);
    }

private:
    struct Prepared {
        LayerPreparation how;
        std::vector<float> a; ///< [m, k]

        [[nodiscard]] std::size_t byteSize() const { return vsq::byteSize(a); }
    };

    std::unique_ptr<ProductBackend> m_inner;
    Preparation m_preparation;
    std::shared_ptr<const ColumnMaxima> m_maxima;
    OperandCache<Prepared> m_weights;
    SharedOperands<std::vector<float>> m_activations;
};

} // namespace

std::unique_ptr<ProductBackend> makePreparedBackend(std::unique_ptr<ProductBackend> inner, const Preparation &preparation,
                                                    std::shared_ptr<const ColumnMaxima> maxima)
{
    return std::make_unique<PreparedBackend>(std::move(inner), preparation, std::move(maxima));
}

} // namespace vsq
