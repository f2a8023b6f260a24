// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/backend.h"

#include "core/chip/plan.h"
#include "core/engine/productformat.h"
#include "core/network/attention.h"
#include "core/quantize/quantizer.h"
#include "core/run/activations.h"
#include "core/run/chipbackend.h"
#include "core/run/integerbackend.h"
#include "core/run/operandcache.h"

namespace vsq {

namespace {

/// Codes times scales, multiplied in FP32: real scales, or more bits of them than the integer engine takes.
class QuantizedBackend final : public ProductBackend {
public:
    explicit QuantizedBackend(BackendOptions options) : m_options(std::move(options)), m_float(makeFloatBackend()) {}

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_options.config); }

    void multiply(const ProductRequest &request, float *c) override
    {
        const auto a = m_weights.operand(request, m_options.format, [&] {
            Weights made{.matrix = quantizeStationary(request, m_options.format, m_options.scales.get()), .values = {}};
            made.values = dequantize(made.matrix);
            return made;
        });
        const QuantizedMatrix b = quantizeImages(request, m_options.format, m_options.scales.get());
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

        [[nodiscard]] std::size_t byteSize() const { return vsq::byteSize(matrix) + values.size() * sizeof(float); }
    };

    BackendOptions m_options;
    std::unique_ptr<ProductBackend> m_float;
    OperandCache<Weights> m_weights;
};

} // namespace

std::string_view arithmeticOf(Fidelity fidelity, const NumberFormat &format)
{
    switch (fidelity) {
    case Fidelity::Float: return "fp32";
    case Fidelity::Quantized:
        return runsOnIntegers(format.weights, format.activations) ? "integer dot products" : "dequantized fp32";
    case Fidelity::Chip: break;
    }
    return "chip integers";
}

NumberFormat asConfigured(NumberFormat format, const ChipConfig &config)
{
    format.activations.isUnsigned = format.activations.isUnsigned || config.unsignedActivations;
    return format;
}

std::unique_ptr<ProductBackend> makeBackend(Fidelity fidelity, const BackendOptions &given)
{
    BackendOptions options = given;
    if (fidelity == Fidelity::Quantized) {
        options.format = asConfigured(options.format, options.config);
    }
    if (options.scales && fidelity != Fidelity::Float) {
        requireScalesFor(*options.scales, options.format);
    }
    switch (fidelity) {
    case Fidelity::Float: return makeFloatBackend();
    case Fidelity::Quantized: {
        auto real = std::make_unique<QuantizedBackend>(options);
        return runsOnIntegers(options.format.weights, options.format.activations) ? makeIntegerBackend(options, std::move(real))
                                                                                  : std::move(real);
    }
    case Fidelity::Chip: break;
    }
    return makeChipBackend(options);
}

PreparedNetwork prepareNetwork(const std::shared_ptr<const Graph> &graph, Fidelity fidelity, BackendOptions options)
{
    PreparedNetwork prepared{.graph = graph, .backend = nullptr};
    if (fidelity == Fidelity::Chip && options.config.softmax == ChipConfig::Softmax::Chip) {
        options.chipSoftmax = attentionSoftmaxes(*graph);
    }
    if (fidelity == Fidelity::Chip && options.config.layerOutput == ChipConfig::LayerOutput::Ppu) {
        if (!options.scales) {
            throw Error({{}, "layerOutput=ppu"}, "scales of activations", "static ones, as vsq calibrate finds them", "none");
        }
        options.chain = linkLayers(graph, options.format, options.config);
        prepared.graph = options.chain.graph;
    }
    prepared.backend = makeBackend(fidelity, options);
    return prepared;
}

} // namespace vsq
