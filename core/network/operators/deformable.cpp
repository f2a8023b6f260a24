// SPDX-License-Identifier: GPL-3.0-or-later
// DeformConv (Dai et al., ICCV 2017; masks: Zhu et al., CVPR 2019): a convolution whose taps look where offsets say.
#include "core/network/operators/expansion.h"
#include "core/network/operators/operatortable.h"
#include "core/network/operators/window.h"

namespace vsq {

namespace {

/// Becomes GridSample and a product of what it found with the filters, in the order of a convolution's: taps, then channels.
class Deformable {
public:
    explicit Deformable(Expansion &e) : m_e(e), m_groups(e.node.integer("group", 1)), m_parts(e.node.integer("offset_group", 1))
    {
        for (const std::size_t input : {0, 1, 2}) {
            if (e.rank(input) != 4) {
                throw e.error(e.call.inputText(input), "four dimensions: images", toString(*e.call.shape(input)));
            }
        }
        const Shape &w = *e.call.shape(1);
        for (const std::int64_t size : w) {
            if (size < 1) {
                throw e.error("filters", "known sizes of 1 or more", toString(w));
            }
        }
        m_filters = w[0];
        m_channels = w[1];
        m_window = windowOf(e.node, *e.call.shape(0), {w[2], w[3]});
        m_taps = m_window.kernelSize();
        if (constexpr std::int64_t kMost = 1 << 16; m_taps > kMost) {
            throw e.error("filters", "at most " + std::to_string(kMost) + " taps", std::to_string(m_taps));
        }
        check();
    }

    void expand()
    {
        const std::string images = m_e.reshape(m_e.in(0), {-1, m_channels * m_groups / m_parts, 0, 0});
        std::string found = m_e.make("GridSample", {images, grid()},
                                     {{"mode", std::string("bilinear")}, {"padding_mode", std::string("zeros")}});
        found = m_e.reshape(found, {0, 0, m_taps, -1}); // [N x parts, channels of a part, taps, pixels]
        if (m_e.has(4)) {
            const std::string mask = m_e.reshape(m_e.in(4), {-1, m_taps, 0, 0});
            found = m_e.make("Mul", {found, m_e.reshape(mask, {0, 1, m_taps, -1})});
        }
        const std::int64_t k = m_taps * m_channels;
        const std::int64_t own = m_filters / m_groups;
        std::string product;
        if (m_groups == 1) {
            const std::string each = m_e.reshape(found, {-1, m_channels, m_taps, 0});
            const std::string rows = m_e.reshape(m_e.transpose(each, {0, 3, 2, 1}), {0, 0, k}); // [N, pixels, k]
            const std::string filters = m_e.reshape(m_e.transpose(m_e.in(1), {2, 3, 1, 0}), {k, own});
            product = m_e.make("MatMul", {rows, filters});
            m_e.rename(product);
            product = m_e.transpose(product, {0, 2, 1});
        } else {
            const std::string each = m_e.reshape(found, {-1, m_channels, m_taps, 0}); // [N x groups, ...]
            const std::string turned = m_e.reshape(m_e.transpose(each, {0, 3, 2, 1}), {0, 0, k});
            const std::string rows = m_e.make(
                "Reshape", {turned, m_e.concat({m_e.integers({-1, m_groups}), pixels(), m_e.integers({k})}, 0)});
            const std::string apart = m_e.reshape(m_e.in(1), {m_groups, own, m_channels, m_taps});
            const std::string filters = m_e.reshape(m_e.transpose(apart, {0, 3, 2, 1}), {m_groups, k, own});
            product = m_e.make("MatMul", {rows, filters});
            m_e.rename(product);
            product = m_e.transpose(product, {0, 1, 3, 2});
        }
        const std::string sizes = m_e.concat({m_e.integers({-1, m_filters}), m_e.size(m_e.in(2), 2), m_e.size(m_e.in(2), 3)}, 0);
        std::string result = m_e.make("Reshape", {product, sizes});
        if (m_e.has(3)) {
            result = m_e.make("Add", {result, m_e.reshape(m_e.in(3), {m_filters, 1, 1})});
        }
        m_e.finish(result);
    }

private:
    void check() const
    {
        const Shape &x = *m_e.call.shape(0);
        const std::int64_t channels = openProduct({m_channels, m_groups}, 0, 2);
        if (!mayEqual(x[1], channels) || m_filters % m_groups != 0 || channels % m_parts != 0) {
            throw m_e.error("channels",
                            std::to_string(channels) + " in " + std::to_string(m_groups) + " groups and "
                                + std::to_string(m_parts) + " groups of offsets",
                            toString(x));
        }
        const auto require = [&](std::size_t input, std::int64_t planes) {
            const auto &given = m_e.call.shape(input);
            const bool fits = !given
                              || (given->size() == 4 && mayEqual((*given)[0], x[0]) && mayEqual((*given)[1], planes)
                                  && mayEqual((*given)[2], m_window.output[1]) && mayEqual((*given)[3], m_window.output[2]));
            if (!fits) {
                throw m_e.error(m_e.call.inputText(input), toString(Shape{x[0], planes, m_window.output[1], m_window.output[2]}),
                                toString(*given));
            }
        };
        require(2, openProduct({m_parts, m_taps, 2}, 0, 3));
        if (m_e.has(4)) {
            require(4, m_parts * m_taps);
        }
    }

    /// Number of the output's pixels, [1].
    std::string pixels() { return m_e.make("Mul", {m_e.size(m_e.in(2), 2), m_e.size(m_e.in(2), 3)}); }

    /// Where the taps look along an axis (0: rows, 1: columns), in GridSample's coordinates, [N x parts, taps, rows, columns, 1].
    std::string coordinates(const std::string &offsets, std::int64_t axis)
    {
        const auto at = static_cast<std::size_t>(axis + 1);        // of the window, which has a depth too
        const auto pads = m_e.node.integers("pads", {0, 0, 0, 0}); // the window lacks them where sizes are open
        Tensor taps(DType::Float32, {m_taps, 1, 1});
        for (std::int64_t t = 0; t < m_taps; ++t) {
            const std::int64_t along = axis == 0 ? t / m_window.kernel[2] : t % m_window.kernel[2];
            taps.mutableValues<float>()[static_cast<std::size_t>(t)] = static_cast<float>(
                along * m_window.dilations[at] - pads.at(static_cast<std::size_t>(axis)));
        }
        const std::string count = m_e.scalarSize(m_e.in(2), 2 + axis);
        const std::string numbers = m_e.cast(m_e.make("Range", {m_e.integer(0), count, m_e.integer(1)}), DType::Float32);
        std::string windows = m_e.make("Mul", {numbers, m_e.number(static_cast<float>(m_window.strides[at]))});
        windows = axis == 0 ? m_e.unsqueeze(windows, {1}) : windows;
        const std::string own = m_e.make("Gather", {offsets, m_e.integer(axis)}, {{"axis", std::int64_t{2}}});
        const std::string pixel = m_e.make("Add", {own, m_e.make("Add", {windows, m_e.add(std::move(taps))})});
        // Pixel i of n lies at (2 i + 1) / n - 1.
        const std::string size = m_e.cast(m_e.scalarSize(m_e.in(0), 2 + axis), DType::Float32);
        const std::string twice = m_e.make("Add", {m_e.make("Mul", {pixel, m_e.number(2.0F)}), m_e.number(1.0F)});
        return m_e.unsqueeze(m_e.make("Sub", {m_e.make("Div", {twice, size}), m_e.number(1.0F)}), {4});
    }

    /// [N x parts, taps x rows, columns, 2], x before y.
    std::string grid()
    {
        const std::string shape = m_e.concat({m_e.integers({-1, m_taps, 2}), m_e.size(m_e.in(2), 2), m_e.size(m_e.in(2), 3)}, 0);
        const std::string offsets = m_e.make("Reshape", {m_e.in(2), shape});
        const std::string both = m_e.concat({coordinates(offsets, 1), coordinates(offsets, 0)}, 4);
        const std::string rows = m_e.concat({m_e.integers({0, -1}), m_e.size(m_e.in(2), 3), m_e.integers({2})}, 0);
        return m_e.make("Reshape", {both, rows});
    }

    Expansion &m_e;
    std::int64_t m_groups;
    std::int64_t m_parts; ///< groups of channels with offsets of their own
    std::int64_t m_filters = 0;
    std::int64_t m_channels = 0; ///< of a group
    std::int64_t m_taps = 0;
    Window m_window;
};

} // namespace

void addDeformable(OperatorTable &table)
{
    table.add({.name = "DeformConv",
               .since = 19,
               .inputs = {3, 5},
               .attributes = {integers("dilations"), integer("group", 1), integers("kernel_shape"), integer("offset_group", 1),
                              integers("pads"), integers("strides")},
               .expand = [](Expansion &e) { Deformable(e).expand(); }});
}

} // namespace vsq
