// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/differentiablenetwork.h"

#include "core/quantize/calibration.h"
#include "core/quantize/quantizer.h"
#include "core/train/nodegradients.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

bool isProduct(const Node &node)
{
    return node.op == "Conv" || node.op == "Gemm" || node.op == "MatMul";
}

bool isFinite(const Tensor &tensor)
{
    if (tensor.dtype() != DType::Float32) {
        return true;
    }
    const auto values = tensor.values<float>();
    return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

void addTo(Tensor &sum, Tensor part)
{
    if (sum.size() == 0) {
        sum = std::move(part);
        return;
    }
    const auto from = part.values<float>();
    const auto to = sum.mutableValues<float>();
    std::transform(to.begin(), to.end(), from.begin(), to.begin(), [](float a, float b) { return a + b; });
}

} // namespace

DifferentiableNetwork::DifferentiableNetwork(const Graph &graph)
    : m_graph(std::make_shared<Graph>(graph)), m_parameters(trainableParameters(graph))
{
    markDependent();
}

void DifferentiableNetwork::markDependent()
{
    const std::vector<Node> &nodes = m_graph->nodes;
    for (const TrainableParameter &parameter : m_parameters) {
        m_dependent.insert(parameter.name);
    }
    m_active.assign(nodes.size(), false);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const bool reads = std::any_of(nodes[i].inputs.begin(), nodes[i].inputs.end(),
                                       [&](const std::string &input) { return m_dependent.contains(input); });
        if (reads && !isConstantAlmostEverywhere(nodes[i])) {
            m_active[i] = true;
            m_dependent.insert(nodes[i].outputs.begin(), nodes[i].outputs.end());
        }
    }
    std::set<std::string, std::less<>> needed{m_graph->outputs.front().name};
    for (std::size_t i = nodes.size(); i-- > 0;) {
        const bool matters = m_active[i]
                             && std::any_of(nodes[i].outputs.begin(), nodes[i].outputs.end(),
                                            [&](const std::string &output) { return needed.contains(output); });
        m_active[i] = matters;
        if (!matters) {
            continue;
        }
        if (!isDifferentiable(nodes[i])) {
            throw Error({.file = m_graph->sourceFile, .item = nodes[i].describe()}, "fine-tuning",
                        "an operator that training knows", nodes[i].op);
        }
        for (const std::string &input : nodes[i].inputs) {
            if (m_dependent.contains(input)) {
                needed.insert(input);
            }
        }
    }
    m_dependent = std::move(needed);
}

const Tensor &DifferentiableNetwork::value(const std::string &parameter) const
{
    return m_graph->constants.find(parameter)->second;
}

void DifferentiableNetwork::set(const std::string &parameter, Tensor value)
{
    if (m_graph.use_count() > 1) { // somebody looks at the present one
        m_graph = std::make_shared<Graph>(*m_graph);
    }
    m_graph->constants.insert_or_assign(parameter, std::move(value));
}

TensorMap DifferentiableNetwork::forward(const TensorMap &inputs, const DifferentiableOptions &options, const JobContext &job)
{
    if (options.backend.config.layerOutput != ChipConfig::LayerOutput::Sums) {
        throw Error({{}, "layerOutput=ppu"}, "fine-tuning", "layers whose sums leave the chip (layerOutput=sums)", "codes");
    }
    m_options = options;
    if (options.fidelity == Fidelity::Quantized) {
        m_options.backend.format = asConfigured(options.backend.format, options.backend.config);
    }
    m_values.clear();
    PreparedNetwork prepared = prepareNetwork(m_graph, options.fidelity, options.backend);
    m_weights = nullptr;
    m_backend = std::move(prepared.backend);
    if (options.fidelity != Fidelity::Float) {
        auto watching = std::make_unique<EffectiveWeights>(std::move(m_backend), m_options.backend, options.estimator);
        m_weights = watching.get();
        m_backend = std::move(watching);
    }
    for (const auto &[name, tensor] : inputs) {
        m_values[name] = tensor;
    }
    const auto first = inputs.find(m_graph->inputs.front().name);
    m_items = first == inputs.end() || first->second.rank() == 0 ? 1 : std::max<std::int64_t>(1, first->second.dim(0));
    Executor executor(prepared.graph);
    executor.nodeDone = [this](const Node &node, std::span<const Tensor> outputs) {
        for (std::size_t i = 0; i < std::min(outputs.size(), node.outputs.size()); ++i) {
            m_values[node.outputs[i]] = outputs[i];
        }
    };
    return executor.run(inputs, *m_backend, job);
}

const Tensor &DifferentiableNetwork::valueOf(const std::string &name) const
{
    static const Tensor none;
    if (const auto found = m_values.find(name); found != m_values.end()) {
        return found->second;
    }
    const Tensor *constant = m_graph->constant(name);
    return constant == nullptr ? none : *constant;
}

TensorMap DifferentiableNetwork::backward(const Tensor &outputGradient) const
{
    std::unordered_map<std::string, Tensor> gradients;
    gradients[m_graph->outputs.front().name] = outputGradient;
    for (std::size_t i = m_graph->nodes.size(); i-- > 0;) {
        const Node &node = m_graph->nodes[i];
        if (!m_active[i]) {
            continue;
        }
        GradientCall call{
            .node = node, .opset = m_graph->opset, .inputs = {}, .outputs = {}, .outputGradients = {}, .wanted = {}};
        bool any = false;
        for (const std::string &output : node.outputs) {
            const auto found = gradients.find(output);
            any = any || found != gradients.end();
            call.outputs.push_back(valueOf(output));
            call.outputGradients.push_back(found == gradients.end() ? Tensor() : std::move(found->second));
        }
        if (!any) {
            continue;
        }
        if (call.outputGradients[0].size() == 0) { // of several outputs only others are used
            call.outputGradients[0] = Tensor(DType::Float32, call.outputs[0].shape());
        }
        std::vector<std::optional<Tensor>> factors(node.inputs.size());
        for (std::size_t input = 0; input < node.inputs.size(); ++input) {
            Tensor value = valueOf(node.inputs[input]);
            value = isFloating(value.dtype()) ? value.toFloat() : value;
            if (m_weights != nullptr && isProduct(node) && input < 2 && m_graph->constant(node.inputs[input]) != nullptr) {
                if (auto seen = m_weights->of(node, input, value)) {
                    value = std::move(seen->values);
                    factors[input] = std::move(seen->factors);
                }
            }
            call.inputs.push_back(std::move(value));
            call.wanted.push_back(m_dependent.contains(node.inputs[input]));
        }
        std::vector<Tensor> found = nodeGradients(call);
        if (m_weights != nullptr && isProduct(node)) {
            clipActivations(node, found);
        }
        for (std::size_t input = 0; input < found.size(); ++input) {
            if (found[input].size() == 0) {
                continue;
            }
            if (factors[input]) {
                const auto factor = factors[input]->values<float>();
                const auto gradient = found[input].mutableValues<float>();
                std::transform(gradient.begin(), gradient.end(), factor.begin(), gradient.begin(),
                               [](float a, float b) { return a * b; });
            }
            addTo(gradients[node.inputs[input]], std::move(found[input]));
        }
    }
    TensorMap result;
    for (const TrainableParameter &parameter : m_parameters) {
        const auto found = gradients.find(parameter.name);
        if (found == gradients.end()) {
            continue;
        }
        if (!isFinite(found->second)) {
            throw Error({.file = m_graph->sourceFile, .item = "layer '" + parameter.node + "'"},
                        "gradient of '" + parameter.name + "'", "finite numbers", "NaN or infinity");
        }
        result.insert_or_assign(parameter.name, std::move(found->second));
    }
    return result;
}

void DifferentiableNetwork::clipActivations(const Node &node, std::vector<Tensor> &gradients) const
{
    const NumberFormat &format = m_weights->formatOf(node.name);
    if (m_options.estimator == GradientEstimator::Ste || !format.preparation.isNone() || !format.activations.isTwoLevel()) {
        return;
    }
    const OperandFormat &activations = format.activations;
    const bool vectors = activations.granularity == Granularity::Vector;
    for (std::size_t input = 0; input < std::min<std::size_t>(2, gradients.size()); ++input) {
        if (gradients[input].size() == 0 || m_graph->constant(node.inputs[input]) != nullptr) {
            continue;
        }
        const auto x = valueOf(node.inputs[input]).values<float>();
        const auto gradient = gradients[input].mutableValues<float>();
        if (m_options.backend.scales) {
            // MatMul's second operand stands still (A), everything else streams (B).
            const bool stationary = input == 1 && m_graph->constant(node.inputs[0]) == nullptr;
            const float gamma = stationary ? m_options.backend.scales->stationaryOf(node)
                                           : m_options.backend.scales->activationsOf(node);
            const int steps = vectors && activations.scaleBits > 0 ? (1 << activations.scaleBits) - 1 : 1;
            applyClipGradient(m_options.estimator, ClippedOperand::Activations, x,
                              gamma * static_cast<float>(largestCode(activations) * steps), activations.isUnsigned, gradient);
        } else if (format.calibration.method != Calibration::Method::Max && !vectors) { // one scale an item, from its values
            const std::size_t items = x.size() % static_cast<std::size_t>(m_items) == 0 ? static_cast<std::size_t>(m_items) : 1;
            const std::size_t each = x.size() / items;
            for (std::size_t item = 0; item < items; ++item) {
                const auto part = x.subspan(item * each, each);
                applyClipGradient(m_options.estimator, ClippedOperand::Activations, part,
                                  clipOf(part, activations, format.calibration), activations.isUnsigned,
                                  gradient.subspan(item * each, each));
            }
        }
    }
}

std::string DifferentiableNetwork::firstNotFinite() const
{
    for (const Node &node : m_graph->nodes) {
        for (const std::string &output : node.outputs) {
            const auto found = m_values.find(output);
            if (found != m_values.end() && !isFinite(found->second)) {
                return node.describe();
            }
        }
    }
    return {};
}

} // namespace vsq
