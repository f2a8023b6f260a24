// SPDX-License-Identifier: GPL-3.0-or-later
// A product's quantized weights as constants and the operators that make real values of them.
#pragma once

#include "core/qdq/nodewriter.h"
#include "core/quantize/quantizedmatrix.h"

#include <vector>

namespace vsq {

/// How weights lie before their operator. Axes behind rows and k are a convolution's taps; others are 1.
struct WeightPlace {
    Shape shape;
    std::size_t rows = 0; ///< axis of the product's rows (output features)
    std::size_t k = 1;    ///< axis of the elements that vectors lie along
};

struct WrittenWeights {
    std::string value;        ///< code * scale, integers or halves of them; real values where the format's scales are real
    std::vector<float> gamma; ///< [rows]: what the product's rows are to be multiplied by; empty where values are real
    double largestSum = 0.0;  ///< of a row's magnitudes, code * scale; 0 where values are real
};

/// The weights of all of a node's products under each other. Codes are stored as INT4 where they fit (opset 21), else INT8,
/// per-vector scales as unsigned integers: DequantizeLinear with blocks along k where the opset has them, Cast, Mul and Reshape
/// otherwise. aloneBesideReals: the other operand of the matrix product is no DequantizeLinear's. ONNX Runtime takes a product
/// whose weights come straight from one for leave to round the other operand to 8 bits of its own (MatMulNBits), so a
/// multiplication goes between: by a half, which is exact, with gamma doubled.
WrittenWeights writeWeights(NodeWriter &writer, const std::vector<QuantizedMatrix> &weights, const WeightPlace &place,
                            bool aloneBesideReals = false);

} // namespace vsq
