// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/backend.h"

#include "core/engine/operandsof.h"
#include "core/engine/packedproduct.h"
#include "core/quantize/quantizer.h"
#include "core/study/activations.h"
#include "core/study/chipmode.h"
#include "core/study/operandcache.h"
#include "core/study/productrun.h"

#include <algorithm>

namespace vsq {

namespace {

/// Keeps constant operands, makes others anew.
template <typename T>
std::shared_ptr<const T> operandA(OperandCache<T> &cache, const ProductRequest &request, const std::function<T()> &make)
{
    return request.aIsConstant ? cache.get(request, make) : std::make_shared<const T>(make());
}

/// Codes times scales, multiplied in FP32.
class QuantizedBackend final : public ProductBackend {
public:
    explicit QuantizedBackend(BackendOptions options) : m_options(std::move(options)), m_float(makeFloatBackend()) {}

    void multiply(const ProductRequest &request, float *c) override
    {
        const auto a = operandA<Weights>(m_weights, request, [&] {
            Weights made{.matrix = quantizeStationary(request, m_options.format), .values = {}};
            made.values = dequantize(made.matrix);
            return made;
        });
        const QuantizedMatrix b = quantizeImages(request, m_options.format);
        const std::vector<float> values = dequantize(b);
        ProductRequest real = request;
        real.a = a->values.data();
        real.b = values.data();
        m_float->multiply(real, c);
        if (m_options.observer) {
            m_options.observer({.request = request, .a = a->matrix, .b = b, .c = c, .saturations = 0});
        }
    }

private:
    struct Weights {
        QuantizedMatrix matrix;
        std::vector<float> values; ///< dequantized
    };

    BackendOptions m_options;
    std::unique_ptr<ProductBackend> m_float;
    OperandCache<Weights> m_weights;
};

/// The accelerator's integers, scaled to real values at the end.
class ChipBackend final : public ProductBackend {
public:
    ChipBackend(BackendOptions options, Mode mode)
        : m_options(std::move(options)), m_mode(mode), m_product(productFormat(mode))
    {
    }

    void multiply(const ProductRequest &request, float *c) override
    {
        const auto a = operandA<Weights>(m_weights, request, [&] {
            Weights made{.matrix = quantizeStationary(request, m_options.format), .packed = {}};
            made.packed = PackedWeights(made.matrix, m_product, m_options.engine.isa);
            return made;
        });
        if (m_options.observer || !fitsBuffers(request)) {
            multiplyInView(request, a->matrix, c);
        } else {
            multiplyPacked(request, a->packed, c);
        }
    }

private:
    struct Weights {
        QuantizedMatrix matrix;
        PackedWeights packed;
    };

    /// Whether K is resident at once; otherwise the host adds parts.
    [[nodiscard]] bool fitsBuffers(const ProductRequest &request) const
    {
        const std::int64_t size = vectorSize(m_mode);
        const std::int64_t vectors = request.segments * ((request.k / request.segments + size - 1) / size);
        return vectors <= std::min(m_options.config.aBankEntries, m_options.config.bBufferEntries);
    }

    /// All images at once, each with its own scale.
    void multiplyPacked(const ProductRequest &request, const PackedWeights &a, float *c) const
    {
        const PackedActivations b =
            quantizeAndPack(request.b, request.n, request.k, m_options.format.activations, m_product, {},
                            m_options.format.calibration, request.segments, m_options.engine.isa, request.itemRows);
        multiplyToFloat(a, b, m_options.config, m_options.engine, c);
    }

    /// With everything that an observer wants to see; the same results.
    void multiplyInView(const ProductRequest &request, const QuantizedMatrix &a, float *c) const
    {
        const QuantizedMatrix b = quantizeImages(request, m_options.format);
        const ProductSums product = chipSums(makeOperands(a, b, m_mode), m_options.config, m_options.engine);
        const float unit = sumUnit(m_mode);
        for (std::int64_t n = 0; n < request.n; ++n) {
            for (std::int64_t m = 0; m < request.m; ++m) {
                const auto sum = static_cast<float>(product.sums[static_cast<std::size_t>(m * request.n + n)]);
                c[n * request.m + m] = sum * unit * a.gammaOf(m) * b.gammaOf(n);
            }
        }
        if (m_options.observer) {
            m_options.observer({.request = request, .a = a, .b = b, .c = c, .saturations = product.saturations});
        }
    }

    BackendOptions m_options;
    Mode m_mode;
    ProductFormat m_product;
    OperandCache<Weights> m_weights;
};

} // namespace

std::unique_ptr<ProductBackend> makeBackend(Fidelity fidelity, const BackendOptions &options)
{
    switch (fidelity) {
    case Fidelity::Float: return makeFloatBackend();
    case Fidelity::Quantized: return std::make_unique<QuantizedBackend>(options);
    case Fidelity::Chip: break;
    }
    const auto mode = modeOf(options.format);
    if (!mode) {
        throw Error({}, "fidelity chip", "one of the chip's formats (vsq, int4, int8)", describe(options.format));
    }
    return std::make_unique<ChipBackend>(options, *mode);
}

} // namespace vsq
