// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/runcomparison.h"

#include <map>
#include <set>
#include <string_view>

namespace vsq {

std::optional<double> ComparedLayer::nowOf(LayerMeasure measure) const
{
    return now ? now->of(measure) : std::nullopt;
}

std::optional<double> ComparedLayer::beforeOf(LayerMeasure measure) const
{
    return before ? before->of(measure) : std::nullopt;
}

std::optional<double> ComparedLayer::difference(LayerMeasure measure) const
{
    const std::optional<double> a = nowOf(measure);
    const std::optional<double> b = beforeOf(measure);
    return a && b ? std::optional(*a - *b) : std::nullopt;
}

std::vector<ComparedLayer> compareLayers(const std::vector<LayerNumbers> &now, const std::vector<LayerNumbers> &baseline)
{
    std::map<std::string_view, const LayerNumbers *> known;
    for (const LayerNumbers &layer : baseline) {
        known.emplace(layer.name, &layer);
    }
    std::vector<ComparedLayer> compared;
    std::set<std::string_view> seen;
    for (const LayerNumbers &layer : now) {
        const auto found = known.find(layer.name);
        compared.push_back({layer.name, layer, found == known.end() ? std::nullopt : std::optional(*found->second)});
        seen.insert(layer.name);
    }
    for (const LayerNumbers &layer : baseline) {
        if (!seen.contains(layer.name)) {
            compared.push_back({layer.name, std::nullopt, layer});
        }
    }
    return compared;
}

std::optional<ComparedTotal> totalOf(const std::vector<ComparedLayer> &layers, LayerMeasure measure)
{
    ComparedTotal total;
    double cyclesNow = 0.0;
    double cyclesBefore = 0.0;
    for (const ComparedLayer &layer : layers) {
        total.missing += layer.now && layer.before ? 0 : 1;
        const std::optional<double> now = layer.nowOf(measure);
        const std::optional<double> before = layer.beforeOf(measure);
        if (!now || !before) {
            continue;
        }
        const bool share = measure == LayerMeasure::Utilisation;
        const double weightNow = share ? layer.nowOf(LayerMeasure::Cycles).value_or(0.0) : 1.0;
        const double weightBefore = share ? layer.beforeOf(LayerMeasure::Cycles).value_or(0.0) : 1.0;
        total.now += *now * weightNow;
        total.before += *before * weightBefore;
        cyclesNow += weightNow;
        cyclesBefore += weightBefore;
        ++total.layers;
    }
    if (total.layers == 0) {
        return std::nullopt;
    }
    if (measure == LayerMeasure::Utilisation || measure == LayerMeasure::Sqnr) {
        total.now = cyclesNow > 0.0 ? total.now / cyclesNow : 0.0;
        total.before = cyclesBefore > 0.0 ? total.before / cyclesBefore : 0.0;
    }
    return total;
}

} // namespace vsq
