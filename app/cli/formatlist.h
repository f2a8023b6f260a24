// SPDX-License-Identifier: GPL-3.0-or-later
// The options of a sweep: the format's options as lists, every combination once.
#pragma once

#include "core/quantize/format.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vsq::cli {

class FormatList {
public:
    void declare(CLI::App &app);
    /// All combinations without repetitions: channel and tensor have no vectors or scale bits to combine with, and rules only
    /// combine with the formats that have them. Throws UsageError.
    [[nodiscard]] std::vector<NumberFormat> formats() const;

private:
    [[nodiscard]] std::vector<NumberFormat> operands() const;
    [[nodiscard]] std::vector<NumberFormat> named() const;
    [[nodiscard]] std::vector<NumberFormat> free() const;

    std::string m_names;
    std::string m_weights;
    std::string m_activations;
    std::string m_weightBits;
    std::string m_activationBits;
    std::string m_vectors;
    std::string m_scaleBits;
    std::string m_granularities;
    std::string m_calibrations;
    std::string m_rules;
    std::string m_searches;
    std::string m_preparations;
};

} // namespace vsq::cli
