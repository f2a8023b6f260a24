// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qdq/convolutionqdq.h"

#include "core/base/error.h"
#include "core/qdq/exactsum.h"
#include "core/qdq/quantizedactivations.h"
#include "core/qdq/quantizedweights.h"

#include <algorithm>

namespace vsq {

namespace {

/// Which of the elements along a dimension some window looks at.
std::vector<bool> seenAlong(std::int64_t size, std::int64_t kernel, std::int64_t stride, std::int64_t dilation, std::int64_t pad,
                            std::int64_t output)
{
    std::vector<bool> seen(static_cast<std::size_t>(size), false);
    for (std::int64_t window = 0; window < output; ++window) {
        for (std::int64_t tap = 0; tap < kernel; ++tap) {
            const std::int64_t at = window * stride - pad + tap * dilation;
            if (at >= 0 && at < size) {
                seen[static_cast<std::size_t>(at)] = true;
            }
        }
    }
    return seen;
}

/// 1 for pixels that some window looks at, 0 for others, which must not widen the scale; empty where all are looked at.
std::string seenPixels(NodeWriter &writer, const ProductImages &i, std::size_t spatial)
{
    const auto rows = seenAlong(i.height, i.kernelHeight, i.strideY, i.dilationY, i.padTop, i.outputHeight);
    const auto columns = seenAlong(i.width, i.kernelWidth, i.strideX, i.dilationX, i.padLeft, i.outputWidth);
    const auto all = [](const std::vector<bool> &seen) { return std::find(seen.begin(), seen.end(), false) == seen.end(); };
    if (all(rows) && all(columns)) {
        return {};
    }
    Tensor mask(DType::Float32, spatial == 1 ? Shape{i.width} : Shape{i.height, i.width});
    auto values = mask.mutableValues<float>();
    for (std::size_t at = 0; at < values.size(); ++at) {
        values[at] = rows[at / columns.size()] && columns[at % columns.size()] ? 1.0F : 0.0F;
    }
    return writer.constant(std::move(mask));
}

/// The windows of an image as channels, a group's after each other, taps outermost: a convolution with ones.
std::string unfolded(NodeWriter &writer, const Node &node, const Shape &filters, std::int64_t groups)
{
    const std::int64_t channels = filters[1];
    const std::int64_t k = elementCount({filters.begin() + 1, filters.end()});
    const std::int64_t taps = k / channels;
    Shape shape = filters;
    shape[0] = groups * k;
    Tensor ones(DType::Float32, shape);
    auto values = ones.mutableValues<float>();
    for (std::int64_t row = 0; row < groups * k; ++row) {
        const std::int64_t channel = row % k % channels;
        const std::int64_t tap = row % k / channels;
        values[static_cast<std::size_t>((row * channels + channel) * taps + tap)] = 1.0F;
    }
    return writer.node("Conv", {node.inputs[0], writer.constant(std::move(ones))}, node.attributes);
}

/// The product with its scales, then the bias: (sum * gammaA) * gammaB + bias. output: the result's shape.
void writeScaled(NodeWriter &writer, Node node, const WrittenActivations &x, const WrittenWeights &w, const Shape &output,
                 std::int64_t groups)
{
    const std::string bias = node.inputs.size() > 2 ? node.inputs[2] : std::string();
    node.inputs = {x.value, w.value};
    std::string y = writeSum(writer, std::move(node), 0, x.most, w.largestSum);
    Shape channels(output.size() - 1, 1); // broadcasts over the batch
    channels[0] = output[1];
    if (!w.gamma.empty()) {
        y = writer.node("Mul", {y, writer.constant(Tensor::of<float>(channels, w.gamma))});
    }
    if (!x.gamma.empty()) {
        const bool isGrouped = groups > 1;
        Shape grouped{0, groups, output[1] / groups};
        grouped.insert(grouped.end(), output.begin() + 2, output.end());
        Shape whole(output);
        whole[0] = 0;
        y = writer.node("Mul", {isGrouped ? writer.reshape(y, grouped) : y, x.gamma});
        y = isGrouped ? writer.reshape(y, whole) : y;
    }
    if (!bias.empty()) {
        writer.node("Add", {y, writer.reshape(bias, channels)});
    }
    writer.end();
}

} // namespace

void writeConvolution(NodeWriter &writer, Node node, const TracedProduct &product, const Shape &input, const Shape &output,
                      const Shape &filters, const NumberFormat &format, std::optional<float> gamma)
{
    const std::int64_t groups = node.integer("group", 1);
    const std::int64_t k = elementCount({filters.begin() + 1, filters.end()});
    const std::int64_t taps = k / filters[1];
    const bool hasVectors = format.weights.granularity == Granularity::Vector
                            || format.activations.granularity == Granularity::Vector;
    ActivationView view{.shape = input, .axis = 1, .groups = groups, .ownScale = 1, .seen = {}};
    WeightPlace place{.shape = filters, .rows = 0, .k = 1};
    std::string x = node.inputs[0];
    if (hasVectors && product.segments == 1 && taps > 1) {
        // Vectors lie across the taps: the windows become channels, and the convolution itself has one tap.
        x = unfolded(writer, node, filters, groups);
        view.shape = output;
        view.shape[1] = groups * k;
        place.shape.assign(filters.size(), 1);
        place.shape[0] = filters[0];
        place.shape[1] = k;
        node.attributes = {{"group", groups}};
    } else if (scalesFromData(format, gamma)) {
        if (!product.images) {
            throw Error({{}, node.describe()}, "scales from the pixels that a convolution looks at",
                        "one or two dimensions, or static scales (vsq calibrate)", std::to_string(filters.size() - 2));
        }
        view.seen = seenPixels(writer, *product.images, filters.size() - 2);
    }
    const WrittenActivations activations = writeActivations(writer, x, view, format, gamma);
    const bool isScalar = gamma.has_value(); // static: no axes of groups
    writeScaled(writer, std::move(node), activations, writeWeights(writer, product.weights, place), output,
                isScalar ? 1 : groups);
}

} // namespace vsq
