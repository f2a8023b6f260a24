// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layermeasure.h"

#include "core/chip/plan.h"
#include "core/layer/layerdata.h"
#include "core/layer/layerenergy.h"
#include "core/network/operators/operatortable.h"
#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"
#include "core/run/activations.h"
#include "core/run/backend.h"
#include "core/run/loadnetwork.h"
#include "core/run/preparedoperands.h"

#include <algorithm>
#include <map>
#include <span>

namespace vsq {

namespace {

struct ScaleSums {
    ScaleSummary summary;
    double total = 0.0;

    void add(const std::vector<std::uint16_t> &scales)
    {
        for (const std::uint16_t scale : scales) {
            summary.smallest = summary.count == 0 ? scale : std::min<std::int64_t>(summary.smallest, scale);
            summary.largest = std::max<std::int64_t>(summary.largest, scale);
            summary.zeros += scale == 0 ? 1 : 0;
            total += scale;
            ++summary.count;
        }
    }
    [[nodiscard]] std::optional<ScaleSummary> result() const
    {
        if (summary.count == 0) {
            return std::nullopt;
        }
        ScaleSummary done = summary;
        done.mean = total / static_cast<double>(summary.count);
        return done;
    }
};

struct CodeCount {
    std::int64_t nonZero = 0;
    std::int64_t all = 0;

    void add(const std::vector<std::int8_t> &codes)
    {
        nonZero += std::count_if(codes.begin(), codes.end(), [](auto code) { return code != 0; });
        all += static_cast<std::int64_t>(codes.size());
    }
    [[nodiscard]] double density() const { return all == 0 ? 0.0 : static_cast<double>(nonZero) / static_cast<double>(all); }
};

std::span<const float> view(const float *data, std::int64_t size)
{
    return {data, static_cast<std::size_t>(size)};
}

/// What was seen of a layer's products.
struct Sums {
    Layer layer; ///< as this run has it
    std::int64_t saturations = 0;
    NoiseEnergy weights;
    NoiseEnergy in;
    NoiseEnergy out;
    ScaleSums scalesA;
    ScaleSums scalesB;
    CodeCount codesA;
    CodeCount codesB;
    std::string prepare;
    std::string codes; ///< what became of the network's own integers; empty: it has none here

    /// exact: the FP32 product of the same operands. A large convolution comes in several requests of whole images.
    void add(const Layer &listed, const ProductTrace &trace, const float *exact)
    {
        const ProductRequest &request = trace.request;
        const std::int64_t before = layer.n;
        if (request.index == 0) {
            layer = asRun(listed, request);
            layer.n += before;
            layer.macs = layer.m * layer.n * layer.k * layer.count;
        }
        saturations += trace.saturations;
        weights.add(view(request.a, request.m * request.k), dequantize(trace.a));
        in.add(view(request.b, request.n * request.k), dequantize(trace.b));
        out.add(view(exact, request.m * request.n), view(trace.c, request.m * request.n));
        scalesA.add(trace.a.scales);
        scalesB.add(trace.b.scales);
        codesA.add(trace.a.codes);
        codesB.add(trace.b.codes);
    }

    [[nodiscard]] LayerReport report(const NumberFormat &format, const ChipConfig &config, const NumberFormat &next) const
    {
        LayerReport report;
        report.layer = layer;
        report.products = layer.count;
        report.m = layer.m;
        report.n = layer.n;
        report.k = layer.k;
        report.macs = layer.macs;
        report.saturations = saturations;
        report.sqnrWeights = weights.sqnrDb();
        report.sqnrIn = in.sqnrDb();
        report.sqnrOut = out.sqnrDb();
        report.densityA = codesA.density();
        report.densityB = codesB.density();
        report.scalesA = scalesA.result();
        report.scalesB = scalesB.result();
        report.prepare = prepare;
        if (const auto cost = costOf(layer, format, config, next)) {
            report.cycles = cost->cycles();
            report.utilisation = cost->utilisation();
            report.energy = measuredEnergy(report, format, config, next);
            report.output = cost->output();
            report.note = cost->note;
        } else {
            report.note = refusalOf(layer, format, config, next);
        }
        report.note += (report.note.empty() || codes.empty() ? "" : ". ") + codes;
        return report;
    }
};

std::string codesText(const ProductRequest &request, const NumberFormat &format)
{
    const OperatorSpec *spec = operatorTable().find(*request.node);
    if (spec == nullptr || !spec->codes) {
        return {};
    }
    return ownCodesAreTaken(request, format) ? "The network's own codes" : "The network's integers, quantized again";
}

/// FP32 products go on; beside each the one in the layer's format is computed and looked at.
class MeasuringBackend final : public ProductBackend {
public:
    MeasuringBackend(const MeasureOptions &options, std::vector<Layer> layers, std::shared_ptr<const ColumnMaxima> maxima,
                     const std::stop_token &stop)
        : m_options(options), m_layers(std::move(layers)), m_maxima(std::move(maxima)), m_stop(stop)
    {
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            m_index.emplace(m_layers[i].name, i);
        }
        m_sums.resize(m_layers.size());
    }

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_options.config); }

    void multiply(const ProductRequest &request, float *c) override
    {
        m_float->multiply(request, c);
        const auto found = request.node == nullptr ? m_index.end() : m_index.find(request.node->name);
        if (found == m_index.end()) {
            return;
        }
        m_exact = c;
        m_current = found->second;
        m_product.resize(static_cast<std::size_t>(request.m * request.n));
        backendOf(formatOf(found->first)).multiply(request, m_product.data());
    }

    [[nodiscard]] std::vector<LayerReport> reports() const
    {
        std::vector<LayerReport> reports;
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            if (m_sums[i]) {
                reports.push_back(m_sums[i]->report(formatOf(m_layers[i].name), m_options.config,
                                                    nextFormat(m_layers[i], m_options.format, m_options.formats)));
            }
        }
        return reports;
    }

private:
    [[nodiscard]] const NumberFormat &formatOf(const std::string &layer) const
    {
        const auto found = m_options.formats.find(layer);
        return found == m_options.formats.end() ? m_options.format : found->second;
    }

    ProductBackend &backendOf(const NumberFormat &format)
    {
        for (const auto &[known, backend] : m_backends) {
            if (known == format) {
                return *backend;
            }
        }
        BackendOptions options;
        options.format = format;
        options.config = m_options.config;
        options.engine.stop = m_stop;
        options.scales = format == m_options.format ? m_options.scales : nullptr;
        options.observer = [this](const ProductTrace &trace) {
            if (!m_sums[m_current]) {
                m_sums[m_current].emplace();
            }
            m_sums[m_current]->add(m_layers[m_current], trace, m_exact);
            m_sums[m_current]->codes = codesText(trace.request, formatOf(trace.request.node->name));
            m_sums[m_current]->prepare = describePreparation(formatOf(trace.request.node->name).preparation, trace.request);
        };
        options.maxima = m_maxima;
        Fidelity fidelity = m_options.fidelity.value_or(defaultFidelity(format));
        if (fidelity == Fidelity::Chip && chipModeName(format).empty()) {
            fidelity = Fidelity::Quantized; // a layer's own format that the host multiplies
        }
        m_backends.emplace_back(format, makeBackend(fidelity, options));
        return *m_backends.back().second;
    }

    const MeasureOptions &m_options;
    std::vector<Layer> m_layers;
    std::shared_ptr<const ColumnMaxima> m_maxima;
    std::stop_token m_stop;
    std::map<std::string, std::size_t, std::less<>> m_index;
    std::vector<std::optional<Sums>> m_sums; ///< by layer
    std::vector<std::pair<NumberFormat, std::unique_ptr<ProductBackend>>> m_backends;
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
    const float *m_exact = nullptr;
    std::size_t m_current = 0;
    std::vector<float> m_product;
};

} // namespace

std::vector<LayerReport> measureLayers(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                                       const MeasureOptions &options, const JobContext &job)
{
    const bool smooths = options.format.preparation.smooth
                         || std::any_of(options.formats.begin(), options.formats.end(),
                                        [](const auto &layer) { return layer.second.preparation.smooth.has_value(); });
    MeasuringBackend backend(options, listLayers(graph), smooths ? columnMaximaOf(graph, inputs, job, options.config) : nullptr,
                             job.stop);
    (void)Executor(graph).run(inputs, backend, job);
    return backend.reports();
}

} // namespace vsq
