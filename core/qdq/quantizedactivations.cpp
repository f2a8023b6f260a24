// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qdq/quantizedactivations.h"

#include "core/base/error.h"
#include "core/quantize/quantizer.h"

#include <algorithm>
#include <limits>

namespace vsq {

namespace {

/// In place of a scale of 0, whose codes are all 0.
constexpr float kLeastScale = std::numeric_limits<float>::min();

class ActivationWriter {
public:
    ActivationWriter(NodeWriter &writer, const ActivationView &view, const OperandFormat &format, std::optional<float> gamma)
        : m_w(writer), m_view(view), m_format(format), m_gamma(gamma), m_most(static_cast<float>(largestCode(format))),
          m_columns(view.shape[view.axis]), m_length(m_columns / view.groups), m_grouped(view.groups > 1)
    {
    }

    WrittenActivations write(const std::string &x)
    {
        WrittenActivations written;
        written.value = m_format.granularity == Granularity::Vector ? vectors(x) : m_gamma ? quantizeAndBack(x) : whole(x);
        written.gamma = m_writtenGamma;
        if (!written.gamma.empty()) {
            const bool hasVectors = m_format.granularity == Granularity::Vector;
            written.most = static_cast<double>(m_most) * (hasVectors ? (1 << m_format.scaleBits) - 1 : 1);
        }
        return written;
    }

private:
    std::string atLeast(const std::string &scale) { return m_w.node("Max", {scale, m_w.scalar(kLeastScale)}); }

    /// clamp(round(x / scale))
    std::string codes(const std::string &x, const std::string &scale)
    {
        const std::string rounded = m_w.node("Round", {m_w.node("Div", {x, atLeast(scale)})});
        return m_w.node("Clip", {rounded, m_w.scalar(-m_most), m_w.scalar(m_most)});
    }

    /// K's axis (or what it was cut into) cut into pieces of these sizes. Zeros copy the dimensions before it, so that an open
    /// batch stays open.
    std::string cut(const std::string &x, const std::vector<std::int64_t> &pieces)
    {
        Shape shape(m_view.axis, 0);
        shape.insert(shape.end(), pieces.begin(), pieces.end());
        shape.insert(shape.end(), m_view.shape.begin() + static_cast<std::ptrdiff_t>(m_view.axis) + 1, m_view.shape.end());
        if (std::count(shape.begin(), shape.end(), -1) > 1) {
            throw Error({}, "a quantized operand that operators can express",
                        "at most one dimension behind K that depends on the batch", toString(m_view.shape));
        }
        return m_w.reshape(x, shape);
    }

    /// The group's dimension first where there are groups, then those of several.
    [[nodiscard]] std::vector<std::int64_t> pieces(std::initializer_list<std::int64_t> sizes) const
    {
        std::vector<std::int64_t> all;
        if (m_grouped) {
            all.push_back(m_view.groups);
        }
        for (const std::int64_t size : sizes) {
            all.push_back(size);
        }
        return all;
    }

    /// The largest of those that share a gamma; rank: of x, which may be cut.
    std::string largest(const std::string &x, std::size_t rank)
    {
        std::vector<std::int64_t> axes;
        for (std::size_t axis = m_view.ownScale; axis < rank; ++axis) {
            if (!m_grouped || axis != m_view.axis) {
                axes.push_back(static_cast<std::int64_t>(axis));
            }
        }
        return m_w.reduceMax(m_view.seen.empty() ? x : m_w.node("Mul", {x, m_view.seen}), axes);
    }

    /// Sets what the result is to be multiplied by: static, or computed, with the axes that largest() keeps.
    void setGamma(const std::string &computed)
    {
        if (m_gamma) {
            m_writtenGamma = m_w.scalar(*m_gamma);
            return;
        }
        Shape shape(m_view.ownScale, 0);
        if (m_grouped) {
            shape.push_back(m_view.groups);
        }
        shape.resize(m_view.shape.size() + (m_grouped ? 1 : 0), 1);
        m_writtenGamma = m_w.reshape(computed, shape);
    }

    /// With a static scale. The symmetric range first: QuantizeLinear would go down to -128. The codes come back as they are.
    std::string quantizeAndBack(const std::string &x)
    {
        const float bound = m_most * *m_gamma;
        const std::string clipped = m_w.node("Clip", {x, m_w.scalar(-bound), m_w.scalar(bound)});
        const std::string scale = m_w.scalar(std::max(*m_gamma, kLeastScale));
        const std::string zero = m_w.constant(Tensor::scalar(std::int8_t{0}));
        setGamma({});
        return m_w.node("DequantizeLinear", {m_w.node("QuantizeLinear", {clipped, scale, zero}), m_w.scalar(1.0F), zero});
    }

    std::string whole(std::string x)
    {
        if (m_grouped) {
            x = cut(x, pieces({m_length}));
        }
        const std::size_t rank = m_view.shape.size() + (m_grouped ? 1 : 0);
        const std::string gamma = m_w.node("Div", {largest(m_w.node("Abs", {x}), rank), m_w.scalar(m_most)});
        x = codes(x, gamma);
        setGamma(gamma);
        return m_grouped ? cut(x, {m_columns}) : x;
    }

    std::string vectors(std::string x)
    {
        const std::int64_t count = (m_length + m_format.vectorSize - 1) / m_format.vectorSize;
        const std::int64_t size = count > 1 ? m_format.vectorSize : m_length;
        const bool isPadded = count * size != m_length;
        const std::size_t parts = m_view.axis + (m_grouped ? 1 : 0); // the axis of a group's elements
        const std::size_t rank = m_view.shape.size() + (m_grouped ? 1 : 0);
        if (isPadded) {
            x = m_grouped ? cut(x, pieces({m_length})) : x;
            x = m_w.padded(x, count * size - m_length, parts, rank);
        }
        const bool isCut = m_grouped || count > 1;
        if (isCut) {
            x = cut(x, count > 1 ? pieces({count, size}) : pieces({size}));
        }
        const std::size_t vector = parts + (count > 1 ? 1 : 0);
        x = scaled(x, vector, rank + (count > 1 ? 1 : 0));
        if (isPadded) {
            x = m_w.first(cut(x, pieces({count * size})), m_length, parts);
            return m_grouped ? cut(x, {m_columns}) : x;
        }
        return isCut ? cut(x, {m_columns}) : x;
    }

    /// Vectors along one whole axis of x.
    std::string scaled(const std::string &x, std::size_t vector, std::size_t rank)
    {
        const std::string most = m_w.reduceMax(m_w.node("Abs", {x}), {static_cast<std::int64_t>(vector)});
        const std::string scale = m_w.node("Div", {most, m_w.scalar(m_most)});
        const std::string values = codes(x, scale);
        if (m_format.scaleBits == 0) {
            return m_w.node("Mul", {values, scale});
        }
        const auto steps = static_cast<float>((1 << m_format.scaleBits) - 1);
        const std::string gamma = m_gamma ? std::string() : m_w.node("Div", {largest(scale, rank), m_w.scalar(steps)});
        const std::string quotient = m_w.node("Div",
                                              {scale, m_gamma ? m_w.scalar(std::max(*m_gamma, kLeastScale)) : atLeast(gamma)});
        const std::string integer = m_w.node("Round", {m_w.node("Min", {quotient, m_w.scalar(steps)})});
        setGamma(gamma);
        return m_w.node("Mul", {values, integer});
    }

    NodeWriter &m_w;
    const ActivationView &m_view;
    const OperandFormat &m_format;
    std::optional<float> m_gamma;
    float m_most;
    std::int64_t m_columns;
    std::int64_t m_length; ///< of a group
    bool m_grouped;
    std::string m_writtenGamma;
};

} // namespace

bool areLinear(const NumberFormat &format, const std::optional<float> &staticGamma)
{
    return staticGamma && format.activations.granularity != Granularity::Vector;
}

bool scalesFromData(const NumberFormat &format, const std::optional<float> &staticGamma)
{
    const bool hasGamma = format.activations.granularity != Granularity::Vector || format.activations.scaleBits != 0;
    return hasGamma && !staticGamma;
}

WrittenActivations writeActivations(NodeWriter &writer, const std::string &x, const ActivationView &view,
                                    const NumberFormat &format, std::optional<float> staticGamma)
{
    if (!staticGamma && format.calibration.method != Calibration::Method::Max) {
        throw Error({}, "activations scaled from the data", "calibration max, or static scales (vsq calibrate)",
                    describe(format));
    }
    return ActivationWriter(writer, view, format.activations, staticGamma).write(x);
}

} // namespace vsq
