// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/valuehop.h"

#include "core/layer/explanation.h"
#include "core/layer/layerdata.h"

#include <algorithm>

namespace vsq {

namespace {

const Node *nodeOf(const Graph &graph, const std::string &name)
{
    const auto found = std::find_if(graph.nodes.begin(), graph.nodes.end(), [&](const Node &node) { return node.name == name; });
    return found == graph.nodes.end() ? nullptr : &*found;
}

/// Whether a record has the values of a layer's inputs and of its output.
bool reaches(const RunRecord &record, const std::string &layer)
{
    const Node *node = nodeOf(*record.graph, layer);
    return node != nullptr && !node->outputs.empty() && record.value(node->outputs.front()) != nullptr;
}

BackendOptions hopOptions(const HopSource &source)
{
    BackendOptions options;
    options.format = source.format;
    options.layerFormats.insert(source.layerFormats.begin(), source.layerFormats.end());
    options.config = source.config;
    return options;
}

void place(const HopSource &source, ValueHop &hop, const JobContext &job)
{
    const ProductPosition &at = *hop.origin.product;
    const auto layer = std::find_if(source.layers.begin(), source.layers.end(),
                                    [&](const Layer &l) { return l.name == at.layer; });
    if (layer == source.layers.end() || !layer->onChip) {
        hop.origin.stop = "Layer '" + at.layer + "' does not run on the chip.";
        return;
    }
    const auto data = std::make_shared<const LayerData>(
        openLayer(source.graph, source.inputs, *layer, at.product, hopOptions(source), job));
    if (!data->operands) {
        hop.origin.stop = "The format of layer '" + at.layer + "' does not run on the chip.";
        return;
    }
    const ChipProgram program = programOf(source.graph, *data, source.config,
                                          nextFormat(*layer, source.format, source.layerFormats));
    const OpenedChip chip(data, source.config, program, {});
    const ExplainedVector last = explain(chip, at.m, at.n, ExplainStage::Sum, 0).vectors.back();
    hop.cycle = last.cycle;
    hop.lane = last.lane;
    hop.entry = last.entry;
}

} // namespace

ValueHop hopBefore(const HopSource &source, const std::string &layer, std::int64_t product, std::int64_t n, std::int64_t k,
                   const JobContext &job)
{
    ValueHop hop;
    hop.record = source.record;
    hop.recorded = source.recorded;
    if (!hop.record || !reaches(*hop.record, layer)) {
        hop.record = std::make_shared<const RunRecord>(recordRun(
            source.graph, source.layers, source.inputs, forInputsAlone(hopOptions(source), source.graph, source.inputs, job),
            {.products = [](const std::string &) { return false; }, .values = true, .until = layer, .fidelity = {}}, job));
        hop.recorded = layer;
    }
    const Node *node = nodeOf(*hop.record->graph, layer);
    if (node == nullptr) {
        hop.origin.stop = "Layer '" + layer + "' has gone into another one.";
        return hop;
    }
    const ProductGeometry geometry(*hop.record, *node);
    const auto element = geometry.isKnown() ? geometry.operandOf(OperandSide::Activations, product, n, k) : std::nullopt;
    if (!element || element->index < 0) {
        hop.origin.stop = element ? "This element is padding of the convolution."
                                  : "Which element of its input the product takes is not known for " + node->describe() + ".";
        return hop;
    }
    hop.element = *element;
    hop.origin = originOf(*hop.record, *element);
    if (hop.origin.product) {
        place(source, hop, job);
    }
    return hop;
}

} // namespace vsq
