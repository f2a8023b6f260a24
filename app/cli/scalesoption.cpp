// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/scalesoption.h"

#include <CLI/CLI.hpp>

namespace vsq::cli {

void ScalesOption::declare(CLI::App &app)
{
    app.add_option("--scales", m_file,
                   "Static scales of the activations, as vsq calibrate writes them (default: from each item's own maximum)")
        ->group("Number format")
        ->type_name("FILE.json");
}

NumberFormat ScalesOption::format(const FormatOptions &options) const
{
    const NumberFormat format = options.layerFormats().others;
    return isGiven() && !options.isGiven() ? readActivationScales(m_file).format : format;
}

std::shared_ptr<const ActivationScales> ScalesOption::read(const Graph &graph, const std::string &model,
                                                           const NumberFormat &format) const
{
    if (!isGiven()) {
        return nullptr;
    }
    auto scales = std::make_shared<const ActivationScales>(readActivationScales(m_file));
    requireScalesOf(*scales, graph, model);
    requireScalesFor(*scales, format);
    return scales;
}

} // namespace vsq::cli
