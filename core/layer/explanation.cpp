// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/explanation.h"

#include "core/base/error.h"
#include "core/chip/datapath.h"
#include "core/chip/ppu.h"
#include "core/layer/explainedoutput.h"
#include "core/layer/explainedvectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vsq {

namespace {

using Real = ExactReal;

class Explainer {
public:
    Explainer(const OpenedChip &chip, std::int64_t m, std::int64_t n)
        : m_chip(chip), m_data(chip.data()), m_operands(*chip.data().operands), m_config(chip.config()), m_m(m), m_n(n),
          m_vsq(m_operands.mode == Mode::Vsq)
    {
    }

    Explanation run(ExplainStage stage, std::size_t elements)
    {
        Explanation &e = m_result;
        e.layer = m_data.layer.name;
        e.product = m_data.index;
        e.m = m_m;
        e.n = m_n;
        e.mode = m_operands.mode;
        e.stage = stage;
        e.gammaA = m_data.qa.gammaOf(m_m);
        e.gammaB = m_data.qb.gammaOf(m_n);
        e.unit = sumUnit(m_operands.mode);
        e.transposed = m_chip.context().plan().transposed;
        m_gammas = static_cast<Real>(e.gammaA) * static_cast<Real>(e.gammaB);
        m_chain = multiplyVectors(m_chip, m_m, m_n);
        e.vectors = std::move(m_chain.vectors);
        e.sum = m_chain.sum;
        findElements(elements);
        if (m_chip.output()) {
            e.output = explainOutput(m_chip, m_m, m_n, e.sum, e.vectors.back());
        }
        if (stage == ExplainStage::Result && m_chip.output() && m_chip.output()->isResult) {
            e.stage = ExplainStage::Code;
        }
        chain();
        return std::move(m_result);
    }

private:
    struct Link {
        ExplainedStep step;
        Real value;
    };

    void findElements(std::size_t count)
    {
        const std::int64_t columns = m_operands.k();
        const float *a = m_data.a.data() + m_m * columns;
        const float *b = m_data.b.data() + m_n * columns;
        std::vector<std::int64_t> order(static_cast<std::size_t>(columns));
        std::iota(order.begin(), order.end(), std::int64_t{0});
        for (std::int64_t i = 0; i < columns; ++i) {
            m_fp32 += static_cast<Real>(a[i]) * static_cast<Real>(b[i]);
        }
        const auto weight = [&](std::int64_t i) { return std::abs(static_cast<double>(a[i]) * static_cast<double>(b[i])); };
        const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(count, order.size()));
        std::partial_sort(order.begin(), end, order.end(),
                          [&](std::int64_t x, std::int64_t y) { return weight(x) != weight(y) ? weight(x) > weight(y) : x < y; });
        for (auto at = order.begin(); at != end; ++at) {
            ExplainedElement element;
            element.k = *at;
            element.a = a[*at];
            element.b = b[*at];
            element.codeA = m_data.qa.codes[static_cast<std::size_t>(m_m * columns + *at)];
            element.codeB = m_data.qb.codes[static_cast<std::size_t>(m_n * columns + *at)];
            element.valueA = element.codeA * scaleOf(m_data.qa, m_m, *at);
            element.valueB = element.codeB * scaleOf(m_data.qb, m_n, *at);
            m_result.elements.push_back(element);
        }
    }

    static double scaleOf(const QuantizedMatrix &q, std::int64_t row, std::int64_t column)
    {
        if (q.scales.empty()) {
            return static_cast<double>(q.gammaOf(row));
        }
        const std::int64_t segment = q.segmentColumns();
        const std::int64_t vector = column / segment * q.vectorsPerSegment() + column % segment / q.format.vectorSize;
        return q.scales[static_cast<std::size_t>(row * q.vectors + vector)] * static_cast<double>(q.gammaOf(row));
    }

    void add(std::string stage, std::optional<std::int64_t> cycle, std::string formula, std::string numbers, Real value)
    {
        ExplainedStep step;
        step.stage = std::move(stage);
        step.cycle = cycle && *cycle < 0 ? std::nullopt : cycle;
        step.formula = std::move(formula);
        step.numbers = std::move(numbers);
        m_links.push_back({std::move(step), value});
    }

    /// What the network does with a product's real value before the unit's codes stand for it.
    [[nodiscard]] Real finished(Real value) const
    {
        if (m_result.stage != ExplainStage::Code) {
            return value;
        }
        const std::vector<float> &bias = m_chip.output()->bias;
        value += bias.empty() ? 0.0L : static_cast<Real>(bias[static_cast<std::size_t>(m_m)]);
        return m_chip.context().ppu()->relu ? std::max(value, 0.0L) : value;
    }

    void chain()
    {
        const Explanation &e = m_result;
        const Real unit = static_cast<Real>(e.unit) * m_gammas;
        const std::int64_t last = e.vectors.back().cycle;
        add("fp32", {}, "sum_k a[m,k] b[n,k], binary32 operands", fmt::format("sum of {} products", m_operands.k()),
            finished(m_fp32));
        if (m_vsq) {
            add("codes", {}, "sum_v (sum_i qa qb) sA sB, scales not rounded", fmt::format("{} vectors of 64", e.vectors.size()),
                finished(m_chain.codes));
            add("scales", {}, "sum_v dot_v sqA_v sqB_v gammaA gammaB",
                fmt::format("{:.0Lf} * {} * {}", m_chain.scales, e.gammaA, e.gammaB), finished(m_chain.scales * m_gammas));
            add("round", last,
                m_config.scaleProduct == ChipConfig::ScaleProduct::Full ? "term_v = round(dot_v sqA_v sqB_v / 256)"
                                                                        : "term_v = dot_v p8_v, p8_v = round(sqA_v sqB_v / 256)",
                fmt::format("sum of terms {:.0Lf} * 256 * {} * {}", m_chain.terms, e.gammaA, e.gammaB),
                finished(m_chain.terms * unit));
        } else {
            add("codes", {}, "sum_v dot_v gammaA gammaB", fmt::format("{:.0Lf} * {} * {}", m_chain.scales, e.gammaA, e.gammaB),
                finished(m_chain.scales * m_gammas));
        }
        add("sum", last, "sum = sat24(sum + term_v), vector after vector",
            fmt::format("{}, {} of {} additions clamped", e.sum, m_chain.saturations, e.vectors.size()),
            finished(m_chain.sums * unit));
        if (m_chain.parts > 1) {
            add("host", {}, "parts of K added in binary32 on the host", fmt::format("{} parts, {}", m_chain.parts, e.sum),
                finished(static_cast<Real>(e.sum) * unit));
        }
        if (e.stage == ExplainStage::Result) {
            const float result = static_cast<float>(e.sum) * static_cast<float>(e.unit) * e.gammaA * e.gammaB;
            add("result", {}, m_vsq ? "sum * 256 * gammaA * gammaB in binary32" : "sum * gammaA * gammaB in binary32",
                m_vsq ? fmt::format("{} * 256 * {} * {} = {}", e.sum, e.gammaA, e.gammaB, result)
                      : fmt::format("{} * {} * {} = {}", e.sum, e.gammaA, e.gammaB, result),
                static_cast<Real>(result));
        } else if (e.stage == ExplainStage::Code) {
            chainOutput();
        }
        finish();
    }

    void chainOutput()
    {
        const PpuSettings &settings = *m_chip.context().ppu();
        const ExplainedOutput &output = *m_result.output;
        const Real gamma = static_cast<Real>(settings.gamma);
        const Real perT = gamma / 16.0L;
        const Real perX = std::ldexp(perT, -settings.truncShift);
        add("scale", output.stages[0], "x = sum * scale[m]",
            fmt::format("{} * {} = {}", m_result.sum, settings.scaleOf(m_m), output.scaled),
            finished(static_cast<Real>(output.scaled) * perX));
        add("bias", output.stages[1], "x = sat40(x + bias[m] 2^biasShift)",
            fmt::format("{} + {} * 2^{} = {}", output.scaled, settings.biasOf(m_m), settings.biasShift, output.biased),
            settings.relu ? std::max(static_cast<Real>(output.biased) * perX, 0.0L) : static_cast<Real>(output.biased) * perX);
        if (settings.relu) {
            add("relu", output.stages[2], "x = max(x, 0)", fmt::format("max({}, 0) = {}", output.biased, output.rectified),
                static_cast<Real>(output.rectified) * perX);
        }
        add("truncate", output.stages[3], "t = sat16(x >> truncShift)",
            fmt::format("{} >> {} = {}", output.rectified, settings.truncShift, output.truncated),
            static_cast<Real>(output.truncated) * perT);
        const bool hasScale = outputVector(settings.output, m_config) > 0;
        const int largest = largestCode(settings.output);
        add("output", output.written,
            hasScale ? fmt::format("code = round(t * {} / max), scale = round(max / {})", largest, largest * 16)
                     : "code = round(t / 16)",
            hasScale ? fmt::format("round({} * {} / {}) = {}, scale {}, gamma {}", output.truncated, largest, output.magnitude,
                                   output.code, output.scale, settings.gamma)
                     : fmt::format("round({} / 16) = {}, gamma {}", output.truncated, output.code, settings.gamma),
            static_cast<Real>(output.code) * (hasScale ? output.scale : 1) * gamma);
    }

    void finish()
    {
        std::vector<Real> values;
        for (const Link &link : m_links) {
            values.push_back(link.value);
        }
        const ExactGrid grid(values);
        double before = grid.on(values.front());
        m_result.fp32 = before;
        for (Link &link : m_links) {
            link.step.exact = before;
            link.step.value = before = grid.on(link.value);
        }
        m_result.value = before;
        for (auto link = m_links.rbegin(); link != m_links.rend(); ++link) {
            m_result.steps.push_back(std::move(link->step));
        }
    }

    const OpenedChip &m_chip;
    const LayerData &m_data;
    const Operands &m_operands;
    const ChipConfig &m_config;
    std::int64_t m_m;
    std::int64_t m_n;
    bool m_vsq;

    Explanation m_result;
    std::vector<Link> m_links; ///< from the operands on
    Real m_gammas = 1.0L;
    Real m_fp32 = 0.0L;
    VectorChain m_chain;
};

} // namespace

std::string_view nameOf(ExplainStage stage)
{
    return stage == ExplainStage::Sum ? "sum" : stage == ExplainStage::Result ? "result" : "code";
}

Explanation explain(const OpenedChip &chip, std::int64_t m, std::int64_t n, ExplainStage stage, std::size_t elements)
{
    const Operands &operands = *chip.data().operands;
    const std::string item = "layer '" + chip.data().layer.name + "'";
    if (m < 0 || m >= operands.m()) {
        throw Error({{}, item}, "m", fmt::format("0 .. {}", operands.m() - 1), std::to_string(m));
    }
    if (n < 0 || n >= operands.n()) {
        throw Error({{}, item}, "n", fmt::format("0 .. {}", operands.n() - 1), std::to_string(n));
    }
    if (stage == ExplainStage::Code && (!chip.output() || chip.context().plan().output == OutputFormat::Softmax)) {
        throw Error({{}, item}, "stage code", "a layer whose sums become codes in the post-processing unit",
                    chip.output() ? "scores that go to the softmax" : "sums that leave as they are");
    }
    return Explainer(chip, m, n).run(stage, elements);
}

} // namespace vsq
