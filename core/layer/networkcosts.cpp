// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/networkcosts.h"

#include <algorithm>

namespace vsq {

namespace {

/// Everything that planOf() and the note look at.
bool areAlike(const Layer &a, const Layer &b)
{
    return a.op == b.op && a.m == b.m && a.n == b.n && a.k == b.k && a.count == b.count && a.onChip == b.onChip
           && a.aIsConstant == b.aIsConstant && a.channels == b.channels && a.kernelHeight == b.kernelHeight
           && a.kernelWidth == b.kernelWidth && a.outputHeight == b.outputHeight && a.outputWidth == b.outputWidth
           && a.use == b.use;
}

} // namespace

std::vector<std::optional<LayerCost>> networkCosts(const std::vector<Layer> &layers, const NumberFormat &format,
                                                   const std::map<std::string, NumberFormat> &formats, const ChipConfig &config,
                                                   const JobContext &job)
{
    struct Kind {
        const Layer *layer;
        const NumberFormat *format;
        const NumberFormat *next;
        std::size_t first; ///< index of the layer whose cost is theirs
    };
    std::vector<Kind> kinds;
    std::vector<std::optional<LayerCost>> costs;
    costs.reserve(layers.size());
    for (const Layer &layer : layers) {
        job.check();
        const auto own = formats.find(layer.name);
        const NumberFormat &of = own == formats.end() ? format : own->second;
        const NumberFormat &next = nextFormat(layer, format, formats);
        const auto known = std::find_if(kinds.begin(), kinds.end(), [&](const Kind &kind) {
            return areAlike(*kind.layer, layer) && *kind.format == of && *kind.next == next;
        });
        if (known != kinds.end()) {
            costs.push_back(costs[known->first]);
            continue;
        }
        kinds.push_back({&layer, &of, &next, costs.size()});
        costs.push_back(costOf(layer, of, config, next));
        job.report(static_cast<std::int64_t>(costs.size()), static_cast<std::int64_t>(layers.size()), layer.name);
    }
    return costs;
}

} // namespace vsq
