// SPDX-License-Identifier: GPL-3.0-or-later
// Colour maps: viridis and cividis for magnitudes (perceptually even, readable in grey), one diverging map centred on 0
// for signed error. NaN has its own colour in all of them.
#pragma once

#include <QColor>

#include <array>
#include <cstdint>

namespace vsq {

class ColorMap {
public:
    enum class Kind : std::uint8_t { Viridis, Cividis, Diverging, DivergingDark };

    static const ColorMap &of(Kind kind);
    /// Viridis, or the diverging map with the centre that recedes on the scheme's surface.
    static const ColorMap &magnitude() { return of(Kind::Viridis); }
    static const ColorMap &signedError(bool dark) { return of(dark ? Kind::DivergingDark : Kind::Diverging); }

    /// t in [0, 1], clamped; NaN gives nanColor().
    [[nodiscard]] QRgb at(double t) const;
    [[nodiscard]] QRgb at(double value, double low, double high) const;
    [[nodiscard]] const std::array<QRgb, 256> &table() const { return m_table; }
    static constexpr QRgb nanColor() { return 0xffff00ff; } // in none of the maps

private:
    explicit ColorMap(Kind kind);
    std::array<QRgb, 256> m_table{};
};

} // namespace vsq
