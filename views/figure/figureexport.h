// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a figure as a paper wants it: page exactly the figure, one unit one point, embedded TrueType, vectors, no JPEG,
// always black on white; beside it the data (CSV) and where it came from (JSON). Drawn from the FigureSpec by a plot of its
// own, never from the live widget. GUI thread only; needs no window and no display (offscreen platform).
#pragma once

#include "views/figure/figurespec.h"

#include <QByteArray>
#include <QImage>

namespace vsq {

struct ExportOptions {
    QString preset;        ///< of figurePresets(): width, type and lines; empty: the figure's own width, IEEE's type
    double width = kUnset; ///< points; unset: the preset's, or the figure's own
    double height = kUnset;
    int pngDotsPerInch = 600;
    bool companions = true; ///< also write FILE.csv and FILE.json
};

/// The figure as exportFigure() draws it: at the preset's size and type, no higher than its page, rows folded where there are
/// more than it holds.
FigureSpec sizedFigure(FigureSpec spec, const ExportOptions &options = {});

/// By the path's suffix: pdf, svg, png, csv or tex. Several plots have a csv each: FILE-a.csv, FILE-b.csv. Throws Error naming
/// the path for another suffix or when it cannot be written; no file is left half written. Returns the paths written, the figure
/// first.
QStringList exportFigure(const FigureSpec &spec, const QString &path, const ExportOptions &options = {});

/// pdf, svg, png, csv, tex.
QStringList figureEndings();
/// Throws the Error that exportFigure() would for another ending.
void checkFigureEnding(const QString &path);

QByteArray figureAsPdf(const FigureSpec &spec);
QByteArray figureAsSvg(const FigureSpec &spec);
QImage figureAsImage(const FigureSpec &spec, int dotsPerInch);
/// Title, summary, size, version and spec.provenance.
QByteArray figureOrigin(const FigureSpec &spec);

} // namespace vsq
