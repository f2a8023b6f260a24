// SPDX-License-Identifier: GPL-3.0-or-later
// Names written where the eye already is: at the right end of each line, at each reference line, and free notes. Labels
// that would overlap move apart.
#pragma once

#include "views/figure/figurestyle.h"

#include <qcustomplot.h>

namespace vsq {

class LabelItem : public QCPAbstractItem {
    Q_OBJECT
public:
    LabelItem(QCustomPlot *plot, QCPAxis *x, QCPAxis *y, const FigureSpec &spec, FigureStyle style);

    double selectTest(const QPointF &, bool, QVariant * = nullptr) const override { return -1.0; }
    /// Makes room for the labels right of the plot; called before each layout since it depends on the figure's width.
    void reserveMargin();

protected:
    void draw(QCPPainter *painter) override;

private:
    struct Label {
        QString text;
        Role role;
        double place = 0.0; ///< pixel of what it names
        double at = 0.0;    ///< pixel where it is written: top
        double left = 0.0;  ///< pixel where it is written: left
        QSizeF size;
    };

    [[nodiscard]] double mostWidth() const;
    [[nodiscard]] QSizeF sizeOf(const QString &text, double width) const;
    /// Where the line ends, a share of the plot's width; labels of those that end well before its right edge stand in the plot.
    [[nodiscard]] double endOf(const FigureSeries &series) const;
    [[nodiscard]] bool endsInside(const FigureSeries &series) const;
    [[nodiscard]] std::vector<Label> rightLabels() const;
    [[nodiscard]] std::vector<Label> insideLabels() const;
    [[nodiscard]] QRectF placeOf(const FigureNote &note) const;
    /// How much of the figure would lie beneath: points, lines of marks.
    [[nodiscard]] int hiddenBy(const QRectF &rect) const;
    [[nodiscard]] QRectF clearestPlaceOf(FigureNote note) const;
    void drawRight(QCPPainter *painter) const;
    void drawInside(QCPPainter *painter) const;
    std::vector<QRectF> drawTop(QCPPainter *painter) const; ///< where it wrote
    void drawNotes(QCPPainter *painter, const std::vector<QRectF> &taken) const;
    void drawText(QCPPainter *painter, const QRectF &rect, const QString &text, const QColor &ink) const;

    QCPAxis *m_x;
    QCPAxis *m_y;
    FigureSpec m_spec;
    FigureStyle m_style;
    bool m_hasScale; ///< a colour scale stands to the right
};

} // namespace vsq
