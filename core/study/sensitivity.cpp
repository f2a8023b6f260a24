// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/sensitivity.h"

#include "core/chip/plan.h"
#include "core/quantize/quantizer.h"
#include "core/run/activations.h"
#include "core/run/backend.h"
#include "core/run/loadnetwork.h"
#include "core/run/operandcache.h"
#include "core/run/preparedoperands.h"
#include "core/study/classifier.h"
#include "core/study/score.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

namespace vsq {

namespace {

/// FP32 products of which one operand is what its codes stand for.
class OneSideBackend final : public ProductBackend {
public:
    OneSideBackend(const NumberFormat &format, SensitiveSide side, const ChipConfig &config)
        : m_format(format), m_side(side), m_config(config)
    {
    }

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_config); }

    void multiply(const ProductRequest &request, float *c) override
    {
        ProductRequest real = request;
        std::shared_ptr<const std::vector<float>> a;
        std::vector<float> b;
        if (m_side == SensitiveSide::Weights) {
            a = m_weights.operand(request, m_format, [&] { return dequantize(quantizeStationary(request, m_format)); });
            real.a = a->data();
        } else {
            b = dequantize(quantizeImages(request, m_format));
            real.b = b.data();
        }
        m_float->multiply(real, c);
    }

private:
    NumberFormat m_format;
    SensitiveSide m_side;
    ChipConfig m_config;
    OperandCache<std::vector<float>> m_weights;
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
};

std::unique_ptr<ProductBackend> backendFor(const NumberFormat &format, SensitiveSide side, const ChipConfig &config,
                                           const EngineOptions &engine)
{
    if (side != SensitiveSide::Both) {
        return std::make_unique<OneSideBackend>(format, side, config);
    }
    BackendOptions options;
    options.format = format;
    options.config = config;
    options.engine = engine;
    return makeBackend(defaultFidelity(format), options);
}

Accuracy accuracyOf(const std::vector<std::uint8_t> &right)
{
    return {.correct = std::accumulate(right.begin(), right.end(), std::int64_t{0}),
            .count = static_cast<std::int64_t>(right.size())};
}

} // namespace

std::string_view nameOf(SensitiveSide side)
{
    switch (side) {
    case SensitiveSide::Both: return "both";
    case SensitiveSide::Weights: return "weights";
    case SensitiveSide::Activations: break;
    }
    return "activations";
}

Sensitivity measureSensitivity(const std::shared_ptr<const Graph> &graph, const Dataset &data,
                               const std::vector<NumberFormat> &formats, SensitiveSide side, const ChipConfig &config,
                               const EngineOptions &engine, const JobContext &job)
{
    const auto start = std::chrono::steady_clock::now();
    EngineOptions stopping = engine;
    stopping.stop = job.stop;
    std::vector<std::unique_ptr<ProductBackend>> backends;
    std::vector<Executor::Variant> variants;
    Sensitivity result;
    const std::vector<Layer> layers = listLayers(graph);
    for (const NumberFormat &format : formats) {
        requireUnprepared(format, "sensitivity");
        backends.push_back(backendFor(format, side, config, stopping));
        for (const Layer &layer : layers) {
            if (layer.onChip) {
                variants.push_back({.node = layer.node, .backend = backends.back().get()});
                result.layers.push_back({.layer = layer, .format = format, .accuracy = {}, .paired = {}});
            }
        }
    }
    const std::unique_ptr<ProductBackend> exact = makeFloatBackend();
    const std::vector<Classifier::VariantAnswers> answers = Classifier(graph).predictVariants(data, *exact, variants, job);
    const std::vector<std::uint8_t> fp32 = rightAnswers(answers.front().answers.items, Metric::Top1);
    result.fp32 = accuracyOf(fp32);
    for (std::size_t i = 0; i < result.layers.size(); ++i) {
        const Classifier::VariantAnswers &own = answers[i + 1];
        LayerSensitivity &layer = result.layers[i];
        const std::vector<std::uint8_t> right = rightAnswers(own.answers.items, Metric::Top1);
        layer.accuracy = accuracyOf(right);
        layer.paired = pairedDifference(fp32, right);
        layer.noise = own.signal > 0.0 ? own.error / own.signal : 0.0;
        layer.sqnr = own.error > 0.0 ? 10.0 * std::log10(own.signal / own.error) : std::numeric_limits<double>::infinity();
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

std::vector<std::size_t> ranked(const std::vector<LayerSensitivity> &layers)
{
    std::vector<std::size_t> order(layers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const double lossA = layers[a].loss();
        const double lossB = layers[b].loss();
        return lossA != lossB ? lossA > lossB : layers[a].noise > layers[b].noise;
    });
    return order;
}

} // namespace vsq
