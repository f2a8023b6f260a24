// SPDX-License-Identifier: GPL-3.0-or-later
// What a network's operands are like, vector by vector and row by row, in one FP32 run: how far rows range apart within a layer,
// and which vectors a format hurts.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/layer/operandside.h"
#include "core/network/lowering.h"
#include "core/quantize/format.h"
#include "core/quantize/quantizedmatrix.h"
#include "core/reference/executor.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vsq {

/// Five numbers of a layer's ranges; a range is max |x| of a row: of an output channel's weights, of a token's or pixel's
/// activations.
struct RangeBox {
    double least = 0.0;
    double lower = 0.0; ///< quartiles
    double median = 0.0;
    double upper = 0.0;
    double most = 0.0;
};
/// Of any values; zeros for none.
RangeBox boxOf(std::vector<double> values);

/// What the codes of each row err by, code by code: of an output channel's weights, of a token's or pixel's activations.
/// x [rows, columns] is what the matrix was made from.
std::vector<RangeBox> errorBoxes(const std::vector<float> &x, const QuantizedMatrix &matrix);

/// A vector of an operand, and what its format made of it.
struct VectorPoint {
    double crest = 0.0;
    double sqnrDb = 0.0; ///< finite
    int layer = -1;      ///< index into the list of layers
    OperandSide side = OperandSide::Weights;
    std::int64_t row = 0;
    std::int64_t vector = 0;
};

struct LayerRanges {
    int layer = -1;
    RangeBox weights; ///< operand A
    RangeBox activations;
};

struct VectorStatistics {
    std::vector<LayerRanges> ranges; ///< in the network's order
    std::vector<VectorPoint> points; ///< at most about `most`, evenly over layers and operands
};

/// formats: by layer name, `format` where a layer has none of its own. The first product of each layer is looked at. Throws
/// Cancelled, and Error as the executor does.
VectorStatistics vectorStatistics(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                                  const std::vector<Layer> &layers, const NumberFormat &format,
                                  const std::map<std::string, NumberFormat> &formats, const ChipConfig &config,
                                  const JobContext &job = {}, std::size_t most = 6000);

} // namespace vsq
