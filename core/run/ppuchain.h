// SPDX-License-Identifier: GPL-3.0-or-later
// Layers whose result the next layer takes directly: their sums need not leave the chip, the post-processing unit makes the
// next layer's codes of them (spec section 6).
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"
#include "core/chip/ppusettings.h"
#include "core/network/graph.h"
#include "core/quantize/format.h"
#include "core/quantize/quantizedmatrix.h"
#include "core/reference/product.h"

#include <bit>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace vsq {

/// What the unit does with a layer's sums.
struct PpuLink {
    std::string to;          ///< the layer that takes the codes
    std::vector<float> bias; ///< [M] in real values; empty: none
    bool relu = false;
};

struct PpuChain {
    std::shared_ptr<const Graph> graph;                ///< bias and ReLU of linked layers are gone from it: the unit's now
    std::map<std::string, PpuLink, std::less<>> links; ///< by the layer that writes
    std::set<std::string, std::less<>> takers;         ///< layers whose operand B comes as codes
};

/// Finds the pairs: a Conv, Gemm or MatMul with weights, a bias, a ReLU, then nothing but the operand B of another such
/// layer, with K resident at once. For VSQ output 4 M-tiles must be resident too (spec section 3), and the next layer's
/// vectors must lie along the features of one pixel or token.
PpuChain linkLayers(const std::shared_ptr<const Graph> &graph, const NumberFormat &format, const ChipConfig &config);

/// The unit's settings: scales that bring sums to sixteenths of the next layer's gamma with as many bits as fit, the bias as
/// near as its bits and one shift allow. gammaA: [M], unit: real value of one unit of a sum beside the gammas.
PpuSettings settingsFor(const PpuLink &link, const std::vector<float> &gammaA, float gammaB, float unit, float gammaOut,
                        OutputFormat output, const ChipConfig &config);

/// What the unit writes for one feature of one column: integers, with the scale of the vector that it belongs to.
struct ChainCode {
    std::int8_t code = 0;
    std::uint8_t scale = 0; ///< 0 where the format has static scales
};

/// The integers' bits in an element of a tensor, to travel through operators that only move elements (im2col, Reshape): the code
/// in bits 7..0, the scale in 15..8, no number of theirs. A convolution's padding, 0, is code 0.
constexpr float inTensor(ChainCode value)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(value.scale) << 8 | static_cast<std::uint8_t>(value.code));
}
constexpr ChainCode fromTensor(float element)
{
    const auto bits = std::bit_cast<std::uint32_t>(element);
    return {.code = static_cast<std::int8_t>(bits & 0xff), .scale = static_cast<std::uint8_t>(bits >> 8 & 0xff)};
}

/// Operand B of a tensor of codes [request.n, request.k], as the chip gets it.
QuantizedMatrix operandOfCodes(const ProductRequest &request, const OperandFormat &format, float gamma);

} // namespace vsq
