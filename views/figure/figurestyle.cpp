// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figurestyle.h"

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

FigureStyle FigureStyle::paper()
{
    FigureStyle style;
    style.scheme = Scheme::Light;
    style.background = Qt::white;
    QFont font;
    font.setFamilies({QStringLiteral("Liberation Sans"), QStringLiteral("Arial"), QStringLiteral("Nimbus Sans"),
                      QStringLiteral("DejaVu Sans")});
    font.setPixelSize(8);
    font.setHintingPreference(QFont::PreferNoHinting);
    style.font = font;
    style.tickFont = font;
    style.axisWidth = 0.5;
    style.dataWidth = 1.0;
    style.gridWidth = 0.25;
    style.markerSize = 3.6;
    style.padding = 2.0;
    style.hatchSpacing = 3.0;
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
