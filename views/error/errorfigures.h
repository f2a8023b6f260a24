// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the Error view, made from values alone.
#pragma once

#include "core/layer/layerreport.h"
#include "core/quantize/quantizedmatrix.h"
#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"

#include <optional>

namespace vsq {

/// Layers by the signal-to-noise ratio of their result, worst first, with that of their operands as marks.
FigureSpec layersBySqnr(const std::vector<std::optional<LayerReport>> &reports, int selectedLayer);
/// The layer of the n-th bar of layersBySqnr().
std::vector<int> layersInOrder(const std::vector<std::optional<LayerReport>> &reports);

/// What is shown of an operand.
enum class TensorSide : std::uint8_t { Exact, Quantized, Difference };
/// x [rows, columns]: the values, what the codes stand for, or the difference; means over blocks where there are more than
/// 512 rows or columns (of the difference: the value of the largest magnitude).
FigureSpec tensorMap(const std::vector<float> &x, const QuantizedMatrix &matrix, TensorSide side, const QString &subject);
/// Quantization error in units of each vector's step: uniform within half a step where nothing is clipped.
FigureSpec errorHistogram(const std::vector<float> &x, const QuantizedMatrix &matrix, const QString &subject);
std::vector<StripNumber> errorNumbers(const std::vector<float> &x, const QuantizedMatrix &matrix);

} // namespace vsq
