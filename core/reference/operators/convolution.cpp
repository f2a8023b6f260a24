// SPDX-License-Identifier: GPL-3.0-or-later
// Conv: a matrix product for each group, by im2col, with the images of a batch side by side in N.
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/im2col.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <memory>

namespace vsq {

namespace {

/// Floats of B in one request, 4 MiB: what im2col writes is then still in the cache when the product reads it.
constexpr std::int64_t kLargestRequest = std::int64_t{1} << 20;

/// Not cleared: a pass over the memory that nothing needs.
std::unique_ptr<float[]> scratch(std::int64_t size)
{
    return std::make_unique_for_overwrite<float[]>(static_cast<std::size_t>(size));
}

/// Filters [C_out, C/group, taps] as [C_out, taps, C/group]: the reduction order of ProductRequest.
Tensor channelsInnermost(const Tensor &weights, std::int64_t channels, std::int64_t taps)
{
    if (taps == 1 || channels == 1) {
        return weights;
    }
    Tensor result = Tensor::uninitialized(DType::Float32, weights.shape());
    const float *from = raw<float>(weights);
    auto *to = rawMutable<float>(result);
    for (std::int64_t filter = 0; filter < weights.dim(0); ++filter) {
        transpose(from + filter * channels * taps, channels, taps, to + filter * channels * taps);
    }
    return result;
}

class Convolution {
public:
    explicit Convolution(Call &call) : m_call(call), m_x(call.in(0)), m_w(call.in(1))
    {
        call.requireFloats(0);
        call.requireFloats(1);
        if (m_w.rank() != m_x.rank()) {
            throw call.error("weights", std::to_string(m_x.rank()) + " dimensions", toString(m_w.shape()));
        }
        m_window = windowOf(call.node, m_x.shape(), Shape(m_w.shape().begin() + 2, m_w.shape().end()));
        m_groups = call.node.integer("group", 1);
        m_channels = m_w.dim(1);
        if (m_groups < 1 || m_x.dim(1) != m_channels * m_groups || m_w.dim(0) % m_groups != 0) {
            throw call.error("channels", std::to_string(m_channels) + " x " + std::to_string(m_groups) + " groups",
                             toString(m_x.shape()));
        }
        m_filters = m_w.dim(0) / m_groups;
        m_k = m_channels * m_window.kernelSize();
        m_pixels = m_window.outputSize();
        if (call.has(2) && call.in(2).size() != m_w.dim(0)) {
            throw call.error("bias", std::to_string(m_w.dim(0)) + " values", std::to_string(call.in(2).size()));
        }
    }

    Tensor run()
    {
        const auto ordered = [&] { return channelsInnermost(m_w, m_channels, m_window.kernelSize()); };
        m_weights = m_call.isConstant(1) ? m_call.cache.get(ordered) : ordered();
        m_y = Tensor::uninitialized(DType::Float32, m_window.outputShape(m_x.dim(0), m_w.dim(0)));
        m_out = rawMutable<float>(m_y);
        const std::int64_t items = m_x.dim(0);
        if (m_k == 0 || m_y.size() == 0) { // sums of nothing: no product that a backend knows
            std::fill_n(m_out, m_y.size(), 0.0F);
            for (std::int64_t at = 0; at < items * m_groups; ++at) {
                addBias(at / m_groups, at % m_groups);
            }
            return std::move(m_y);
        }
        if (items > 0 && m_window.kernel[0] == 1 && m_window.input[0] == 1 && m_call.backend.takesImages(request(0, items))) {
            multiplyImages(items);
            return std::move(m_y);
        }
        const std::int64_t together = std::clamp<std::int64_t>(kLargestRequest / std::max<std::int64_t>(1, m_pixels * m_k), 1,
                                                               std::max<std::int64_t>(1, items));
        for (std::int64_t item = 0; item < items; item += together) {
            piece(item, std::min(together, items - item));
        }
        return std::move(m_y);
    }

private:
    /// The group's product for so many images, without its B.
    [[nodiscard]] ProductRequest request(std::int64_t group, std::int64_t count) const
    {
        ProductRequest product;
        product.node = &m_call.node;
        product.index = group;
        product.count = m_groups;
        product.m = m_filters;
        product.n = count * m_pixels;
        product.k = m_k;
        product.a = raw<float>(m_weights) + group * m_filters * m_k;
        product.aIsConstant = m_call.isConstant(1);
        product.segments = m_call.backend.packsTaps(m_channels) ? 1 : m_window.kernelSize();
        product.segmentLength = m_k / product.segments;
        product.itemRows = m_pixels;
        return product;
    }

    /// The backend reads the images and writes the output's planes; nothing is copied here.
    void multiplyImages(std::int64_t items)
    {
        const std::int64_t plane = m_window.inputSize();
        ProductImages images{.images = items,
                             .channels = m_channels,
                             .height = m_window.input[1],
                             .width = m_window.input[2],
                             .kernelHeight = m_window.kernel[1],
                             .kernelWidth = m_window.kernel[2],
                             .strideY = m_window.strides[1],
                             .strideX = m_window.strides[2],
                             .padTop = m_window.padBegin[1],
                             .padLeft = m_window.padBegin[2],
                             .dilationY = m_window.dilations[1],
                             .dilationX = m_window.dilations[2],
                             .outputHeight = m_window.output[1],
                             .outputWidth = m_window.output[2]};
        images.imageStride = m_x.dim(1) * plane;
        images.resultStride = m_w.dim(0) * m_pixels;
        const bool withBias = m_call.has(2) && m_call.backend.addsBias();
        const float *bias = withBias ? m_call.floats(2).data() : nullptr;
        const auto multiply = [&](std::int64_t begin, std::int64_t end) {
            ProductImages own = images;
            for (std::int64_t group = begin; group < end; ++group) {
                ProductRequest product = request(group, items);
                own.data = raw<float>(m_x) + group * m_channels * plane;
                own.bias = withBias ? bias + group * m_filters : nullptr;
                product.images = &own;
                m_call.backend.multiply(product, m_out + group * m_filters * m_pixels);
                for (std::int64_t i = 0; !withBias && i < items; ++i) {
                    addBias(i, group);
                }
            }
        };
        if (m_groups > 1 && m_call.backend.takesAnyOrder()) {
            parallelRange(m_groups, grainFor(items * m_pixels * m_filters * m_k / 16), multiply);
        } else {
            multiply(0, m_groups);
        }
    }

    void piece(std::int64_t first, std::int64_t count)
    {
        const std::int64_t plane = m_window.inputSize();
        const std::int64_t channels = m_x.dim(1);
        const float *images = raw<float>(m_x) + first * channels * plane;
        // One channel a group lies as the products want it already; otherwise channels go innermost.
        const bool asItIs = m_channels == 1;
        const auto transposed = scratch(asItIs ? 0 : count * channels * plane);
        for (std::int64_t i = 0; !asItIs && i < count; ++i) {
            transpose(images + i * channels * plane, channels, plane, transposed.get() + i * channels * plane);
        }
        const bool direct = m_groups == 1 && m_window.isPointwise() && !asItIs;
        const auto rows = scratch(direct ? 0 : count * m_pixels * m_k);
        const auto c = scratch(count * m_pixels * m_filters);
        for (std::int64_t group = 0; group < m_groups; ++group) {
            for (std::int64_t i = 0; !direct && i < count; ++i) {
                const float *image = asItIs ? images + (i * channels + group) * plane
                                            : transposed.get() + i * channels * plane + group * m_channels;
                im2col(m_window, image, asItIs ? 1 : channels, m_channels, rows.get() + i * m_pixels * m_k);
            }
            ProductRequest product = request(group, count);
            product.b = direct ? transposed.get() : rows.get();
            m_call.backend.multiply(product, c.get());
            for (std::int64_t i = 0; i < count; ++i) {
                store(c.get() + i * m_pixels * m_filters, first + i, group);
            }
        }
    }

    /// C [pixels, filters] to the group's planes of the output, with the bias.
    void store(const float *c, std::int64_t item, std::int64_t group)
    {
        transpose(c, m_pixels, m_filters, m_out + (item * m_w.dim(0) + group * m_filters) * m_pixels);
        addBias(item, group);
    }

    void addBias(std::int64_t item, std::int64_t group)
    {
        if (!m_call.has(2)) {
            return;
        }
        float *planes = m_out + (item * m_w.dim(0) + group * m_filters) * m_pixels;
        const auto bias = m_call.floats(2);
        parallelRange(m_filters, grainFor(m_pixels), [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t f = begin; f < end; ++f) {
                const float value = bias[static_cast<std::size_t>(group * m_filters + f)];
                for (std::int64_t p = 0; p < m_pixels; ++p) {
                    planes[f * m_pixels + p] += value;
                }
            }
        });
    }

    Call &m_call;
    const Tensor &m_x;
    const Tensor &m_w;
    Window m_window;
    std::int64_t m_groups = 1;
    std::int64_t m_channels = 0; ///< of a group
    std::int64_t m_filters = 0;  ///< of a group
    std::int64_t m_k = 0;
    std::int64_t m_pixels = 0;
    Tensor m_weights;
    Tensor m_y;
    float *m_out = nullptr;
};

} // namespace

void registerConvolution(OperatorRegistry &registry)
{
    registry.add("Conv", [](Call &call) { return Outputs{Convolution(call).run()}; });
}

} // namespace vsq
