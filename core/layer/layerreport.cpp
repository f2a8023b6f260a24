// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layerreport.h"

#include "core/chip/plancounters.h"
#include "core/energy/energy.h"
#include "core/layer/layerplan.h"
#include "core/quantize/quantizer.h"
#include "core/run/chipmode.h"
#include "core/run/loadnetwork.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace vsq {

namespace {

/// Signal and error energy of several tensors together.
struct Noise {
    double signal = 0.0;
    double error = 0.0;

    void add(std::span<const float> reference, std::span<const float> values)
    {
        for (std::size_t i = 0; i < reference.size(); ++i) {
            const double x = reference[i];
            const double difference = x - static_cast<double>(values[i]);
            signal += x * x;
            error += difference * difference;
        }
    }
    [[nodiscard]] double sqnr() const
    {
        if (error == 0.0) {
            return std::numeric_limits<double>::infinity();
        }
        return 10.0 * std::log10(signal / error);
    }
};

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

} // namespace

struct LayerRecorder::Sums {
    std::int64_t products = 0;
    std::int64_t m = 0;
    std::int64_t n = 0;
    std::int64_t k = 0;
    std::int64_t saturations = 0;
    std::int64_t cycles = 0;
    std::int64_t multiplierCycles = 0; ///< of the path in use
    double energy = 0.0;
    Noise weights;
    Noise in;
    Noise out;
    ScaleSums scalesA;
    ScaleSums scalesB;
    CodeCount codesA;
    CodeCount codesB;
};

LayerRecorder::LayerRecorder(std::shared_ptr<const Graph> graph, NumberFormat format, ChipConfig config)
    : m_graph(std::move(graph)), m_format(format), m_config(std::move(config)), m_mode(modeOf(m_format)),
      m_lowered(listLayers(m_graph)), m_float(makeFloatBackend())
{
}

LayerRecorder::~LayerRecorder() = default;

LayerRecorder::Chip LayerRecorder::onChip(const ProductTrace &trace) const
{
    const auto layer = std::find_if(m_lowered.begin(), m_lowered.end(),
                                    [&](const Layer &candidate) { return candidate.name == trace.request.node->name; });
    if (!m_mode || layer == m_lowered.end() || !layer->onChip) {
        return {};
    }
    CodeCount a;
    CodeCount b;
    a.add(trace.a.codes);
    b.add(trace.b.codes);
    const OperandDensities densities{.a = a.density(), .b = b.density(), .origin = Origin::Derived};
    const Plan planned = planLayer(*layer, trace.a, trace.b, *m_mode, m_config);
    const Counters counters = countersOf(planned, m_config);
    return {.cycles = counters.cycles,
            .multiplierCycles = counters.cycles * planned.lanes * vectorSize(*m_mode),
            .energy = energyOf(counters, *m_mode, densities, m_config.voltage, m_config).total().value};
}

void LayerRecorder::record(const ProductTrace &trace)
{
    const ProductRequest &request = trace.request;
    const std::vector<float> a = dequantize(trace.a);
    const std::vector<float> b = dequantize(trace.b);
    std::vector<float> exact(static_cast<std::size_t>(request.m * request.n));
    m_float->multiply(request, exact.data());
    const Chip chip = onChip(trace);

    const std::lock_guard lock(m_mutex);
    Sums &sums = m_layers[request.node->name];
    ++sums.products;
    sums.m = request.m;
    sums.n = request.n;
    sums.k = request.k;
    sums.saturations += trace.saturations;
    sums.cycles += chip.cycles;
    sums.multiplierCycles += chip.multiplierCycles;
    sums.energy += chip.energy;
    sums.weights.add(view(request.a, request.m * request.k), a);
    sums.in.add(view(request.b, request.n * request.k), b);
    sums.out.add(exact, view(trace.c, request.m * request.n));
    sums.scalesA.add(trace.a.scales);
    sums.scalesB.add(trace.b.scales);
    sums.codesA.add(trace.a.codes);
    sums.codesB.add(trace.b.codes);
}

std::vector<LayerReport> LayerRecorder::reports() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<LayerReport> reports;
    for (const Layer &layer : m_lowered) {
        const auto found = m_layers.find(layer.name);
        if (found == m_layers.end()) {
            continue;
        }
        const Sums &sums = found->second;
        LayerReport report;
        report.layer = layer;
        report.products = sums.products;
        report.m = sums.m;
        report.n = sums.n;
        report.k = sums.k;
        report.macs = sums.m * sums.n * sums.k * sums.products;
        report.saturations = sums.saturations;
        report.sqnrWeights = sums.weights.sqnr();
        report.sqnrIn = sums.in.sqnr();
        report.sqnrOut = sums.out.sqnr();
        report.densityA = sums.codesA.density();
        report.densityB = sums.codesB.density();
        report.scalesA = sums.scalesA.result();
        report.scalesB = sums.scalesB.result();
        if (sums.cycles > 0) {
            report.cycles = sums.cycles;
            report.utilisation = static_cast<double>(report.macs) / static_cast<double>(sums.multiplierCycles);
            report.energy = sums.energy;
        }
        reports.push_back(std::move(report));
    }
    return reports;
}

} // namespace vsq
