// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/integerbackend.h"

#include "core/chip/plan.h"
#include "core/engine/activationpacker.h"
#include "core/engine/packedproduct.h"
#include "core/quantize/quantizer.h"
#include "core/run/activations.h"
#include "core/run/imagerows.h"
#include "core/run/operandcache.h"
#include "core/run/packedstationary.h"
#include "core/run/sharedactivations.h"
#include "core/run/transposedoperand.h"

namespace vsq {

namespace {

constexpr int kMostSumBits = 30;

ProductFormat unrounded(const OperandFormat &weights, const OperandFormat &activations)
{
    ProductFormat format = productFormat(weights, activations);
    format.sumBits = kMostSumBits;
    return format;
}

class IntegerBackend final : public ProductBackend {
public:
    IntegerBackend(const BackendOptions &options, std::unique_ptr<ProductBackend> other)
        : m_options(options), m_other(std::move(other)),
          m_weighted(unrounded(options.format.weights, options.format.activations)),
          m_moving(unrounded(options.format.activations, options.format.activations))
    {
        m_options.engine.isa = resolve(m_options.engine.isa); // which asks the environment: once is enough
    }

    [[nodiscard]] bool takesTransposed(bool) const override { return !m_options.observer; }
    [[nodiscard]] bool takesAnyOrder() const override { return !m_options.observer; }

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_options.config); }

    [[nodiscard]] bool takesImages(const ProductRequest &request) const override
    {
        return !m_options.observer && fits(request) && ActivationPacker::takes(m_options.format.activations, calibration());
    }

    void multiply(const ProductRequest &request, float *c) override
    {
        if (!fits(request)) {
            const TransposedOperand transposed(request);
            m_other->multiply(transposed.request(), c);
            return;
        }
        const auto a = m_weights.operand(request, m_options.format, [&] {
            if (!m_options.observer) {
                auto packed = request.aIsConstant ? packWeights(request, m_options, formatOf(request))
                                                  : packActivations(request, m_options, formatOf(request));
                if (packed) {
                    return Weights{.matrix = {}, .packed = std::move(*packed)};
                }
            }
            Weights made{.matrix = quantizeStationary(request, m_options.format, m_options.scales.get()), .packed = {}};
            made.packed = PackedWeights(made.matrix, formatOf(request), m_options.engine.isa, m_options.engine.stop);
            if (!m_options.observer) {
                made.matrix = {};
            }
            return made;
        });
        if (request.images != nullptr) {
            multiplyImages(request, a->packed, c);
        } else if (m_options.observer) {
            const QuantizedMatrix b = quantizeImages(request, m_options.format, m_options.scales.get());
            multiplyUnrounded(a->packed, PackedActivations(b, formatOf(request), m_options.engine.isa), m_options.engine, c);
            m_options.observer({.request = request, .a = a->matrix, .b = b, .c = c, .saturations = 0});
        } else if (ownCodesAreTaken(request, m_options.format)) {
            const PackedActivations b(quantizeImages(request, m_options.format), formatOf(request), m_options.engine.isa);
            multiplyUnrounded(a->packed, b, m_options.engine, c);
        } else {
            const std::optional<float> gamma = staticGamma(request);
            const auto b = m_activations.get(request, gamma, [&] {
                return quantizeAndPack(request.b, request.n, request.k, m_options.format.activations, formatOf(request), gamma,
                                       calibration(), request.segments, m_options.engine.isa, request.itemRows,
                                       m_options.engine.stop);
            });
            multiplyUnrounded(a->packed, *b, m_options.engine, c);
        }
    }

    bool multiplyBatch(const ProductBatch &batch, float *c) override
    {
        const auto packed = !m_options.observer && fits(batch.first) ? PackedBatch::of(batch, m_options, m_moving) : std::nullopt;
        return packed
               && packed->forEach(c, [this](const PackedWeights &a, const PackedActivations &b, const ProductColumns &columns,
                                            float *to) { multiplyUnrounded(a, b, m_options.engine, to, columns); });
    }

private:
    struct Weights {
        QuantizedMatrix matrix; ///< for observers
        PackedWeights packed;

        [[nodiscard]] std::size_t byteSize() const { return vsq::byteSize(matrix) + packed.byteSize(); }
    };

    /// Two activations meet with the activations' bits on both sides.
    [[nodiscard]] const ProductFormat &formatOf(const ProductRequest &request) const
    {
        return request.aIsConstant ? m_weighted : m_moving;
    }

    [[nodiscard]] bool fits(const ProductRequest &request) const
    {
        const ProductFormat &format = formatOf(request);
        const auto largest = [](int bits, bool isUnsigned) { return std::int64_t{1} << (isUnsigned ? bits : bits - 1); };
        return format.scaled()
               || request.k * largest(format.bitsA, format.unsignedA) * largest(format.bitsB, format.unsignedB)
                      < std::int64_t{1} << (kMostSumBits - 1);
    }

    [[nodiscard]] std::optional<float> staticGamma(const ProductRequest &request) const
    {
        return m_options.scales ? std::optional(m_options.scales->activationsOf(*request.node)) : std::nullopt;
    }
    [[nodiscard]] Calibration calibration() const { return m_options.scales ? Calibration{} : m_options.format.calibration; }

    void multiplyImages(const ProductRequest &request, const PackedWeights &a, float *c) const
    {
        const ImageRows images(request);
        const PackedActivations b = quantizeAndPack(images.rows(), m_options.format.activations, formatOf(request),
                                                    staticGamma(request), m_options.engine.isa, m_options.engine.stop);
        multiplyUnroundedToPlanes(a, b, m_options.engine, c, {request.itemRows, request.images->resultStride}, images.window());
    }

    BackendOptions m_options;
    std::unique_ptr<ProductBackend> m_other;
    ProductFormat m_weighted;
    ProductFormat m_moving;
    OperandCache<Weights> m_weights;
    SharedActivations m_activations;
};

} // namespace

std::unique_ptr<ProductBackend> makeIntegerBackend(const BackendOptions &options, std::unique_ptr<ProductBackend> other)
{
    return std::make_unique<IntegerBackend>(options, std::move(other));
}

} // namespace vsq
