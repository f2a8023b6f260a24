// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as LaTeX source: pgfplots for plots (version 1.18), a booktabs tabular for tables. Sets its own numbers, so that it
// can be restyled in the paper; needs \usepackage{pgfplots} or \usepackage{booktabs}, and says so in its first line.
#pragma once

#include "views/figure/figurespec.h"

#include <QByteArray>

namespace vsq {

/// Throws Error for a picture that has no table.
QByteArray figureAsTex(const FigureSpec &spec);

} // namespace vsq
