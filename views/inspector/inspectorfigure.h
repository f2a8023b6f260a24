// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's page as a figure: black on white with its tables, and their cells as the figure's data.
#pragma once

#include "views/figure/figurespec.h"

#include <QString>

namespace vsq {

/// html: as InspectorText makes it. Wide tables are set smaller rather than broken.
FigureSpec inspectorFigure(const QString &html);

} // namespace vsq
