// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/svgchart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

constexpr double kRow = 18.0;
constexpr double kLabel = 240.0;
constexpr double kBars = 420.0;
constexpr double kText = 130.0;
constexpr std::size_t kLongestLabel = 38;

/// Names differ at their ends as often as at their beginnings: the middle goes.
std::string elided(const std::string &label)
{
    if (label.size() <= kLongestLabel) {
        return label;
    }
    const std::size_t half = kLongestLabel / 2 - 1;
    return label.substr(0, half) + "..." + label.substr(label.size() - half);
}

} // namespace

std::string htmlText(const std::string &text)
{
    std::string safe;
    for (const char letter : text) {
        switch (letter) {
        case '&': safe += "&amp;"; break;
        case '<': safe += "&lt;"; break;
        case '>': safe += "&gt;"; break;
        case '"': safe += "&quot;"; break;
        case '\'': safe += "&#39;"; break;
        default: safe += static_cast<unsigned char>(letter) < 0x20 && letter != '\n' && letter != '\t' ? '?' : letter;
        }
    }
    return safe;
}

std::string svgBars(const std::string &title, const std::vector<SvgBar> &bars, const std::string &colour)
{
    double low = 0.0;
    double high = 0.0;
    for (const SvgBar &bar : bars) {
        const double value = bar.value && std::isfinite(*bar.value) ? *bar.value : 0.0;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    const double span = high > low ? high - low : 1.0;
    const double zero = kLabel - low / span * kBars;
    const double height = kRow * (static_cast<double>(bars.size()) + 1.5);
    std::string svg = fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">\n<text x=\"0\" y=\"13\" "
                                  "class=\"title\">{}</text>\n",
                                  kLabel + kBars + kText, height, htmlText(title), htmlText(title));
    double y = 1.5 * kRow;
    for (const SvgBar &bar : bars) {
        const double value = bar.value && std::isfinite(*bar.value) ? *bar.value : 0.0;
        const double width = std::abs(value) / span * kBars;
        const double x = value < 0.0 ? zero - width : zero;
        svg += fmt::format("<text x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\"><title>{}</title>{}</text>"
                           "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.0f}\" fill=\"{}\"/>"
                           "<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
                           kLabel - 8, y + 12, htmlText(bar.label), htmlText(elided(bar.label)), x, y + 2, width, kRow - 5,
                           colour, std::max(x + width, zero) + 6, y + 12, htmlText(bar.value ? bar.text : std::string("-")));
        y += kRow;
    }
    svg += fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.0f}\" y2=\"{2:.1f}\" stroke=\"currentColor\"/>\n</svg>\n",
                       zero, 1.5 * kRow, height);
    return svg;
}

} // namespace vsq
