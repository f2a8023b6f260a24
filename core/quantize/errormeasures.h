// SPDX-License-Identifier: GPL-3.0-or-later
// How far quantized values are from what they stand for.
#pragma once

#include <span>

namespace vsq {

struct ErrorMeasures {
    double sqnrDb = 0.0;   ///< 10 log10(sum x^2 / sum (x - y)^2), dB; +infinity without error, -infinity for an error on zeros
    double mse = 0.0;      ///< mean (x - y)^2
    double maxError = 0.0; ///< max |x - y|
    double cosine = 1.0;   ///< x.y / (|x| |y|); 1 where both are all zero, 0 where one is
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
    /// Throws Error when the sizes differ.
    void add(std::span<const float> reference, std::span<const float> values);
    /// As ErrorMeasures::sqnrDb.
    [[nodiscard]] double sqnrDb() const;
};

/// Sums in double. Throws Error when the sizes differ.
ErrorMeasures measureError(std::span<const float> reference, std::span<const float> values);

} // namespace vsq
