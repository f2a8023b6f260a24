// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qdq/quantizedweights.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <functional>
#include <numeric>

namespace vsq {

namespace {

constexpr std::int64_t kFloat = 1; // TensorProto.DataType.FLOAT

class WeightWriter {
public:
    WeightWriter(NodeWriter &writer, const std::vector<QuantizedMatrix> &weights, const WeightPlace &place, bool keepsApart)
        : m_w(writer), m_place(place), m_one(weights.front()), m_length(place.shape[place.k]), m_keepsApart(keepsApart)
    {
        for (const QuantizedMatrix &matrix : weights) {
            m_rows += matrix.rows;
            append(m_codes, matrix.codes);
            append(m_scales, matrix.scales);
            append(m_realScales, matrix.realScales);
            for (std::int64_t row = 0; row < matrix.rows; ++row) {
                m_gamma.push_back(matrix.gammaOf(row));
            }
        }
        m_taps = m_one.columns / m_length;
        assert(m_place.shape[m_place.rows] == m_rows && m_taps * m_length == m_one.columns);
    }

    WrittenWeights write()
    {
        const bool hasVectors = m_one.format.granularity == Granularity::Vector;
        const bool isReal = hasVectors && m_scales.empty();
        if (m_keepsApart) {
            std::vector<float> &scales = isReal ? m_realScales : m_gamma;
            std::transform(scales.begin(), scales.end(), scales.begin(), [](float scale) { return 2.0F * scale; });
        }
        WrittenWeights written;
        written.value = !hasVectors ? plain() : m_w.target().blocked ? blocked() : multiplied();
        if (m_keepsApart) {
            written.value = m_w.node("Mul", {written.value, m_w.scalar(0.5F)});
        }
        if (!isReal) {
            written.gamma = m_gamma;
            written.largestSum = largestSum();
        }
        return written;
    }

private:
    template <typename T>
    static void append(std::vector<T> &all, const std::vector<T> &more)
    {
        all.insert(all.end(), more.begin(), more.end());
    }

    [[nodiscard]] bool isFourBit() const { return m_one.format.bits <= 4 && m_w.target().blocked; }

    [[nodiscard]] std::int64_t vectors() const { return (m_length + m_one.format.vectorSize - 1) / m_one.format.vectorSize; }
    [[nodiscard]] std::int64_t vectorSize() const { return vectors() > 1 ? m_one.format.vectorSize : m_length; }

    /// From the products' order [rows, taps, length] to the operator's, with room for `width` elements along k.
    template <typename T, typename From>
    [[nodiscard]] Tensor placed(const std::vector<From> &from, std::int64_t length, std::int64_t width) const
    {
        Shape shape = m_place.shape;
        shape[m_place.k] = width;
        const auto stride = [&shape](std::size_t axis) {
            return std::accumulate(shape.begin() + static_cast<std::ptrdiff_t>(axis) + 1, shape.end(), std::int64_t{1},
                                   std::multiplies<>());
        };
        const std::int64_t rowStride = stride(m_place.rows);
        const std::int64_t step = stride(m_place.k);
        Tensor tensor(DTypeOf<T>::value, shape);
        auto to = tensor.template mutableValues<T>();
        std::size_t next = 0;
        for (std::int64_t row = 0; row < m_rows; ++row) {
            for (std::int64_t tap = 0; tap < m_taps; ++tap) { // taps lie innermost: a stride of 1
                for (std::int64_t i = 0; i < length; ++i, ++next) {
                    to[static_cast<std::size_t>(row * rowStride + i * step + tap)] = static_cast<T>(from[next]);
                }
            }
        }
        return tensor;
    }

    /// Integer scales, as float32 values, or the real ones where the format has no integers.
    std::string scales(bool isSplit)
    {
        const auto made = [&](Tensor tensor) {
            return m_w.constant(isSplit ? tensor.reshaped(split(tensor.shape(), 1)) : std::move(tensor));
        };
        if (m_scales.empty()) {
            return made(placed<float>(m_realScales, vectors(), vectors()));
        }
        const std::string stored = m_one.format.scaleBits <= 8 ? made(placed<std::uint8_t>(m_scales, vectors(), vectors()))
                                                               : made(placed<std::uint16_t>(m_scales, vectors(), vectors()));
        return m_w.node("Cast", {stored}, {{"to", kFloat}});
    }

    /// sum |code * scale| of the row where that is largest.
    [[nodiscard]] double largestSum() const
    {
        const std::int64_t columns = m_one.columns;
        const std::int64_t segment = m_one.segmentColumns();
        double largest = 0.0;
        for (std::int64_t row = 0; row < m_rows; ++row) {
            std::int64_t sum = 0;
            for (std::int64_t i = 0; i < columns; ++i) {
                const std::int64_t vector = i / segment * m_one.vectorsPerSegment() + i % segment / m_one.format.vectorSize;
                const std::int64_t scale = m_scales.empty() ? 1
                                                            : m_scales[static_cast<std::size_t>(row * m_one.vectors + vector)];
                sum += std::abs(m_codes[static_cast<std::size_t>(row * columns + i)]) * scale;
            }
            largest = std::max(largest, static_cast<double>(sum));
        }
        return largest;
    }

    std::string plain()
    {
        const std::string codes = m_w.constant(placed<std::int8_t>(m_codes, m_length, m_length), isFourBit());
        return m_w.node("DequantizeLinear", {codes, m_w.scalar(1.0F)});
    }

    std::string blocked()
    {
        const std::string codes = m_w.constant(placed<std::int8_t>(m_codes, m_length, m_length), isFourBit());
        return m_w.node("DequantizeLinear", {codes, scales(false)},
                        {{"axis", static_cast<std::int64_t>(m_place.k)}, {"block_size", vectorSize()}});
    }

    /// The shape with k's axis as vectors of that size.
    [[nodiscard]] Shape split(Shape shape, std::int64_t size) const
    {
        shape[m_place.k] /= size;
        shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(m_place.k) + 1, size);
        return shape;
    }

    /// Vectors of the products' last segments are filled up with codes of 0, which go again afterwards.
    std::string multiplied()
    {
        const std::int64_t width = vectors() * vectorSize();
        Tensor codes = placed<std::int8_t>(m_codes, m_length, width);
        const Shape &shape = codes.shape();
        const std::string real = m_w.node("Cast", {m_w.constant(codes.reshaped(split(shape, vectorSize())))}, {{"to", kFloat}});
        const std::string values = m_w.reshape(m_w.node("Mul", {real, scales(true)}), shape);
        return width == m_length ? values : m_w.first(values, m_length, m_place.k);
    }

    NodeWriter &m_w;
    const WeightPlace &m_place;
    const QuantizedMatrix &m_one; ///< the first, for what all have in common
    std::int64_t m_length;        ///< of a tap
    bool m_keepsApart;
    std::int64_t m_taps = 1;
    std::int64_t m_rows = 0;
    std::vector<std::int8_t> m_codes;
    std::vector<std::uint16_t> m_scales;
    std::vector<float> m_realScales;
    std::vector<float> m_gamma; ///< one a row
};

} // namespace

WrittenWeights writeWeights(NodeWriter &writer, const std::vector<QuantizedMatrix> &weights, const WeightPlace &place,
                            bool aloneBesideReals)
{
    return WeightWriter(writer, weights, place, aloneBesideReals).write();
}

} // namespace vsq
