// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/ppuchain.h"

#include "core/chip/mode.h"
#include "core/chip/obstacles.h"
#include "core/chip/plan.h"
#include "core/run/chipmode.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace vsq {

namespace {

/// A node's place in the graph and who uses a value.
class Finder {
public:
    Finder(const Graph &graph, Mode mode, const ChipConfig &config) : m_graph(graph), m_mode(mode), m_config(config)
    {
        for (const Node &node : graph.nodes) {
            for (const std::string &input : node.inputs) {
                Use &use = m_uses[input];
                use.isShared = use.isShared || use.user != nullptr;
                use.user = &node;
            }
        }
        for (const ValueInfo &output : graph.outputs) {
            m_uses[output.name].isShared = true;
        }
    }

    /// The one node that uses the value, where it is no output of the network; null otherwise.
    [[nodiscard]] const Node *onlyUser(const std::string &value) const
    {
        const auto found = m_uses.find(value);
        return found == m_uses.end() || found->second.isShared ? nullptr : found->second.user;
    }

    /// Weights [M, ...] of a layer that the chip computes with input 0 as operand B; null for another node.
    [[nodiscard]] const Tensor *weights(const Node &node) const
    {
        if (node.inputs.size() < 2 || !node.domain.empty() || m_graph.constant(node.inputs[0]) != nullptr) {
            return nullptr;
        }
        const Tensor *w = m_graph.constant(node.inputs[1]);
        const bool conv = node.op == "Conv" && node.integer("group", 1) == 1;
        const bool gemm = node.op == "Gemm" && node.integer("transA", 0) == 0 && node.real("alpha", 1.0F) == 1.0F
                          && node.real("beta", 1.0F) == 1.0F;
        const bool matMul = node.op == "MatMul";
        if (w == nullptr || !(conv || gemm || matMul) || (conv ? w->rank() < 3 : w->rank() != 2)) {
            return nullptr;
        }
        return w;
    }

    [[nodiscard]] static std::int64_t features(const Node &node, const Tensor &w)
    {
        const bool rows = node.op == "Conv" || (node.op == "Gemm" && node.integer("transB", 0) != 0);
        return w.dim(rows ? 0 : 1);
    }

    /// K of one segment and their number.
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> reduction(const Node &node, const Tensor &w) const
    {
        if (node.op != "Conv") {
            return {w.size() / features(node, w), 1};
        }
        const std::int64_t taps = w.size() / (w.dim(0) * w.dim(1));
        return packsTaps(w.dim(1), m_config) ? std::pair(w.dim(1) * taps, std::int64_t{1}) : std::pair(w.dim(1), taps);
    }

    [[nodiscard]] bool canWrite(const Node &node, const Tensor &w) const
    {
        if (obstacleTo(outputFor(m_mode), m_config)) {
            return false;
        }
        const auto [length, segments] = reduction(node, w);
        const std::int64_t size = vectorSize(m_mode);
        const std::int64_t vectors = segments * ((length + size - 1) / size);
        const std::int64_t tiles = m_mode == Mode::Vsq ? 64 / m_config.lanes : 1;
        return vectors * tiles <= m_config.aBankEntries && vectors <= m_config.bBufferEntries;
    }

    [[nodiscard]] bool canTake(const Node &node, const Tensor &w, const Node &from, std::int64_t given) const
    {
        if ((node.op == "Conv") != (from.op == "Conv")) {
            return false;
        }
        const auto [length, segments] = reduction(node, w);
        const std::int64_t size = vectorSize(m_mode);
        if (segments * ((length + size - 1) / size) > std::min(m_config.aBankEntries, m_config.bBufferEntries)) {
            return false;
        }
        const bool wholePixels = node.op != "Conv" || !packsTaps(w.dim(1), m_config);
        return (node.op == "Conv" ? w.dim(1) : length) == given && (m_mode != Mode::Vsq || wholePixels);
    }

private:
    struct Use {
        const Node *user = nullptr;
        bool isShared = false; ///< somebody else reads it too
    };

    const Graph &m_graph;
    Mode m_mode;
    const ChipConfig &m_config;
    std::unordered_map<std::string_view, Use> m_uses; ///< by the value's name
};

/// What follows a layer: its bias, a ReLU, and who takes the result.
struct Follow {
    PpuLink link;
    const Node *addition = nullptr;
    const Node *relu = nullptr;
    const Node *taker = nullptr;
};

std::vector<float> valuesOf(const Tensor &tensor)
{
    const Tensor real = tensor.toFloat();
    return {real.values<float>().begin(), real.values<float>().end()};
}

Follow followOf(const Graph &graph, const Finder &finder, const Node &node, std::int64_t features)
{
    Follow follow;
    const Tensor *bias = node.inputs.size() > 2 && !node.inputs[2].empty() ? graph.constant(node.inputs[2]) : nullptr;
    if (node.inputs.size() > 2 && !node.inputs[2].empty() && (bias == nullptr || bias->size() != features)) {
        return follow;
    }
    const Node *next = finder.onlyUser(node.outputs.front());
    if (next != nullptr && node.op == "MatMul" && next->op == "Add" && next->inputs.size() == 2) {
        const std::string &other = next->inputs[0] == node.outputs.front() ? next->inputs[1] : next->inputs[0];
        bias = graph.constant(other);
        if (bias == nullptr || bias->size() != features || bias->dim(bias->rank() - 1) != features) {
            return follow;
        }
        follow.addition = next;
        next = finder.onlyUser(next->outputs.front());
    }
    if (next != nullptr && next->op == "Relu") {
        follow.relu = next;
        follow.link.relu = true;
        next = finder.onlyUser(next->outputs.front());
    }
    if (bias != nullptr) {
        follow.link.bias = valuesOf(*bias);
    }
    follow.taker = next;
    return follow;
}

} // namespace

PpuChain linkLayers(const std::shared_ptr<const Graph> &graph, const NumberFormat &format, const ChipConfig &config)
{
    PpuChain chain{.graph = graph, .links = {}, .takers = {}};
    const auto mode = modeOf(format);
    if (!mode) {
        return chain;
    }
    const Finder finder(*graph, *mode, config);
    std::map<std::string, std::string> renamed; ///< a taken value is the writer's own
    std::set<const Node *> gone;
    for (const Node &node : graph->nodes) {
        const Tensor *w = finder.weights(node);
        if (w == nullptr || !finder.canWrite(node, *w)) {
            continue;
        }
        const std::int64_t features = Finder::features(node, *w);
        Follow follow = followOf(*graph, finder, node, features);
        const Tensor *next = follow.taker == nullptr ? nullptr : finder.weights(*follow.taker);
        if (next == nullptr || !finder.canTake(*follow.taker, *next, node, features)) {
            continue;
        }
        renamed.emplace(follow.taker->inputs[0], node.outputs.front());
        gone.insert({follow.addition, follow.relu});
        follow.link.to = follow.taker->name;
        chain.takers.insert(follow.taker->name);
        chain.links.emplace(node.name, std::move(follow.link));
    }
    if (chain.links.empty()) {
        return chain;
    }
    Graph linked = *graph;
    linked.nodes.clear();
    for (const Node &node : graph->nodes) {
        if (gone.contains(&node)) {
            continue;
        }
        Node &kept = linked.nodes.emplace_back(node);
        if (chain.links.contains(node.name) && node.inputs.size() > 2) {
            kept.inputs.resize(2);
        }
        if (const auto from = renamed.find(node.inputs.empty() ? std::string() : node.inputs[0]);
            from != renamed.end() && chain.takers.contains(node.name)) {
            kept.inputs[0] = from->second;
        }
    }
    chain.graph = std::make_shared<const Graph>(std::move(linked));
    return chain;
}

PpuSettings settingsFor(const PpuLink &link, const std::vector<float> &gammaA, float gammaB, float unit, float gammaOut,
                        OutputFormat output, const ChipConfig &config)
{
    PpuSettings settings;
    settings.output = output;
    settings.gamma = gammaOut;
    settings.relu = link.relu;
    const double most = std::exp2(config.ppuScaleBits) - 1.0;
    const double perUnit = gammaOut > 0.0F ? 16.0 / static_cast<double>(gammaOut) : 0.0;
    std::vector<double> ratios;
    for (const float gamma : gammaA) {
        ratios.push_back(static_cast<double>(unit) * static_cast<double>(gamma) * static_cast<double>(gammaB) * perUnit);
    }
    const double largest = *std::max_element(ratios.begin(), ratios.end());
    settings.truncShift = 0;
    while (settings.truncShift < 39 && largest * std::exp2(settings.truncShift + 1) <= most) {
        ++settings.truncShift;
    }
    const double steps = std::exp2(settings.truncShift);
    settings.scale.clear();
    for (const double ratio : ratios) {
        settings.scale.push_back(static_cast<std::int64_t>(std::min(std::nearbyint(ratio * steps), most)));
    }
    if (link.bias.empty()) {
        return settings;
    }
    const double mostBias = std::exp2(config.biasBits - 1) - 1.0;
    double widest = 0.0;
    for (const float bias : link.bias) {
        widest = std::max(widest, std::abs(static_cast<double>(bias)) * perUnit * steps);
    }
    while (settings.biasShift < 32 && std::nearbyint(widest * std::exp2(-settings.biasShift)) > mostBias) {
        ++settings.biasShift;
    }
    settings.bias.clear();
    for (const float bias : link.bias) {
        const double exact = static_cast<double>(bias) * perUnit * steps * std::exp2(-settings.biasShift);
        settings.bias.push_back(static_cast<std::int64_t>(std::clamp(std::nearbyint(exact), -mostBias, mostBias)));
    }
    return settings;
}

QuantizedMatrix operandOfCodes(const ProductRequest &request, const OperandFormat &format, float gamma)
{
    QuantizedMatrix matrix;
    matrix.format = format;
    matrix.rows = request.n;
    matrix.columns = request.k;
    matrix.segments = request.segments;
    matrix.gamma = {gamma};
    matrix.codes.resize(static_cast<std::size_t>(request.n * request.k));
    const bool perVector = format.granularity == Granularity::Vector;
    matrix.vectors = perVector ? matrix.segments * ((matrix.segmentColumns() + format.vectorSize - 1) / format.vectorSize) : 1;
    if (!perVector) {
        std::transform(request.b, request.b + request.n * request.k, matrix.codes.begin(),
                       [](float value) { return fromTensor(value).code; });
        return matrix;
    }
    matrix.scales.assign(static_cast<std::size_t>(matrix.rows * matrix.vectors), 0);
    matrix.realScales.assign(matrix.scales.size(), 0.0F);
    const std::int64_t length = matrix.segmentColumns();
    for (std::int64_t i = 0; i < request.n * request.k; ++i) {
        const ChainCode value = fromTensor(request.b[i]);
        const std::int64_t column = i % request.k;
        const std::int64_t vector = column / length * matrix.vectorsPerSegment() + column % length / format.vectorSize;
        matrix.codes[static_cast<std::size_t>(i)] = value.code;
        const auto at = static_cast<std::size_t>(i / request.k * matrix.vectors + vector);
        matrix.scales[at] = value.scale;
        matrix.realScales[at] = static_cast<float>(value.scale) * gamma;
    }
    return matrix;
}

} // namespace vsq
