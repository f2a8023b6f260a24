// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the Scales view, made from values alone.
#pragma once

#include "core/layer/layerdata.h"
#include "core/layer/weightscales.h"
#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"

namespace vsq {

struct ScaleAxis {
    bool integer = true;   ///< 0 .. 2^S-1, in units of gamma; else real
    bool logScale = false; ///< real scales on a logarithmic axis
    bool logCounts = false;
    bool operator==(const ScaleAxis &) const = default;
};

/// subject: "weights of 'fc1'". Integer only where there are integer scales.
FigureSpec scaleHistogram(const ScaleStatistics &statistics, OperandRole role, const ScaleAxis &axis, const QString &subject);
/// The outline of the same operand's scales in another run, over that figure. Nothing where that run has no scales of the
/// figure's kind.
void addOtherScales(FigureSpec &spec, const ScaleStatistics &other, const ScaleAxis &axis, const QString &name);
/// Rows by vectors; integer scales where matrix has them and integer is asked for. selectedRow, selectedVector: -1 none.
FigureSpec scaleMap(const QuantizedMatrix &matrix, OperandRole role, bool integer, const QString &subject,
                    std::int64_t selectedRow, std::int64_t selectedVector);
/// Layers by integer scale: the share of each layer's vectors.
FigureSpec scalesByLayer(const WeightScales &scales);
/// One vector's values, the levels that its scale gives, and what the codes make of them. x: [rows, columns].
FigureSpec vectorValues(const std::vector<float> &x, const QuantizedMatrix &matrix, OperandRole role, std::int64_t row,
                        std::int64_t vector, int selectedElement);
/// Underflow, bits won, signal-to-noise ratios, each with its definition.
/// baseline: of the same operand in another run; null: none.
std::vector<StripNumber> scaleNumbers(const ScaleStatistics &statistics, OperandRole role, const OperandFormat &format,
                                      const ScaleStatistics *baseline = nullptr);

/// Columns [begin, end) of a row that vector covers.
struct VectorSpan {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};
VectorSpan spanOf(const QuantizedMatrix &matrix, std::int64_t vector);

} // namespace vsq
