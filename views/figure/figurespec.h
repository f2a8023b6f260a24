// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as plain values: what is drawn, not how. The live plot, the exported PDF, SVG and PNG and the CSV beside them are
// all made from one FigureSpec, so that they cannot disagree. Lengths are points (1/72 inch); colours are roles.
#pragma once

#include "views/theme/colormap.h"
#include "views/theme/role.h"

#include <QJsonObject>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <functional>
#include <limits>
#include <vector>

class QPainter;

namespace vsq {

inline constexpr double kUnset = std::numeric_limits<double>::quiet_NaN();

/// IEEE column widths: 3.5 in and 7.16 in.
inline constexpr double kSingleColumn = 3.5 * 72;
inline constexpr double kDoubleColumn = 7.16 * 72;

enum class Stroke : std::uint8_t { None, Solid, Dash, Dot, DashDot };
enum class Marker : std::uint8_t { None, Circle, Square, Diamond, TriangleUp, TriangleDown, Cross, Tick, Ring };
enum class Fill : std::uint8_t { Solid, Hatch, BackHatch, CrossHatch, Outline };

struct FigureAxis {
    QString label; ///< the quantity
    QString unit;  ///< shown in brackets behind it
    bool log = false;
    bool reversed = false; ///< large values left / below
    bool integers = false; ///< ticks at whole numbers only
    bool grid = true;      ///< of the value axis; off where the figure draws lines of its own
    double low = kUnset;   ///< unset: from the data
    double high = kUnset;
    QStringList categories; ///< in place of numbers: category i stands at i
    bool operator==(const FigureAxis &) const = default;
};

struct FigureSeries {
    QString name;
    Role role = Role::Reference;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> low; ///< interval of y, absolute values; empty: none
    std::vector<double> high;
    Stroke stroke = Stroke::Solid;
    Marker marker = Marker::None;
    bool steps = false;    ///< value holds until the next x
    bool labelled = true;  ///< name written at the line's end
    int tag = 0;           ///< what a click on it means, for the view that made it
    bool isOfRows = false; ///< a value a row of horizontal bars: where rows become one, they do as the bars do
};

/// Bars from..to along the category axis, value long; those with the same stack (not 0) stand on each other.
struct FigureBars {
    QString name;
    Role role = Role::Reference;
    Fill fill = Fill::Solid;
    std::vector<double> from;
    std::vector<double> to;
    std::vector<double> value;
    int stack = 0;

    void add(double low, double high, double height)
    {
        from.push_back(low);
        to.push_back(high);
        value.push_back(height);
    }
    /// The only bar of the category at place, or of a stack there; the gap to its neighbour is 28 % of a category.
    void addCategory(double place, double height) { add(place - 0.36, place + 0.36, height); }
};

/// columns x rows values, row 0 at yLow, each cell the same size. NaN cells have their own colour.
struct FigureHeatmap {
    int columns = 0;
    int rows = 0;
    std::vector<float> values; ///< [rows, columns]
    double xLow = 0.0;
    double xHigh = 1.0;
    double yLow = 0.0;
    double yHigh = 1.0;
    ColorMap::Kind map = ColorMap::Kind::Viridis;
    bool inverted = false; ///< the map from its high end to its low end
    double low = kUnset;   ///< values of the map's ends; unset: from the data, symmetric for diverging maps
    double high = kUnset;
    QString label; ///< of the colour scale
    QString unit;
    [[nodiscard]] bool isEmpty() const { return values.empty(); }
};

/// A reference line across the plot at x (vertical) or y.
struct FigureMark {
    QString text;
    double at = 0.0;
    bool vertical = false;
    Role role = Role::Reference;
    Stroke stroke = Stroke::Dash;
    double low = kUnset; ///< a band around it, faint
    double high = kUnset;
};

/// An outline around a part of the plot: the selection.
struct FigureBox {
    double xLow = 0.0;
    double xHigh = 0.0;
    double yLow = 0.0;
    double yHigh = 0.0;
    Role role = Role::Accent;
};

/// Text at a place of the plot: data coordinates, or fractions of the plot (0,0 top left) with inFractions.
struct FigureNote {
    QString text;
    double x = 0.0;
    double y = 0.0;
    bool inFractions = false;
    Role role = Role::MutedText;
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignTop; ///< which corner of the text is at the place
};

/// What is no plot: drawn by its maker in points, black on white, and with a table of its own.
struct FigurePicture {
    std::function<void(QPainter &painter, const QSizeF &size)> paint; ///< holds all that it needs by value
    std::vector<QStringList> table;                                   ///< rows, the header first; C locale
    [[nodiscard]] bool isEmpty() const { return !paint; }
};

struct FigureSpec {
    QString id;      ///< file-name safe, unique: "scales-histogram"
    QString name;    ///< of the part of its view that shows it: --export VIEW.NAME
    QString title;   ///< above the live plot; a paper has its own caption
    QString summary; ///< what the figure shows in words and numbers, for screen readers and the JSON
    FigureAxis x;
    FigureAxis y;
    std::vector<FigureSeries> series;
    std::vector<FigureBars> bars;
    bool horizontalBars = false; ///< categories run along y
    FigureHeatmap heatmap;
    std::vector<FigureMark> marks;
    std::vector<FigureBox> boxes;
    std::vector<FigureNote> notes;
    FigurePicture picture; ///< in place of all of the above
    bool legend = false;   ///< swatches above the plot; lines carry their names themselves
    double width = kSingleColumn;
    double height = 170;
    enum class Fold : std::uint8_t { None, Sum, Mean };
    Fold fold =
        Fold::None; ///< rows of layers that are alike, where a page has no room for each: their values add up, or are meant
    QString preset; ///< of its type and lines on paper (figurepreset.h); empty: the first
    std::vector<FigureSpec> panels; ///< in place of all of the above but the size: (a), (b) ... row by row
    int panelColumns = 1;
    QJsonObject provenance; ///< model, modelSha256, configuration, seed, command

    [[nodiscard]] bool isEmpty() const
    {
        return panels.empty() && series.empty() && bars.empty() && heatmap.isEmpty() && marks.empty() && picture.isEmpty();
    }
};

} // namespace vsq
