// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/productgeometry.h"

#include "core/network/attention.h"

#include <algorithm>

namespace vsq {

namespace {

std::int64_t rowsOf(const Tensor &tensor)
{
    return tensor.rank() < 2 ? 1 : tensor.dim(tensor.rank() - 2);
}
std::int64_t batchOf(const Tensor &tensor)
{
    const std::int64_t matrix = tensor.rank() == 0 ? 1 : rowsOf(tensor) * tensor.dim(tensor.rank() - 1);
    return matrix == 0 ? 0 : tensor.size() / matrix;
}

struct ResultShape {
    std::int64_t count = 1;
    std::int64_t m = 1;
    std::int64_t n = 1;
    std::int64_t plane = 1; ///< pixels of an image's result
};

ProductPosition positionIn(ResultLayout layout, const std::string &layer, const ResultShape &shape, std::int64_t index)
{
    ProductPosition position{.layer = layer};
    if (layout == ResultLayout::Planes) {
        const std::int64_t filters = shape.m * shape.count;
        const std::int64_t filter = index / shape.plane % filters;
        position.product = filter / shape.m;
        position.m = filter % shape.m;
        position.n = index / (shape.plane * filters) * shape.plane + index % shape.plane;
    } else {
        position.product = shape.count == 1 ? 0 : index / (shape.n * shape.m);
        position.m = index % shape.m;
        position.n = index / shape.m % shape.n;
    }
    return position;
}

} // namespace

ProductGeometry::ProductGeometry(const RunRecord &record, const Node &node) : m_node(&node)
{
    const Tensor *x = node.inputs.size() < 2 ? nullptr : record.value(node.inputs[0]);
    const Tensor *w = node.inputs.size() < 2 ? nullptr : record.value(node.inputs[1]);
    const Tensor *y = node.outputs.empty() ? nullptr : record.value(node.outputs[0]);
    if (x == nullptr || w == nullptr || y == nullptr || !node.domain.empty()) {
        return;
    }
    const bool weightsFirst = record.graph->constant(node.inputs[0]) != nullptr
                              && record.graph->constant(node.inputs[1]) == nullptr;
    if (node.op == "Conv" && x->rank() >= 3 && x->rank() <= 4 && w->rank() == x->rank()) {
        convolution(*x, *w, *y);
    } else if (node.op == "Gemm" && x->rank() == 2 && w->rank() == 2 && !weightsFirst) {
        m_transX = node.integer("transA", 0) != 0;
        m_transW = node.integer("transB", 0) == 0;
        m_n = x->dim(m_transX ? 1 : 0);
        m_k = x->dim(m_transX ? 0 : 1);
        m_m = w->dim(m_transW ? 1 : 0);
        m_kind = Kind::Rows;
    } else if (node.op == "MatMul" && x->rank() >= 2 && w->rank() >= 2 && !weightsFirst) {
        m_transW = true;
        m_k = x->dim(x->rank() - 1);
        m_m = w->dim(w->rank() - 1);
        m_count = batchOf(*w) == 1 ? 1 : batchOf(*y);
        m_n = m_count == 1 && batchOf(*w) == 1 ? x->size() / std::max<std::int64_t>(1, m_k) : rowsOf(*x);
        m_sharedX = m_count > 1 && batchOf(*x) == 1;
        // What is repeated by broadcasting has no element of its own.
        const bool whole = m_count == 1 || ((m_sharedX || batchOf(*x) == m_count) && batchOf(*w) == m_count);
        m_kind = whole ? (m_count == 1 ? Kind::Rows : Kind::Batched) : Kind::Unknown;
        m_graph = record.graph.get();
    }
}

void ProductGeometry::convolution(const Tensor &x, const Tensor &w, const Tensor &y)
{
    const bool isPlane = x.rank() == 4;
    const auto both = [&](const char *name, std::int64_t otherwise) {
        const std::vector<std::int64_t> values = m_node->integers(name);
        return std::pair(isPlane && !values.empty() ? values[0] : otherwise,
                         values.empty() ? otherwise : values[isPlane ? 1 : 0]);
    };
    m_count = m_node->integer("group", 1);
    m_channels = w.dim(1);
    m_m = w.dim(0) / std::max<std::int64_t>(1, m_count);
    m_kernelHeight = isPlane ? w.dim(2) : 1;
    m_kernelWidth = w.dim(w.rank() - 1);
    m_inputHeight = isPlane ? x.dim(2) : 1;
    m_inputWidth = x.dim(x.rank() - 1);
    m_outputHeight = isPlane ? y.dim(2) : 1;
    m_outputWidth = y.dim(y.rank() - 1);
    m_n = y.dim(0) * m_outputHeight * m_outputWidth;
    m_k = m_channels * m_kernelHeight * m_kernelWidth;
    std::tie(m_strideY, m_strideX) = both("strides", 1);
    std::tie(m_dilationY, m_dilationX) = both("dilations", 1);
    const std::vector<std::int64_t> pads = m_node->integers("pads");
    m_padTop = isPlane && !pads.empty() ? pads[0] : 0;
    m_padLeft = pads.empty() ? 0 : pads[isPlane ? 1 : 0];
    const std::string automatic = m_node->text("auto_pad", "NOTSET");
    m_hasPixels = automatic == "NOTSET" || automatic == "VALID";
    m_kind = Kind::Convolution;
}

ResultLayout ProductGeometry::layout() const
{
    switch (m_kind) {
    case Kind::Convolution: return ResultLayout::Planes;
    case Kind::Rows:
    case Kind::Batched: return ResultLayout::Rows;
    case Kind::Unknown: break;
    }
    return ResultLayout::Unknown;
}

TensorElement ProductGeometry::resultOf(const ProductPosition &position) const
{
    TensorElement element{.value = m_node->outputs[0]};
    if (m_kind == Kind::Convolution) {
        const std::int64_t plane = m_outputHeight * m_outputWidth;
        const std::int64_t filter = position.product * m_m + position.m;
        element.index = (position.n / plane * m_m * m_count + filter) * plane + position.n % plane;
    } else {
        element.index = (position.product * m_n + position.n) * m_m + position.m;
    }
    return element;
}

ProductPosition ProductGeometry::positionOf(std::int64_t index) const
{
    return positionIn(layout(), m_node->name, {.count = m_count, .m = m_m, .n = m_n, .plane = m_outputHeight * m_outputWidth},
                      index);
}

std::optional<ProductPosition> resultPosition(const RunRecord &record, const std::string &layer, std::int64_t index)
{
    const LayerData *data = record.product(layer, 0);
    const auto found = record.layouts.find(layer);
    if (data == nullptr || found == record.layouts.end() || found->second == ResultLayout::Unknown || index < 0) {
        return std::nullopt;
    }
    const Layer &own = data->layer;
    if (found->second == ResultLayout::Planes && own.outputHeight * own.outputWidth <= 0) {
        return std::nullopt;
    }
    return positionIn(found->second, layer,
                      {.count = own.count, .m = own.m, .n = own.n, .plane = own.outputHeight * own.outputWidth}, index);
}

ProductGeometry::Pixel ProductGeometry::pixelOf(std::int64_t product, std::int64_t row, std::int64_t k) const
{
    // K runs over (r, s, c) with the channel innermost.
    const std::int64_t tap = k / m_channels;
    const std::int64_t plane = m_outputHeight * m_outputWidth;
    const std::int64_t at = row % plane;
    Pixel pixel;
    pixel.image = row / plane;
    pixel.channel = product * m_channels + k % m_channels;
    pixel.y = at / m_outputWidth * m_strideY - m_padTop + tap / m_kernelWidth * m_dilationY;
    pixel.x = at % m_outputWidth * m_strideX - m_padLeft + tap % m_kernelWidth * m_dilationX;
    return pixel;
}

std::optional<TensorElement> ProductGeometry::operandOf(OperandSide side, std::int64_t product, std::int64_t row,
                                                        std::int64_t k) const
{
    const bool isA = side == OperandSide::Weights;
    TensorElement element{.value = m_node->inputs[isA ? 1 : 0]};
    switch (m_kind) {
    case Kind::Unknown: return std::nullopt;
    case Kind::Convolution:
        if (isA) {
            const std::int64_t taps = m_kernelHeight * m_kernelWidth;
            element.index = ((product * m_m + row) * m_channels + k % m_channels) * taps + k / m_channels;
        } else {
            if (!m_hasPixels) {
                return std::nullopt;
            }
            const Pixel pixel = pixelOf(product, row, k);
            const bool inside = pixel.y >= 0 && pixel.y < m_inputHeight && pixel.x >= 0 && pixel.x < m_inputWidth;
            element.index = inside
                                ? ((pixel.image * m_channels * m_count + pixel.channel) * m_inputHeight + pixel.y) * m_inputWidth
                                      + pixel.x
                                : -1;
        }
        return element;
    case Kind::Rows:
    case Kind::Batched: break;
    }
    if (isA) {
        element.index = product * m_m * m_k + (m_transW ? k * m_m + row : row * m_k + k);
    } else {
        element.index = (m_sharedX ? 0 : product * m_n * m_k) + (m_transX ? k * m_n + row : row * m_k + k);
    }
    return element;
}

std::vector<Coordinate> ProductGeometry::coordinates(const ProductPosition &position) const
{
    if (m_kind == Kind::Convolution) {
        const std::int64_t plane = m_outputHeight * m_outputWidth;
        return {{"image", position.n / plane},
                {"channel", position.product * m_m + position.m},
                {"y", position.n % plane / m_outputWidth},
                {"x", position.n % m_outputWidth}};
    }
    bool isScores = false;
    for (const Attention &attention : m_graph == nullptr ? std::vector<Attention>() : findAttention(*m_graph)) {
        isScores = isScores || &m_graph->nodes[attention.scores] == m_node;
    }
    std::vector<Coordinate> all;
    if (m_count > 1) {
        all.push_back({"head", position.product});
    }
    all.push_back({isScores ? "query" : "token", position.n});
    all.push_back({isScores ? "key" : "feature", position.m});
    return all;
}

std::vector<Coordinate> ProductGeometry::operandCoordinates(std::int64_t product, std::int64_t row, std::int64_t k) const
{
    if (m_kind == Kind::Convolution && m_hasPixels) {
        const Pixel pixel = pixelOf(product, row, k);
        return {{"channel", pixel.channel}, {"y", pixel.y}, {"x", pixel.x}};
    }
    return {{"feature", k}};
}

std::vector<Coordinate> withTokens(std::vector<Coordinate> coordinates, const std::vector<std::string> &tokens)
{
    for (Coordinate &coordinate : coordinates) {
        const bool isToken = coordinate.name == "token" || coordinate.name == "query" || coordinate.name == "key";
        if (isToken && coordinate.at >= 0 && coordinate.at < static_cast<std::int64_t>(tokens.size())) {
            coordinate.text = tokens[static_cast<std::size_t>(coordinate.at)];
        }
    }
    return coordinates;
}

} // namespace vsq
