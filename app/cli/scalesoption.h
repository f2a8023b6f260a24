// SPDX-License-Identifier: GPL-3.0-or-later
// The option that names static scales of a network's activations.
#pragma once

#include "app/cli/formatoptions.h"
#include "core/run/activationscales.h"

#include <memory>
#include <string>

namespace vsq::cli {

class ScalesOption {
public:
    void declare(CLI::App &app);
    [[nodiscard]] bool isGiven() const { return !m_file.empty(); }
    /// The options' format; the file's where only the file is given. Throws Error for the file.
    [[nodiscard]] NumberFormat format(const FormatOptions &options) const;
    /// Null where the option is not given. Throws Error where the scales are another network's or another format's.
    [[nodiscard]] std::shared_ptr<const ActivationScales> read(const Graph &graph, const std::string &model,
                                                               const NumberFormat &format) const;

private:
    std::string m_file;
};

} // namespace vsq::cli
