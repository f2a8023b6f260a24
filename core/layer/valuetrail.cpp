// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/valuetrail.h"

#include "core/layer/exactgrid.h"

#include <algorithm>

namespace vsq {

namespace {

const Node *nodeOf(const Graph &graph, const std::string &name)
{
    const auto found = std::find_if(graph.nodes.begin(), graph.nodes.end(), [&](const Node &node) { return node.name == name; });
    return found == graph.nodes.end() ? nullptr : &*found;
}

} // namespace

std::vector<TrailHop> followValue(const RunRecord &record, const Explanation &from, int layers, const ChipOpener &open)
{
    std::vector<TrailHop> trail;
    ProductPosition at{.layer = from.layer, .product = from.product, .m = from.m, .n = from.n};
    const Explanation *explained = &from;
    trail.reserve(static_cast<std::size_t>(std::max(0, layers))); // explained points into it
    for (int i = 0; i < layers; ++i) {
        const Node *node = nodeOf(*record.graph, at.layer);
        if (node == nullptr || explained->elements.empty()) {
            break;
        }
        TrailHop &hop = trail.emplace_back();
        hop.element = explained->elements.front();
        const ProductGeometry geometry(record, *node);
        hop.place = geometry.operandCoordinates(at.product, at.n, hop.element.k);
        hop.activation = geometry.operandOf(OperandSide::Activations, at.product, at.n, hop.element.k);
        if (!hop.activation || hop.activation->index < 0) {
            hop.origin.stop = !hop.activation
                                  ? "Which element of its input the product takes is not known for " + node->describe() + "."
                                  : "The largest product is one with padding.";
            break;
        }
        hop.origin = originOf(record, *hop.activation);
        if (!hop.origin.product) {
            break;
        }
        at = *hop.origin.product;
        if (record.product(at.layer, at.product) == nullptr) {
            hop.origin.stop = "Layer '" + at.layer + "' does not run on the chip.";
            break;
        }
        hop.before = explain(open(at.layer, at.product), at.m, at.n, ExplainStage::Result, 1);
        explained = &*hop.before;
    }
    return trail;
}

TrailErrors errorsAlong(const Explanation &from, const std::vector<TrailHop> &trail)
{
    std::vector<ExactReal> values;
    const auto eachStep = [&](const auto &take) {
        const auto ofLayer = [&](const Explanation &layer) {
            for (const ExplainedStep &step : layer.steps) {
                take(layer.layer, step.stage, step.value, step.exact);
            }
        };
        ofLayer(from);
        for (const TrailHop &hop : trail) {
            for (const HostHop &host : hop.origin.hops) {
                take(host.node, std::string("host"), host.value, host.exact);
            }
            if (hop.before) {
                ofLayer(*hop.before);
            }
        }
    };
    eachStep([&](const std::string &, const std::string &, double value, double exact) {
        values.push_back(value);
        values.push_back(exact);
    });
    const ExactGrid grid(values, 44); // room for sums of 2^9 values
    TrailErrors errors;
    eachStep([&](const std::string &place, const std::string &stage, double value, double exact) {
        const double added = grid.on(value) - grid.on(exact);
        if (added != 0.0) {
            errors.added.push_back({place, stage, added});
        }
    });
    const auto layerError = [&](const Explanation &layer) { return grid.on(layer.value) - grid.on(layer.fp32); };
    errors.total = layerError(from);
    for (const TrailHop &hop : trail) {
        for (const HostHop &host : hop.origin.hops) {
            errors.total += grid.on(host.value) - grid.on(host.exact);
        }
        errors.total += hop.before ? layerError(*hop.before) : 0.0;
    }
    return errors;
}

} // namespace vsq
