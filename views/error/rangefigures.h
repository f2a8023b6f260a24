// SPDX-License-Identifier: GPL-3.0-or-later
// What makes vectors hard to quantize: how far rows range apart, how far a vector's largest value stands out; and how the whole
// run moves away from FP32.
#pragma once

#include "core/layer/runparting.h"
#include "core/quantize/crestcurve.h"
#include "core/study/vectorstatistics.h"
#include "views/figure/figurespec.h"

namespace vsq {

/// Box plots of max |x| of rows, a box a layer, of one operand. Boxes and whiskers stand at the place of the layer in the list.
FigureSpec rangeBoxes(const VectorStatistics &statistics, const std::vector<Layer> &layers, OperandSide side, int selectedLayer);

/// Box plots of the errors of rows, a box a row; of many rows those whose error reaches furthest, in that order. subject:
/// "weights of conv1".
FigureSpec errorBoxesFigure(const std::vector<RangeBox> &boxes, OperandSide side, const QString &subject);
/// Which rows those are, by their places in the figure.
std::vector<int> rowsByError(const std::vector<RangeBox> &boxes);

/// A format's curve, by name.
struct NamedCurve {
    QString name;
    std::vector<CrestPoint> points;
};
/// The network's vectors of one operand as a cloud, over the curves of formats. Series 0: the cloud, in the order of
/// pointsOf(side); 1: the selected layer's.
FigureSpec crestCloud(const VectorStatistics &statistics, OperandSide side, const std::vector<NamedCurve> &curves,
                      int selectedLayer);
std::vector<VectorPoint> pointsOf(const VectorStatistics &statistics, OperandSide side, int layer = -1);

/// Each layer's output in the quantized run against FP32's, in execution order.
FigureSpec partingFigure(const std::vector<LayerParting> &partings, const std::vector<Layer> &layers, int selectedLayer);

} // namespace vsq
