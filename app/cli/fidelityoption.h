// SPDX-License-Identifier: GPL-3.0-or-later
// The option that says how faithfully a network is run.
#pragma once

#include "core/quantize/format.h"
#include "core/run/fidelity.h"

#include <string>

namespace CLI {
class App;
}

namespace vsq::cli {

class FidelityOption {
public:
    void declare(CLI::App &app);
    /// The default is chip where the format is one of the chip's, else quantized. Throws UsageError for another name and
    /// for chip with a format that the chip lacks.
    [[nodiscard]] Fidelity fidelity(const NumberFormat &format) const;
    /// As given; empty for the default.
    [[nodiscard]] const std::string &name() const { return m_name; }

private:
    std::string m_name;
};

} // namespace vsq::cli
