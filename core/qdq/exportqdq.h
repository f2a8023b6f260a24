// SPDX-License-Identifier: GPL-3.0-or-later
// A network with its quantization written into the graph: run in FP32 by any ONNX runtime it gives what Fidelity::Quantized
// gives here. The operands of its products are integers, codes times their vectors' scales, and what all of a row or of an item
// shares is multiplied in afterwards: sums of integers below 2^24 are exact in FP32, whatever the order a runtime adds them in,
// so that no last bit can turn a code of the next layer.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/qdq/nodewriter.h"
#include "core/run/activationscales.h"

#include <memory>

namespace vsq {

inline constexpr int kFirstQdqOpset = 17;
inline constexpr int kQdqOpset = 21; ///< the first with four-bit integers and scales in blocks

/// Every Conv, Gemm and MatMul gets its operands quantized: weights as stored codes and scales, activations by operators, with
/// the static scales where there are any (null: from the data, item by item). opset: kFirstQdqOpset to kQdqOpset; the graph is
/// raised to it. Convolutions whose taps share vectors (of few channels, as
/// config has it) are unfolded first, by a convolution with ones.
/// Throws Error naming the node for what operators cannot express: other products (recurrent ones, Einsum, ConvTranspose),
/// filters that the network computes, unsigned codes, calibrations other than max without static scales; Cancelled.
QdqGraph quantizedNetwork(const std::shared_ptr<const Graph> &graph, const NumberFormat &format, const ActivationScales *scales,
                          int opset = kQdqOpset, const JobContext &job = {}, const ChipConfig &config = {});

} // namespace vsq
