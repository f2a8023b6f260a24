// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/backend.h"

#include "core/chip/plan.h"
#include "core/engine/productformat.h"
#include "core/network/attention.h"
#include "core/run/chipbackend.h"
#include "core/run/dequantizedbackend.h"
#include "core/run/integerbackend.h"
#include "core/run/layeredbackend.h"
#include "core/run/preparedbackend.h"

#include <algorithm>
#include <vector>

namespace vsq {

namespace {

/// One backend for each format that some layer has.
std::unique_ptr<ProductBackend> layered(Fidelity fidelity, const BackendOptions &options)
{
    BackendOptions one = options;
    one.layerFormats.clear();
    std::vector<std::pair<NumberFormat, std::shared_ptr<ProductBackend>>> made;
    made.emplace_back(options.format, makeBackend(fidelity, one));
    std::map<std::string, std::shared_ptr<ProductBackend>, std::less<>> layers;
    for (const auto &[layer, format] : options.layerFormats) {
        const auto known = std::find_if(made.begin(), made.end(),
                                        [&wanted = format](const auto &m) { return m.first == wanted; });
        if (known == made.end()) {
            one.format = format;
            const bool onHost = fidelity == Fidelity::Chip && chipModeName(format).empty();
            made.emplace_back(format, makeBackend(onHost ? Fidelity::Quantized : fidelity, one));
            layers.emplace(layer, made.back().second);
        } else {
            layers.emplace(layer, known->second);
        }
    }
    return makeLayeredBackend(made.front().second, std::move(layers));
}

/// Layers that nobody looks at go the faster way: the same integers, and the same results.
std::unique_ptr<ProductBackend> chipLookedAtInPart(const BackendOptions &options)
{
    const std::shared_ptr<ProductBackend> shown = makeChipBackend(options);
    BackendOptions quiet = options;
    quiet.observer = nullptr;
    std::map<std::string, std::shared_ptr<ProductBackend>, std::less<>> layers;
    for (const std::string &layer : options.observed) {
        layers.emplace(layer, shown);
    }
    return makeLayeredBackend(makeChipBackend(quiet), std::move(layers));
}

} // namespace

bool needsMaxima(const BackendOptions &options)
{
    return options.format.preparation.smooth
           || std::any_of(options.layerFormats.begin(), options.layerFormats.end(),
                          [](const auto &layer) { return layer.second.preparation.smooth.has_value(); });
}

std::string_view arithmeticOf(Fidelity fidelity, const NumberFormat &format)
{
    switch (fidelity) {
    case Fidelity::Float: return "fp32";
    case Fidelity::Quantized:
        return runsOnIntegers(format.weights, format.activations) ? "integer dot products" : "dequantized fp32 (host arithmetic)";
    case Fidelity::Chip: break;
    }
    return "chip integers";
}

NumberFormat asConfigured(NumberFormat format, const ChipConfig &config)
{
    if (format.activations.isTwoLevel()) { // blocks of other formats have signs
        format.activations.isUnsigned = format.activations.isUnsigned || config.unsignedActivations;
    }
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
    if (fidelity != Fidelity::Float && !options.layerFormats.empty()) {
        return layered(fidelity, options);
    }
    if (fidelity != Fidelity::Float && !options.format.preparation.isNone()) {
        BackendOptions inner = options;
        inner.format.preparation = {};
        return makePreparedBackend(makeBackend(fidelity, inner), options.format.preparation, options.maxima);
    }
    switch (fidelity) {
    case Fidelity::Float: return makeFloatBackend();
    case Fidelity::Quantized: {
        auto real = makeDequantizedBackend(options);
        return runsOnIntegers(options.format.weights, options.format.activations) ? makeIntegerBackend(options, std::move(real))
                                                                                  : std::move(real);
    }
    case Fidelity::Chip: break;
    }
    return options.observer && !options.observed.empty() ? chipLookedAtInPart(options) : makeChipBackend(options);
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
        const bool searched = options.format.activations.search != ScaleSearch::None;
        if (!options.layerFormats.empty() || !options.format.preparation.isNone() || searched) {
            throw Error({{}, "layerOutput=ppu"}, "formats",
                        "one for all layers, of operands as the network has them, scales from each vector's maximum",
                        options.layerFormats.empty() ? formatText(options.format) : "several");
        }
        options.chain = linkLayers(graph, options.format, options.config);
        prepared.graph = options.chain.graph;
    }
    prepared.backend = makeBackend(fidelity, options);
    return prepared;
}

} // namespace vsq
