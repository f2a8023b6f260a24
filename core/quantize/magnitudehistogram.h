// SPDX-License-Identifier: GPL-3.0-or-later
// The magnitudes of a whole calibration set, met a tensor at a time: enough to choose a static clip, in constant memory.
#pragma once

#include "core/quantize/format.h"

#include <cstdint>
#include <span>
#include <vector>

namespace vsq {

/// Counts |x| in 32768 bins from 0 to a power of two that doubles as larger values come (neighbouring bins are then added),
/// so that the counts depend neither on the order of the tensors nor on how they were split. A bin is at most 1/16384 of the
/// maximum wide; the maximum itself is exact.
class MagnitudeHistogram {
public:
    static constexpr std::size_t kBins = 32768;

    /// Values must be finite. isUnsigned: negative values count as 0.
    void add(std::span<const float> values, bool isUnsigned = false);

    [[nodiscard]] std::int64_t count() const { return m_zeros + m_nonZero; }
    [[nodiscard]] float maximum() const { return m_maximum; }

    /// The clip that clipOf() would choose of all values together: exact for Method::Max, else to the width of a bin.
    /// 0 where no value is above 0.
    [[nodiscard]] float clip(const OperandFormat &format, const Calibration &calibration) const;

private:
    void reach(float magnitude);
    [[nodiscard]] double centre(std::size_t bin) const;
    [[nodiscard]] double percentile(double percent) const;
    [[nodiscard]] double entropy(double levels) const;
    [[nodiscard]] double leastSquares(double qmax) const;
    [[nodiscard]] double octav(const OperandFormat &format) const;

    float m_maximum = 0.0F;
    int m_exponent = -200; ///< the bins reach to 2^exponent
    std::int64_t m_zeros = 0;
    std::int64_t m_nonZero = 0;
    std::vector<std::int64_t> m_counts; ///< kBins once something is above 0
};

} // namespace vsq
