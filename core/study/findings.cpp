// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/findings.h"

#include "core/layer/layerplan.h"
#include "core/layer/utilisation.h"
#include "core/run/backend.h"
#include "core/run/chipmode.h"
#include "core/run/loadnetwork.h"
#include "core/study/productfindings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace vsq {

namespace {

constexpr double kPaddingWorthSaying = 5.0;    // % of the multiplier-cycles
constexpr double kPaddingWarning = 25.0;       // %
constexpr double kTransposedWorthSaying = 2.0; // % of the cycles

void judgePlan(const Layer &layer, const FindingsRequest &request, std::vector<Finding> &found)
{
    const auto own = request.formats.find(layer.name);
    const NumberFormat &format = own == request.formats.end() ? request.format : own->second;
    const NumberFormat &next = nextFormat(layer, request.format, request.formats);
    const std::optional<LayerCost> cost = costOf(layer, format, request.config, next);
    if (!cost) {
        return;
    }
    const CycleShares shares = sharesOf(cost->counters, cost->multipliers());
    const double padding = shares.total > 0.0 ? 100.0 * shares.paddingK / shares.total : 0.0;
    const int size = vectorSize(cost->plan.shape.mode);
    const bool convolution = layer.channels > 0;
    const bool tapByTap = convolution && !packsTaps(layer.channels, request.config);
    if (padding >= kPaddingWorthSaying) {
        found.push_back(
            {.rule = FindingRule::PaddingAlongK,
             .severity = padding >= kPaddingWarning ? FindingSeverity::Warning : FindingSeverity::Note,
             .layer = layer.name,
             .place = tapByTap ? fmt::format("K = {} channels x {} taps", layer.channels, layer.kernelHeight * layer.kernelWidth)
                               : fmt::format("K = {}", layer.k),
             .number = padding,
             .text = fmt::format("{:.1f} % of the multiplier-cycles pad vectors of {} along K", padding, size),
             .remedy = tapByTap
                           ? fmt::format("channels a multiple of {}, or taps packed (packedChannels) where they are few", size)
                           : fmt::format("K a multiple of {}", size)});
    }
    Layer other = layer; // C^T = B A^T: rows and columns change places, a convolution's geometry goes
    std::swap(other.m, other.n);
    other.channels = other.kernelHeight = other.kernelWidth = other.outputHeight = other.outputWidth = 0;
    const std::optional<LayerCost> transposed = convolution ? std::nullopt : costOf(other, format, request.config, next);
    if (transposed && transposed->cycles() < cost->cycles()) {
        const double saved = 100.0 * (1.0 - static_cast<double>(transposed->cycles()) / static_cast<double>(cost->cycles()));
        if (saved >= kTransposedWorthSaying) {
            found.push_back(
                {.rule = FindingRule::DenserTransposed,
                 .severity = saved >= 20.0 ? FindingSeverity::Warning : FindingSeverity::Note,
                 .layer = layer.name,
                 .place = fmt::format("{} x {}", layer.m, layer.n),
                 .number = saved,
                 .text = fmt::format("transposed it takes {} cycles in place of {}, {:.1f} % fewer", transposed->cycles(),
                                     cost->cycles(), saved),
                 .remedy = "let the activations stand still (C^T = B A^T) where the next layer takes the result so, or "
                           "run more tokens or images at a time"});
        }
    }
}

} // namespace

std::string_view nameOf(FindingRule rule)
{
    switch (rule) {
    case FindingRule::ScaleUnderflow: return "scale-underflow";
    case FindingRule::SaturatingSum: return "saturating-sum";
    case FindingRule::VectorsWinNothing: return "vectors-win-nothing";
    case FindingRule::PaddingAlongK: return "padding-along-k";
    case FindingRule::DenserTransposed: return "denser-transposed";
    case FindingRule::AssertionFails: break;
    }
    return "assertion";
}

std::string_view nameOf(FindingSeverity severity)
{
    switch (severity) {
    case FindingSeverity::Note: return "note";
    case FindingSeverity::Warning: return "warning";
    case FindingSeverity::Problem: break;
    }
    return "problem";
}

std::vector<Finding> findFindings(const FindingsRequest &request, const JobContext &job)
{
    const auto someLayer = [&](const auto &has) {
        return has(request.format)
               || std::any_of(request.formats.begin(), request.formats.end(), [&](const auto &own) { return has(own.second); });
    };
    const bool onChip = someLayer([](const NumberFormat &format) { return modeOf(format).has_value(); });
    const bool scaled = someLayer([](const NumberFormat &format) { return format.weights.hasIntegerScales(); });
    for (const Assertion &assertion : request.assertions) {
        const bool sums = assertion.isOfChip() && !onChip;
        const bool scales = assertion.isOfScales() && !scaled;
        if (sums || scales) {
            throw Error({{}, "assertion '" + assertion.text + "'"}, "format",
                        !sums                                            ? "one with integer scales of vectors"
                        : assertion.quantity == Assertion::Quantity::Sum ? "one of the chip's, which has 24-bit sums"
                                                                         : "one of the chip's",
                        describe(request.format));
        }
    }
    std::vector<Finding> found;
    const std::vector<Layer> layers = listLayers(request.graph);
    for (const Layer &layer : layers) {
        judgePlan(layer, request, found);
    }
    ProductFindings products(request, layers);
    BackendOptions options;
    options.format = request.format;
    options.layerFormats.insert(request.formats.begin(), request.formats.end());
    options.config = request.config;
    options.config.layerOutput = ChipConfig::LayerOutput::Sums; // every product is looked at by itself
    options.engine = request.engine;
    options.engine.stop = job.stop;
    options.observer = [&products](const ProductTrace &trace) { products.record(trace); };
    const PreparedNetwork prepared = prepareNetwork(request.graph, defaultFidelity(request.format), options);
    static_cast<void>(Executor(prepared.graph).run(request.inputs, *prepared.backend, job));
    job.check();
    for (Finding &finding : products.findings()) {
        found.push_back(std::move(finding));
    }
    std::map<std::string, std::size_t> order;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        order.emplace(layers[i].name, i);
    }
    std::stable_sort(found.begin(), found.end(), [&](const Finding &a, const Finding &b) {
        return a.severity != b.severity ? a.severity > b.severity : order[a.layer] < order[b.layer];
    });
    return found;
}

} // namespace vsq
