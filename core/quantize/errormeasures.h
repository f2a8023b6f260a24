// SPDX-License-Identifier: GPL-3.0-or-later
// How far quantized values are from what they stand for: the one home of these measures.
#pragma once

#include "core/quantize/quantizedmatrix.h"

#include <optional>
#include <span>

namespace vsq {

struct ErrorMeasures {
    double sqnrDb = 0.0;   ///< 10 log10(sum x^2 / sum (x - y)^2), dB; +infinity without error, -infinity for an error on zeros
    double mse = 0.0;      ///< mean (x - y)^2
    double maxError = 0.0; ///< max |x - y|
    double cosine = 1.0;   ///< x.y / (|x| |y|); 1 where both are all zero, 0 where one is
    double error95 = 0.0;  ///< 95th percentile of |x - y|, the nearest rank
};

/// Energy of a signal and of its error, in double, so that several tensors together have one ratio.
struct NoiseEnergy {
    double signal = 0.0; ///< sum x^2
    double noise = 0.0;  ///< sum (x - y)^2

    void add(double x, double y)
    {
        signal += x * x;
        noise += (x - y) * (x - y);
    }
    void add(const NoiseEnergy &other)
    {
        signal += other.signal;
        noise += other.noise;
    }
    /// Throws Error when the sizes differ.
    void add(std::span<const float> reference, std::span<const float> values);
    /// As ErrorMeasures::sqnrDb.
    [[nodiscard]] double sqnrDb() const;
};

/// Sums in double. Throws Error when the sizes differ.
ErrorMeasures measureError(std::span<const float> reference, std::span<const float> values);

/// What quantizing one operand did, block by block.
struct OperandMeasures {
    ErrorMeasures error;
    double clippedShare = 0.0;     ///< of the elements: magnitude above the largest that their block can hold
    double underflowShare = 0.0;   ///< of the elements that are not 0: became 0
    double crestFactor = 0.0;      ///< max |x| / root mean square, of the whole; 0 for zeros
    std::int64_t blocks = 0;       ///< vectors; rows where they share a scale
    std::int64_t loneOutliers = 0; ///< blocks whose largest magnitude is more than 4 times the next
    double worstSqnrDb = 0.0;      ///< of the block with the least; +infinity where none has an error
    std::int64_t worstRow = 0;
    std::int64_t worstBlock = 0;
    std::optional<double> bitsOverChannel; ///< what the format wins over per-channel integers of as many bits
};

/// x: the values that matrix was made from, [rows, columns] row-major.
OperandMeasures measureOperand(const float *x, const QuantizedMatrix &matrix);

/// (a - b) dB in bits of 20 log10(2) = 6.02 dB; nothing where one of them is infinite.
std::optional<double> bitsOf(double sqnr, double than);

} // namespace vsq
