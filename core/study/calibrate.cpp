// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/calibrate.h"

#include "core/quantize/magnitudehistogram.h"
#include "core/quantize/quantizer.h"
#include "core/run/backend.h"
#include "core/run/batches.h"
#include "core/run/preparedbackend.h"

#include <mutex>

namespace vsq {

namespace {

/// Hands every product on and keeps the magnitudes of the activations that go into it.
class LookingBackend final : public ProductBackend {
public:
    LookingBackend(std::unique_ptr<ProductBackend> inner, bool isUnsigned) : m_inner(std::move(inner)), m_isUnsigned(isUnsigned)
    {
    }

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return m_inner->packsTaps(channels); }

    void multiply(const ProductRequest &request, float *c) override
    {
        Layer &layer = layerOf(request.node->name);
        {
            const std::lock_guard lock(layer.mutex);
            layer.activations.add({request.b, static_cast<std::size_t>(request.n * request.k)}, m_isUnsigned);
            if (!request.aIsConstant) {
                layer.stationary.add({request.a, static_cast<std::size_t>(request.m * request.k)}, m_isUnsigned);
            }
        }
        m_inner->multiply(request, c);
    }

    bool softmax(const Node &node, float *x, std::int64_t rows, std::int64_t width) override
    {
        return m_inner->softmax(node, x, rows, width);
    }

    [[nodiscard]] std::map<std::string, LayerScales, std::less<>> scales(const NumberFormat &format) const
    {
        std::map<std::string, LayerScales, std::less<>> result;
        for (const auto &[name, layer] : m_layers) {
            LayerScales &scales = result[name];
            scales.activations = gamma(layer.activations, format);
            if (layer.stationary.count() > 0) {
                scales.stationary = gamma(layer.stationary, format);
            }
        }
        return result;
    }

private:
    struct Layer {
        std::mutex mutex;
        MagnitudeHistogram activations;
        MagnitudeHistogram stationary;
    };

    Layer &layerOf(const std::string &name)
    {
        const std::lock_guard lock(m_mutex);
        return m_layers[name]; // nodes of a map stay where they are
    }

    /// In the quantizer's own order of operations: s = xmax / qmax, gamma = s / (2^S - 1).
    static float gamma(const MagnitudeHistogram &magnitudes, const NumberFormat &format)
    {
        const float scale = magnitudes.clip(format.activations, format.calibration)
                            / static_cast<float>(largestCode(format.activations));
        return format.activations.granularity == Granularity::Vector
                   ? scale / static_cast<float>((1 << format.activations.scaleBits) - 1)
                   : scale;
    }

    std::unique_ptr<ProductBackend> m_inner;
    bool m_isUnsigned;
    std::mutex m_mutex;
    std::map<std::string, Layer> m_layers;
};

} // namespace

ActivationScales calibrate(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &given,
                           const ChipConfig &config, Fidelity fidelity, const JobContext &job, const EngineOptions &engine)
{
    const NumberFormat format = fidelity == Fidelity::Quantized ? asConfigured(given, config) : given;
    if (!hasStaticScales(format)) {
        throw Error({}, "calibration", "a format with coarse scales: integer scale bits, or one scale a tensor",
                    describe(format));
    }
    BackendOptions options;
    options.format = format;
    options.format.calibration = {}; // the clips are chosen at the end
    options.format.preparation = {}; // what is looked at is prepared already
    if (format.preparation.smooth) {
        throw Error({}, "calibration", "a format that does not smooth its operands: what divides them comes from the data itself",
                    describe(format));
    }
    options.config = config;
    options.config.layerOutput = ChipConfig::LayerOutput::Sums; // the PPU's codes need what is being looked for
    options.engine = engine;
    options.engine.stop = job.stop;
    PreparedNetwork prepared = prepareNetwork(graph, fidelity, options);
    auto looking = std::make_unique<LookingBackend>(std::move(prepared.backend), format.activations.isUnsigned);
    const LookingBackend &backend = *looking;
    std::unique_ptr<ProductBackend> outermost = std::move(looking);
    if (!format.preparation.isNone()) {
        outermost = makePreparedBackend(std::move(outermost), format.preparation, nullptr);
    }
    BatchRunner(prepared.graph)
        .run(
            data, *outermost, [](std::int64_t, std::int64_t, const TensorMap &) {}, job);
    ActivationScales scales;
    scales.format = format;
    scales.fidelity = fidelity;
    scales.items = data.size();
    scales.layers = backend.scales(format);
    return scales;
}

} // namespace vsq
