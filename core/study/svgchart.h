// SPDX-License-Identifier: GPL-3.0-or-later
// Small figures as SVG text, for pages that stand alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace vsq {

struct SvgBar {
    std::string label;
    std::optional<double> value; ///< empty: drawn as "-"
    std::string text;            ///< beside the bar, with the unit
};

/// Horizontal bars with their labels at the left and values at the right, zero at the left edge or, with negative values, where
/// it belongs. colour: "#0072B2".
std::string svgBars(const std::string &title, const std::vector<SvgBar> &bars, const std::string &colour);

/// Text safe within HTML, SVG and attributes.
std::string htmlText(const std::string &text);

} // namespace vsq
