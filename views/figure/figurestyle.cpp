// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figurestyle.h"

#include "views/figure/figurepreset.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QFontMetrics>

namespace vsq {

FigureStyle FigureStyle::screen()
{
    const Theme &theme = Theme::current();
    FigureStyle style;
    style.scheme = theme.scheme();
    style.background = theme.color(Role::Surface);
    style.font = Theme::small();
    style.tickFont = Theme::small();
    return style;
}

FigureStyle FigureStyle::paper(const QString &preset)
{
    const FigurePreset &wanted = figurePreset(preset);
    const double scale = wanted.type / 8.0; // of what the numbers below are for
    FigureStyle style;
    style.scheme = Scheme::Light;
    style.background = Qt::white;
    QFont font;
    font.setFamilies({QStringLiteral("Liberation Sans"), QStringLiteral("Arial"), QStringLiteral("Nimbus Sans"),
                      QStringLiteral("DejaVu Sans")});
    font.setPixelSize(qRound(wanted.type));
    font.setHintingPreference(QFont::PreferNoHinting);
    style.font = font;
    style.tickFont = font;
    style.axisWidth = wanted.axisWidth;
    style.dataWidth = wanted.dataWidth;
    style.gridWidth = 0.5 * wanted.axisWidth;
    style.markerSize = wanted.markerSize;
    style.padding = 2.0 * scale;
    style.hatchSpacing = 3.0 * scale;
    style.scale = scale;
    style.forPaper = true;
    style.localNumbers = false;
    return style;
}

QPen FigureStyle::pen(Role role, Stroke stroke, double width) const
{
    QPen pen(ink(role), width);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    switch (stroke) {
    case Stroke::None: return QPen(Qt::NoPen);
    case Stroke::Solid: break;
    case Stroke::Dash: pen.setDashPattern({5.0, 3.0}); break;
    case Stroke::Dot: pen.setDashPattern({1.5, 2.0}); break;
    case Stroke::DashDot: pen.setDashPattern({5.0, 2.0, 1.5, 2.0}); break;
    }
    return pen;
}

} // namespace vsq
