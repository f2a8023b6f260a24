// SPDX-License-Identifier: GPL-3.0-or-later
// Anchors of viridis (van der Walt and Smith, 2015), cividis (Nunez, Anderton and Renslow, PLOS ONE 2018) and ColorBrewer's
// RdBu, interpolated linearly.
#include "views/theme/colormap.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vsq {

namespace {

std::vector<QRgb> anchorsOf(ColorMap::Kind kind)
{
    switch (kind) {
    case ColorMap::Kind::Viridis:
        return {0xff440154, 0xff482878, 0xff3e4a89, 0xff31688e, 0xff26828e,
                0xff1f9e89, 0xff35b779, 0xff6ece58, 0xffb5de2b, 0xfffde725};
    case ColorMap::Kind::Cividis:
        return {0xff00224e, 0xff123570, 0xff3b496c, 0xff575d6d, 0xff707173,
                0xff8a8678, 0xffa59c74, 0xffc3b369, 0xffe1cc55, 0xfffee838};
    case ColorMap::Kind::Diverging:
        return {0xff053061, 0xff2166ac, 0xff4393c3, 0xff92c5de, 0xffd1e5f0, 0xfff7f7f7,
                0xfffddbc7, 0xfff4a582, 0xffd6604d, 0xffb2182b, 0xff67001f};
    case ColorMap::Kind::DivergingDark:
        return {0xffc6e2ff, 0xff7db9f2, 0xff4a94dd, 0xff2f6db0, 0xff24466f, 0xff20242c,
                0xff6b2f35, 0xffa93f45, 0xffe2595c, 0xfff2938a, 0xffffd3c9};
    }
    return {0xff000000, 0xffffffff};
}

int mix(int from, int to, double share)
{
    return static_cast<int>(std::lround(from + (to - from) * share));
}

} // namespace

ColorMap::ColorMap(Kind kind)
{
    const std::vector<QRgb> anchors = anchorsOf(kind);
    for (std::size_t i = 0; i < m_table.size(); ++i) {
        const double place = static_cast<double>(i) / (m_table.size() - 1) * (anchors.size() - 1);
        const auto low = std::min(static_cast<std::size_t>(place), anchors.size() - 2);
        const double share = place - static_cast<double>(low);
        const QRgb a = anchors[low];
        const QRgb b = anchors[low + 1];
        m_table[i] = qRgb(mix(qRed(a), qRed(b), share), mix(qGreen(a), qGreen(b), share), mix(qBlue(a), qBlue(b), share));
    }
}

const ColorMap &ColorMap::of(Kind kind)
{
    static const std::array<ColorMap, 4> maps = {ColorMap(Kind::Viridis), ColorMap(Kind::Cividis), ColorMap(Kind::Diverging),
                                                 ColorMap(Kind::DivergingDark)};
    return maps[static_cast<std::size_t>(kind)];
}

QRgb ColorMap::at(double t) const
{
    if (std::isnan(t)) {
        return nanColor();
    }
    return m_table[static_cast<std::size_t>(std::lround(std::clamp(t, 0.0, 1.0) * 255.0))];
}

QRgb ColorMap::at(double value, double low, double high) const
{
    return at(high > low ? (value - low) / (high - low) : std::isnan(value) ? value : 0.0);
}

} // namespace vsq
