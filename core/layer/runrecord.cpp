// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/runrecord.h"

#include "core/base/error.h"
#include "core/engine/operandsof.h"
#include "core/layer/layerplan.h"
#include "core/layer/productgeometry.h"
#include "core/run/chipmode.h"
#include "core/run/fidelity.h"

#include <algorithm>
#include <mutex>

namespace vsq {

namespace {

/// Rows of the next images: a large convolution comes in several products.
void appendRows(QuantizedMatrix &to, const QuantizedMatrix &from)
{
    const auto each = [](const QuantizedMatrix &matrix) {
        std::vector<float> gamma(static_cast<std::size_t>(matrix.rows));
        for (std::int64_t row = 0; row < matrix.rows; ++row) {
            gamma[static_cast<std::size_t>(row)] = matrix.gammaOf(row);
        }
        return gamma;
    };
    if (to.gamma.size() > 1 || from.gamma.size() > 1 || to.gamma != from.gamma) {
        to.gamma = each(to);
        const std::vector<float> more = each(from);
        to.gamma.insert(to.gamma.end(), more.begin(), more.end());
    }
    to.rows += from.rows;
    to.codes.insert(to.codes.end(), from.codes.begin(), from.codes.end());
    to.scales.insert(to.scales.end(), from.scales.begin(), from.scales.end());
    to.realScales.insert(to.realScales.end(), from.realScales.begin(), from.realScales.end());
}

class Recorder {
public:
    Recorder(RunRecord &record, const std::vector<Layer> &layers, const RecordOptions &wanted)
        : m_record(record), m_layers(layers), m_wanted(wanted)
    {
    }

    void product(const ProductTrace &trace)
    {
        const ProductRequest &request = trace.request;
        const std::string &name = request.node->name;
        const auto layer = std::find_if(m_layers.begin(), m_layers.end(), [&](const Layer &l) { return l.name == name; });
        if (layer == m_layers.end() || (m_wanted.products && !m_wanted.products(name))
            || (m_wanted.product >= 0 && request.index != m_wanted.product)) {
            return;
        }
        const std::lock_guard lock(m_mutex);
        const auto [at, isNew] = m_record.products.try_emplace({name, request.index});
        LayerData &data = at->second;
        if (isNew) {
            data.layer = asRun(*layer, request);
            data.index = request.index;
            const auto own = m_record.layerFormats.find(name);
            const NumberFormat &format = own == m_record.layerFormats.end() ? m_record.format : own->second;
            data.format = modeOf(format) ? format : asConfigured(format, m_record.config);
            if (m_wanted.operands) {
                data.a.assign(request.a, request.a + request.m * request.k);
            }
            data.qa = trace.a;
            data.qb = trace.b;
        } else {
            appendRows(data.qb, trace.b);
            data.layer.n += request.n;
            data.layer.macs = data.layer.m * data.layer.n * data.layer.k * data.layer.count;
        }
        if (m_wanted.operands) {
            data.b.insert(data.b.end(), request.b, request.b + request.n * request.k);
        }
    }

    void node(const Node &node, std::span<const Tensor> outputs)
    {
        for (std::size_t i = 0; i < outputs.size() && i < node.outputs.size(); ++i) {
            if (!node.outputs[i].empty()) {
                m_record.values.insert_or_assign(node.outputs[i], outputs[i]);
            }
        }
    }

private:
    RunRecord &m_record;
    const std::vector<Layer> &m_layers;
    const RecordOptions &m_wanted;
    std::mutex m_mutex;
};

} // namespace

std::string_view nameOf(ResultLayout layout)
{
    switch (layout) {
    case ResultLayout::Planes: return "planes";
    case ResultLayout::Rows: return "rows";
    case ResultLayout::Unknown: break;
    }
    return "unknown";
}

ResultLayout resultLayoutFromName(std::string_view name)
{
    for (const ResultLayout layout : {ResultLayout::Unknown, ResultLayout::Planes, ResultLayout::Rows}) {
        if (name == nameOf(layout)) {
            return layout;
        }
    }
    throw Error({}, "layout of a result", "planes, rows or unknown", "'" + std::string(name) + "'");
}

const LayerData *RunRecord::product(const std::string &layer, std::int64_t index) const
{
    const auto found = products.find(std::pair(layer, index));
    return found == products.end() ? nullptr : &found->second;
}

const Tensor *RunRecord::value(const std::string &name) const
{
    if (const auto found = values.find(name); found != values.end()) {
        return &found->second;
    }
    if (const auto found = inputs.find(name); found != inputs.end()) {
        return &found->second;
    }
    return graph == nullptr ? nullptr : graph->constant(name);
}

BackendOptions forInputsAlone(BackendOptions options, const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                              const JobContext &job)
{
    if (needsMaxima(options) && !options.maxima) {
        options.maxima = columnMaximaOf(graph, inputs, job, options.config);
    }
    if (!options.scales) {
        options.config.layerOutput = ChipConfig::LayerOutput::Sums;
    }
    return options;
}

RunRecord recordRun(const std::shared_ptr<const Graph> &graph, const std::vector<Layer> &layers, const TensorMap &inputs,
                    BackendOptions options, const RecordOptions &wanted, const JobContext &job)
{
    RunRecord record;
    record.inputs = inputs;
    record.format = options.format;
    record.layerFormats = options.layerFormats;
    Recorder recorder(record, layers, wanted);
    options.engine.stop = job.stop;
    record.model = graph->sourceFile;
    record.config = options.config;
    record.scales = options.scales;
    record.fidelity = wanted.fidelity.value_or(defaultFidelity(options.format));
    if (!options.observer && wanted.products) {
        for (const Layer &layer : layers) {
            if (wanted.products(layer.name)) {
                options.observed.insert(layer.name);
            }
        }
    }
    if (options.observer || !wanted.products || !options.observed.empty()) {
        options.observer = [&recorder, other = options.observer](const ProductTrace &trace) {
            recorder.product(trace);
            if (other) {
                other(trace);
            }
        };
    }
    const PreparedNetwork prepared = prepareNetwork(graph, record.fidelity, options);
    record.graph = prepared.graph;
    for (const Node &node : prepared.graph->nodes) {
        record.nodes.push_back({node.name, node.op, node.outputs});
    }
    Executor executor(prepared.graph);
    if (wanted.values) {
        executor.nodeDone = [&recorder](const Node &node, std::span<const Tensor> outputs) { recorder.node(node, outputs); };
    }
    const auto &nodes = prepared.graph->nodes;
    const auto last = std::find_if(nodes.begin(), nodes.end(), [&](const Node &node) { return node.name == wanted.until; });
    if (wanted.until.empty() || last == nodes.end()) {
        executor.run(inputs, *prepared.backend, job);
    } else {
        executor.runUntil(static_cast<std::size_t>(last - nodes.begin()), inputs, *prepared.backend, job);
    }
    for (auto &[key, data] : record.products) {
        if (const auto mode = record.fidelity == Fidelity::Float ? std::nullopt : modeOf(data.format)) {
            data.operands = std::make_shared<const Operands>(makeOperands(data.qa, data.qb, *mode));
            record.outputs.try_emplace(key.first, outputOf(data.layer, *mode, mode, record.config));
        }
    }
    for (const Node &node : record.graph->nodes) {
        if (wanted.values && record.product(node.name, 0) != nullptr) {
            record.layouts[node.name] = ProductGeometry(record, node).layout();
        }
    }
    return record;
}

} // namespace vsq
