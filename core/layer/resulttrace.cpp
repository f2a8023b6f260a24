// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/resulttrace.h"

#include "core/chip/datapath.h"

namespace vsq {

ResultTrace traceResult(const LayerData &layer, const ChipConfig &config, std::int64_t row, std::int64_t column)
{
    ResultTrace trace;
    if (!layer.operands || row < 0 || column < 0 || row >= layer.operands->m() || column >= layer.operands->n()) {
        return trace;
    }
    const Operands &operands = *layer.operands;
    const bool vsq = operands.mode == Mode::Vsq;
    const int size = vectorSize(operands.mode);
    trace.valid = true;
    trace.mode = operands.mode;
    trace.row = row;
    trace.column = column;
    trace.gammaA = layer.qa.gammaOf(row);
    trace.gammaB = layer.qb.gammaOf(column);
    trace.unit = sumUnit(operands.mode);
    const double gammas = trace.gammaA * trace.gammaB;

    Sum sum;
    for (std::int64_t k = 0; k < operands.a.vectors; ++k) {
        TraceStep step;
        step.tree = treeSum(operands.a.vector(row, k, size), operands.b.vector(column, k, size), size);
        if (vsq) {
            step.sA = operands.a.scale(row, k);
            step.sB = operands.b.scale(column, k);
            step.scaleProduct = step.sA * step.sB;
            step.rounded = roundedScale(step.scaleProduct, config);
            const auto a = static_cast<std::size_t>(row * layer.qa.vectors + k);
            const auto b = static_cast<std::size_t>(column * layer.qb.vectors + k);
            trace.codes += static_cast<double>(step.tree) * static_cast<double>(layer.qa.realScales[a])
                           * static_cast<double>(layer.qb.realScales[b]);
            trace.scales += static_cast<double>(step.tree) * step.scaleProduct * gammas;
        } else {
            trace.codes += step.tree * gammas;
            trace.scales += step.tree * gammas;
        }
        step.term = term(operands.mode, step.tree, step.rounded, config);
        sum = accumulate(sum.value, step.term, wraps(operands.mode, config));
        step.sum = sum.value;
        step.saturated = sum.clamped;
        trace.rounded += step.term * static_cast<double>(trace.unit) * gammas;
        trace.steps.push_back(step);
    }
    trace.result = trace.realOf(sum.value);

    const std::int64_t columns = operands.k();
    for (std::int64_t i = 0; i < columns; ++i) {
        trace.exact += static_cast<double>(layer.a[static_cast<std::size_t>(row * columns + i)])
                       * static_cast<double>(layer.b[static_cast<std::size_t>(column * columns + i)]);
    }
    return trace;
}

} // namespace vsq
