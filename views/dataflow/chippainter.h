// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a ChipScene with any QPainter: on the screen, into a pixmap, a PDF or an SVG. Lines and type keep their size on
// the screen at every zoom; what fits into a cell is written there, the rest is left to colour.
#pragma once

#include "views/dataflow/chipgeometry.h"
#include "views/dataflow/chipscene.h"
#include "views/dataflow/viewtransform.h"
#include "views/theme/role.h"

#include <QCoreApplication>
#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QString>

#include <vector>

namespace vsq {

class ChipPainter {
    Q_DECLARE_TR_FUNCTIONS(vsq::ChipPainter)

public:
    ChipPainter(QPainter &painter, const ChipGeometry &geometry, const ChipScene &scene, const ViewTransform &transform,
                const QSizeF &viewport, Scheme scheme, const QFont &labels, const QFont &numbers);

    void paint();
    /// Where the map of the whole chip lies in a viewport, empty where all of the chip shows anyway.
    static QRectF overviewRect(const ChipGeometry &geometry, const ViewTransform &transform, const QSizeF &viewport);

private:
    enum class Writing : std::uint8_t { None, Short, Exact };

    // One file each: operands, lanes, collector, post-processing, wires and what lies over all of them.
    void paintABuffer();
    void paintARegister();
    void paintBBuffer();
    void paintBRegister();
    void paintLanes();
    void paintMultipliers(int lane);
    void paintDatapath();
    void paintScaleProduct(int lane);
    void paintSum(int lane, Writing writing);
    void paintCollector();
    void paintPpu();
    void paintVsqBuffer();
    void paintOutputBuffer();
    void paintWires();
    void paintLegend();
    void paintGlow();
    void paintSelection();
    /// Names of blocks, lanes, entries and elements whose own place has been scrolled out of sight, at the edges.
    void paintPins();
    void paintOverview();

    // Helpers.
    [[nodiscard]] QRectF at(const QRectF &scene) const { return m_transform.toScreen(scene); }
    [[nodiscard]] bool shows(const QRectF &screen) const { return screen.intersects(m_visible); }
    [[nodiscard]] QColor color(Role role, double alpha = 1.0) const;
    [[nodiscard]] QColor ink(Role role, double alpha = 1.0) const;
    [[nodiscard]] QColor diverging(double value, double scale) const;
    /// A label on a patch of the background, its middle there; kept inside the viewport.
    void pin(const QPointF &middle, const QString &text, const QFont &font, const QColor &color);
    void well(const QRectF &screen, bool active, Role role);
    /// The longest of the names that fits above the block, and a muted remark right of it where there is room.
    void title(const QRectF &block, std::initializer_list<QString> names, std::initializer_list<QString> remarks = {});
    /// The largest figures with which so many of them fit into a width; false (and the smallest) where none do.
    bool useFigures(double width, qsizetype characters);
    /// Text in the figures in use, if it fits; false when not.
    bool text(const QRectF &screen, const QString &text, const QColor &color, Qt::Alignment alignment = Qt::AlignCenter);
    /// How the numbers of a group of equal cells are written, so that all of them look alike: exactly where the longest
    /// fits, else with an SI prefix, else not at all.
    Writing writingFor(double width, std::int64_t low, std::int64_t high);
    void number(const QRectF &screen, std::int64_t value, Writing writing, const QColor &color,
                Qt::Alignment alignment = Qt::AlignCenter);
    void hatch(const QRectF &screen);
    void accessMark(const QRectF &screen, bool read, bool write, Role role);
    void bar(const QRectF &screen, double value, double scale, const QColor &color);
    [[nodiscard]] static QString codeText(int code);
    [[nodiscard]] QString bitText(std::int8_t code) const;
    /// Characters of the longest code, of its bits and of the longest product in this mode.
    [[nodiscard]] int codeLength() const { return m_codeScale > 7 ? 4 : 2; }
    [[nodiscard]] int bitLength() const { return m_codeScale > 7 ? 8 : 4; }
    [[nodiscard]] int productLength() const { return m_codeScale > 7 ? 6 : 3; }

    QPainter &m_painter;
    const ChipGeometry &m_geometry;
    const ChipScene &m_scene;
    const ViewTransform &m_transform;
    QRectF m_visible;
    Scheme m_scheme;
    Detail m_detail;
    QFont m_labelFont;
    QFont m_numberFont;
    int m_largestFigures = 13;  ///< pixels
    double m_figureWidth = 0.6; ///< of the number font, in its pixel size
    double m_figureHeight = 0.73;
    double m_digit = 6.0;  ///< width of a figure in use
    double m_ascent = 8.0; ///< its height
    struct Pinned {
        QRectF block; ///< on the screen
        std::vector<QString> names;
    };
    std::vector<Pinned> m_pinned;
    double m_sumScale = 1.0; ///< sums at the ends of the colour map
    double m_productScale = 49.0;
    double m_codeScale = 7.0;
};

/// A power of two that the largest magnitude does not exceed, so that colours keep their meaning between cycles.
double colorScaleFor(const CollectorSums &sums);

} // namespace vsq
