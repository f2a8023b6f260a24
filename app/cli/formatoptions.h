// SPDX-License-Identifier: GPL-3.0-or-later
// The options that say how numbers are held: one of the chip's modes by name, or bits, vectors and scales one by one.
#pragma once

#include "core/quantize/format.h"

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace vsq::cli {

class FormatOptions {
public:
    void declare(CLI::App &app);
    /// "vsq" where nothing is given. Throws UsageError for values out of range and for options that contradict each other.
    [[nodiscard]] NumberFormat format() const;
    /// Whether any of the options is.
    [[nodiscard]] bool isGiven() const;

private:
    std::string m_name;
    std::string m_weightBits;
    std::string m_activationBits;
    std::string m_vector;
    std::string m_scaleBits;
    std::string m_granularity;
    std::string m_calibration;
};

/// "max", "percentile:99.99", "entropy", "mse", "octav". Throws UsageError.
Calibration calibrationFrom(std::string_view text);
Granularity granularityFrom(std::string_view text);
/// 3..10, or 0 for "fp". Throws UsageError.
int scaleBitsFrom(std::string_view text);
/// 16, 32, 64 or 128. Throws UsageError.
int vectorFrom(std::string_view text);
int bitsFrom(std::string_view option, std::string_view text);
/// A format whose fields that mean nothing for its granularity have the chip's values, so that equal formats compare equal.
NumberFormat makeFormat(int weightBits, int activationBits, int vector, int scaleBits, Granularity granularity,
                        const Calibration &calibration);

} // namespace vsq::cli
