// SPDX-License-Identifier: GPL-3.0-or-later
// One vector of an operand in full: its values, codes, scales, what the codes stand for, and the error.
#pragma once

#include "core/layer/layerdata.h"
#include "core/layer/operandside.h"

#include <cstdint>
#include <vector>

namespace vsq {

struct VectorElement {
    std::int64_t column = 0; ///< along K
    float value = 0.0F;
    std::int8_t code = 0;
    double stands = 0.0; ///< what the code stands for, with the scale that the chip has
    [[nodiscard]] double error() const { return stands - static_cast<double>(value); }
};

struct VectorDetail {
    bool valid = false;
    bool isWeights = true;
    int bits = 4;
    int largestCode = 7;
    std::int64_t row = 0;
    std::int64_t vector = 0;
    int size = 0;           ///< VS
    bool hasScale = false;  ///< a scale of its own (Granularity::Vector)
    float largest = 0.0F;   ///< max |x|
    float realScale = 0.0F; ///< s, unrounded; gamma where there is no scale per vector
    int integerScale = 0;   ///< sq; 0 also where real scales are used
    float gamma = 0.0F;
    double step = 0.0;                   ///< distance of two codes: sq * gamma, or the one scale
    double sqnr = 0.0;                   ///< dB; infinite without error, NaN for a vector of zeros
    std::vector<VectorElement> elements; ///< without the padding
};

/// Of the vector's index along K as the chip counts; of a group of 64 where the format has no vectors.
VectorDetail vectorDetail(const LayerData &layer, OperandSide operand, std::int64_t row, std::int64_t vector);

/// Of a whole operand, in dB.
double operandSqnr(const std::vector<float> &values, const QuantizedMatrix &quantized);

} // namespace vsq
