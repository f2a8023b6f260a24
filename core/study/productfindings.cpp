// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/productfindings.h"

#include "core/chip/datapath.h"
#include "core/engine/operandsof.h"
#include "core/layer/layerplan.h"
#include "core/layer/signalvalues.h"
#include "core/quantize/scalestatistics.h"
#include "core/run/chipmode.h"
#include "core/run/productrun.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace vsq {

namespace {

constexpr double kLittleGain = 0.1;       // dB
constexpr double kUnderflowWarning = 1.0; // % of the vectors
constexpr double kUnderflowProblem = 10.0;
constexpr double kResidue = 0.005; // dB: what rounding leaves of equal scales

bool hasIntegerScales(const OperandFormat &format)
{
    return format.granularity == Granularity::Vector && format.scaleBits > 0;
}

} // namespace

void ProductFindings::look(Side &side, const float *values, const QuantizedMatrix &matrix, bool isWeights) const
{
    if (!hasIntegerScales(matrix.format) || matrix.scales.empty()) {
        return;
    }
    const ScaleStatistics statistics = scaleStatistics(values, matrix,
                                                       isWeights ? OperandRole::Weights : OperandRole::Activations, 1);
    side.vectors += statistics.rows * statistics.vectors;
    side.underflowing += statistics.underflowing;
    for (std::size_t i = 0; side.row < 0 && statistics.underflowing > 0 && i < matrix.scales.size(); ++i) {
        if (matrix.scales[i] == 0 && statistics.map[i] > 0.0F) {
            side.row = static_cast<std::int64_t>(i) / matrix.vectors;
            side.vector = static_cast<std::int64_t>(i) % matrix.vectors;
        }
    }
    if (std::isfinite(statistics.sqnrDb) && std::isfinite(statistics.channelSqnrDb)) {
        side.gain += statistics.sqnrDb - statistics.channelSqnrDb;
        ++side.products;
    }
}

void ProductFindings::check(Layer &layer, const ProductTrace &trace, const std::vector<std::int32_t> &sums) const
{
    for (std::size_t i = 0; i < m_request.assertions.size(); ++i) {
        const Assertion &assertion = m_request.assertions[i];
        Broken broken;
        const auto isFurther = [&](std::int64_t value) {
            const auto distance = [&](std::int64_t other) {
                return std::abs(static_cast<double>(assertion.absolute ? std::abs(other) : other) - assertion.bound);
            };
            return broken.count == 0 || distance(value) > distance(broken.worst);
        };
        const auto look = [&](std::int64_t value, std::int64_t row, std::int64_t column, const char *place, bool activations) {
            if (assertion.holds(value)) {
                return;
            }
            const bool further = isFurther(value);
            ++broken.count;
            if (further) {
                broken.worst = value;
                broken.row = row;
                broken.column = column;
                broken.place = fmt::format(fmt::runtime(place), row, column);
                broken.isActivations = activations;
            }
        };
        const auto lookAt = [&](const auto &values, std::int64_t width, const char *place, bool activations) {
            for (std::size_t k = 0; k < values.size(); ++k) {
                const auto at = static_cast<std::int64_t>(k);
                look(std::int64_t{values[k]}, at / width, at % width, place, activations);
            }
        };
        if (assertion.quantity == Assertion::Quantity::Signal) {
            if (const auto chip = chipOf(trace)) {
                visitSignal(assertion.signal, *chip, [&](const SignalValue &value) {
                    if (assertion.holds(value.value)) {
                        return;
                    }
                    const bool further = isFurther(value.value);
                    broken.count += value.times;
                    if (further) {
                        broken.worst = value.value;
                        broken.row = value.m;
                        broken.column = value.n;
                        broken.place = fmt::format("{} at row {}, column {}, vector {}", toText(assertion.signal), value.m,
                                                   value.n, value.k);
                    }
                });
            }
        } else if (assertion.quantity == Assertion::Quantity::Sum) {
            lookAt(sums, trace.request.n, "sum of row {}, column {}", false);
        } else if (assertion.isOfScales()) {
            if (!assertion.isOfActivations()) {
                lookAt(trace.a.scales, trace.a.vectors, "scale of A, row {}, vector {}", false);
            }
            if (!assertion.isOfWeights()) {
                lookAt(trace.b.scales, trace.b.vectors, "scale of B, row {}, vector {}", true);
            }
        } else {
            if (!assertion.isOfActivations()) {
                lookAt(trace.a.codes, trace.a.columns, "code of A, row {}, column {}", false);
            }
            if (!assertion.isOfWeights()) {
                lookAt(trace.b.codes, trace.b.columns, "code of B, row {}, column {}", true);
            }
        }
        if (broken.count > 0) {
            Broken &all = layer.broken[i];
            const std::int64_t count = all.count + broken.count;
            if (all.count == 0
                || std::abs(static_cast<double>(broken.worst) - assertion.bound)
                       > std::abs(static_cast<double>(all.worst) - assertion.bound)) {
                all = broken;
            }
            all.count = count;
        }
    }
}

/// Null where the format is none of the chip's, or the chip cannot run the product as configured.
std::unique_ptr<const OpenedChip> ProductFindings::chipOf(const ProductTrace &trace) const
{
    const std::optional<Mode> mode = modeOf(NumberFormat{trace.a.format, trace.b.format, {}, {}});
    const auto layer = std::find_if(m_listed.begin(), m_listed.end(),
                                    [&](const vsq::Layer &each) { return each.name == trace.request.node->name; });
    if (!mode || layer == m_listed.end()) {
        return nullptr;
    }
    auto data = std::make_shared<LayerData>();
    data->layer = asRun(*layer, trace.request);
    data->index = trace.request.index;
    data->format = NumberFormat{trace.a.format, trace.b.format, {}, {}};
    data->qa = trace.a;
    data->qb = trace.b;
    data->operands = std::make_shared<const Operands>(makeOperands(trace.a, trace.b, *mode));
    if (!refusalOf(data->layer, data->format, m_request.config, data->format).empty()) {
        return nullptr;
    }
    return std::make_unique<const OpenedChip>(std::move(data), m_request.config);
}

void ProductFindings::record(const ProductTrace &trace)
{
    const ProductRequest &request = trace.request;
    std::vector<std::int32_t> sums;
    const std::optional<Mode> mode = modeOf(NumberFormat{trace.a.format, trace.b.format, {}, {}});
    if (mode && (trace.saturations > 0 || !m_request.assertions.empty())) {
        sums = chipSums(makeOperands(trace.a, trace.b, *mode), m_request.config, m_request.engine).sums;
    }
    const std::lock_guard lock(m_mutex);
    Layer &layer = m_layers[request.node->name];
    if (request.aIsConstant || m_request.hasData) {
        if (!request.aIsConstant || layer.a.products == 0 || request.count > 1) { // weights come again with every part of a batch
            look(layer.a, request.a, trace.a, request.aIsConstant);
        }
    }
    if (m_request.hasData) {
        look(layer.b, request.b, trace.b, false);
        layer.saturations += trace.saturations;
        layer.sums += request.m * request.n;
        for (std::size_t i = 0; trace.saturations > 0 && layer.row < 0 && i < sums.size(); ++i) {
            if (sums[i] == kSumMax || sums[i] == kSumMin) {
                layer.row = static_cast<std::int64_t>(i) / request.n;
                layer.column = static_cast<std::int64_t>(i) % request.n;
            }
        }
    }
    check(layer, trace, sums);
}

std::vector<Finding> ProductFindings::findings() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Finding> list;
    for (const auto &[name, layer] : m_layers) {
        for (const bool activations : {false, true}) {
            const Side &side = activations ? layer.b : layer.a;
            const std::string operand = activations ? "activations (B)" : "weights (A)";
            if (side.underflowing > 0) {
                const double share = 100.0 * static_cast<double>(side.underflowing) / static_cast<double>(side.vectors);
                list.push_back(
                    {.rule = FindingRule::ScaleUnderflow,
                     .severity = share >= kUnderflowProblem   ? FindingSeverity::Problem
                                 : share >= kUnderflowWarning ? FindingSeverity::Warning
                                                              : FindingSeverity::Note,
                     .layer = name,
                     .place = fmt::format("{}, row {}, vector {}", operand, side.row, side.vector),
                     .number = share,
                     .text = fmt::format("{} of {} vectors of the {} have values but a scale of 0 ({:.2f} %): they are lost",
                                         side.underflowing, side.vectors, operand, share),
                     .remedy = "more scale bits, or rows of like magnitude under one coarse scale",
                     .row = side.row,
                     .column = side.vector,
                     .isActivations = activations});
            }
            const double mean = side.products > 0 ? side.gain / side.products : kLittleGain;
            const double gain = std::abs(mean) < kResidue ? 0.0 : mean;
            if (gain < kLittleGain) {
                list.push_back({.rule = FindingRule::VectorsWinNothing,
                                .severity = FindingSeverity::Note,
                                .layer = name,
                                .place = operand,
                                .number = gain,
                                .text = fmt::format("per-vector scales win {:.2f} dB over one scale a {}", gain,
                                                    activations ? "tensor" : "row"),
                                .remedy = "one scale a channel does as well here: int4 saves the scales' storage and multipliers",
                                .isActivations = activations});
            }
        }
        if (layer.saturations > 0) {
            list.push_back(
                {.rule = FindingRule::SaturatingSum,
                 .severity = layer.saturations * 1000 >= layer.sums ? FindingSeverity::Problem : FindingSeverity::Warning,
                 .layer = name,
                 .place = layer.row >= 0 ? fmt::format("sum of row {}, column {}", layer.row, layer.column)
                                         : std::string("within a sum"),
                 .number = static_cast<double>(layer.saturations),
                 .text = fmt::format("{} additions of {} sums were clamped to 24 bits", layer.saturations, layer.sums),
                 .remedy = "fewer bits of the codes, a clip below the maximum (percentile, mse), or K in parts",
                 .row = layer.row,
                 .column = layer.column});
        }
        for (const auto &[index, broken] : layer.broken) {
            const Assertion &assertion = m_request.assertions[index];
            list.push_back({.rule = FindingRule::AssertionFails,
                            .severity = FindingSeverity::Problem,
                            .layer = name,
                            .place = broken.place,
                            .number = static_cast<double>(broken.count),
                            .text = fmt::format("{} does not hold for {} values; the furthest is {}", assertion.text,
                                                broken.count, broken.worst),
                            .remedy = "open the place and look at where the value comes from",
                            .row = broken.row,
                            .column = broken.column,
                            .isActivations = broken.isActivations});
        }
    }
    return list;
}

} // namespace vsq
