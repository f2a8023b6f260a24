// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qdq/producttrace.h"

#include "core/chip/plan.h"
#include "core/quantize/quantizer.h"

#include <algorithm>

namespace vsq {

namespace {

class TracingBackend final : public ProductBackend {
public:
    /// format null: the weights are known already.
    TracingBackend(const NumberFormat *format, const ChipConfig &config, TracedNetwork &network)
        : m_format(format), m_config(config), m_network(network)
    {
    }

    [[nodiscard]] bool takesImages(const ProductRequest &) const override { return true; }
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_config); }

    void multiply(const ProductRequest &request, float *c) override
    {
        TracedProduct &product = m_network.products[request.node->name];
        product.count = request.count;
        product.n = request.n;
        product.segments = request.segments;
        product.itemRows = request.itemRows;
        product.shared = request.itemRows == request.n ? SharedRows::All : SharedRows::OfItem;
        product.aIsConstant = request.aIsConstant;
        if (request.images != nullptr) {
            product.images = *request.images;
            product.images->data = nullptr;
        }
        if (m_format != nullptr && request.aIsConstant && request.index == static_cast<std::int64_t>(product.weights.size())) {
            product.weights.push_back(
                quantizeWeights(request.a, request.m, request.k, m_format->weights, m_format->calibration, request.segments));
        }
        if (request.images == nullptr) {
            std::fill_n(c, request.n * request.m, 0.0F);
            return;
        }
        for (std::int64_t i = 0; i < request.images->images; ++i) {
            std::fill_n(c + i * request.images->resultStride, request.m * request.itemRows, 0.0F);
        }
    }

private:
    const NumberFormat *m_format;
    const ChipConfig &m_config;
    TracedNetwork &m_network;
};

/// The name of the batch's dimension: the first one of the first input.
std::string batchNameOf(const Graph &graph)
{
    const bool named = !graph.inputs.empty() && !graph.inputs.front().dimNames.empty();
    return named ? graph.inputs.front().dimNames.front() : std::string();
}

bool isBatch(const ValueInfo &input, std::size_t dimension, const std::string &batchName)
{
    const std::string name = dimension < input.dimNames.size() ? input.dimNames[dimension] : std::string();
    return dimension == 0 || (!name.empty() && name == batchName);
}

TensorMap zeros(const Graph &graph, std::int64_t items)
{
    const std::string batchName = batchNameOf(graph);
    TensorMap inputs;
    for (const ValueInfo &input : graph.inputs) {
        Shape shape = input.shape;
        for (std::size_t i = 0; i < shape.size(); ++i) {
            if (shape[i] < 0 && !isBatch(input, i, batchName)) {
                throw Error({.file = graph.sourceFile, .item = "input '" + input.name + "'"}, "open dimensions beside the batch",
                            "sizes (--shape binds them)", toString(input.shape));
            }
            shape[i] = shape[i] < 0 ? items : shape[i];
        }
        inputs.emplace(input.name, Tensor(input.type, std::move(shape)));
    }
    return inputs;
}

bool hasOpenBatch(const Graph &graph)
{
    return std::any_of(graph.inputs.begin(), graph.inputs.end(), [](const ValueInfo &input) {
        return std::any_of(input.shape.begin(), input.shape.end(), [](std::int64_t d) { return d < 0; });
    });
}

TracedNetwork run(const std::shared_ptr<const Graph> &graph, const NumberFormat *format, const ChipConfig &config,
                  std::int64_t items, const JobContext &job)
{
    TracedNetwork network;
    const TensorMap inputs = zeros(*graph, items);
    for (const auto &[name, tensor] : inputs) {
        network.shapes.emplace(name, tensor.shape());
    }
    Executor executor(graph);
    executor.nodeDone = [&network](const Node &node, std::span<const Tensor> outputs) {
        for (std::size_t i = 0; i < outputs.size() && i < node.outputs.size(); ++i) {
            network.shapes.insert_or_assign(node.outputs[i], outputs[i].shape());
        }
    };
    TracingBackend backend(format, config, network);
    executor.run(inputs, backend, job);
    return network;
}

/// What is the same for two items and for three.
void keepCommon(TracedNetwork &two, const TracedNetwork &three)
{
    for (auto &[name, shape] : two.shapes) {
        const auto other = three.shapes.find(name);
        for (std::size_t i = 0; i < shape.size() && other != three.shapes.end() && i < other->second.size(); ++i) {
            shape[i] = shape[i] == other->second[i] ? shape[i] : -1;
        }
    }
    for (auto &[name, product] : two.products) {
        const auto other = three.products.find(name);
        const bool known = other != three.products.end() && other->second.shared == product.shared;
        if (!known || (product.shared == SharedRows::OfItem && other->second.itemRows != product.itemRows)) {
            product.shared = SharedRows::Unclear;
        }
    }
}

} // namespace

TracedNetwork traceProducts(const std::shared_ptr<const Graph> &graph, const NumberFormat &format, const ChipConfig &config,
                            const JobContext &job)
{
    if (!hasOpenBatch(*graph)) {
        return run(graph, &format, config, 1, job);
    }
    static_cast<void>(zeros(*graph, 1)); // says what is open beside the batch
    try {
        TracedNetwork network = run(graph, &format, config, 2, job);
        keepCommon(network, run(graph, nullptr, config, 3, job));
        return network;
    } catch (const Error &) {
        // Some exporters leave the batch open and then reshape to one item. What else is wrong is so with one item too.
        TracedNetwork network = run(graph, &format, config, 1, job);
        network.oneItem = true;
        return network;
    }
}

} // namespace vsq
