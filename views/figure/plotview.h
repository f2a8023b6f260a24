// SPDX-License-Identifier: GPL-3.0-or-later
// The widget that shows one FigureSpec live: crosshair with values, wheel zoom, drag pan, double click resets, arrow keys
// walk from datum to datum; exports and copies itself. Without data it says why.
#pragma once

#include "views/figure/figurehit.h"
#include "views/figure/figurespec.h"

#include <QWidget>

#include <functional>

class QLabel;
class QScrollBar;
class QStackedLayout;

namespace vsq {

class CrosshairItem;
class StatePage;

class PlotView : public QWidget {
    Q_OBJECT
public:
    explicit PlotView(QWidget *parent = nullptr);

    /// Shows the figure, in a turn of the event loop of its own; keeps the user's zoom when it is the same figure with new data.
    void setFigure(const FigureSpec &spec);
    void setEmpty(const QString &heading, const QString &sentence);
    void setLoading(const QString &heading, const QString &sentence = {});
    void setError(const QString &text);
    [[nodiscard]] const FigureSpec &figure() const { return m_spec; }
    [[nodiscard]] bool showsFigure() const;
    [[nodiscard]] StatePage *statePage() const { return m_state; }
    /// Built first, where that has still been to come.
    [[nodiscard]] QCustomPlot *plot() const;
    [[nodiscard]] const FigureAxes &axes() const; ///< the same
    [[nodiscard]] QStringList crosshairText() const;

    /// Who exports it, by menu and key; without: asks itself, and the figure says nothing of its origin.
    void setExporter(std::function<void()> exporter) { m_exporter = std::move(exporter); }
    /// As it leaves the screen: under the plot's name, without the selection.
    [[nodiscard]] FigureSpec exportedFigure() const;
    void setTitleVisible(bool visible);

public Q_SLOTS:
    void exportFigure(); ///< asks for the file (Ctrl+E)
    void copyPicture();
    void copyValues(); ///< tab-separated
    void resetZoom();

Q_SIGNALS:
    void clicked(const vsq::FigureHit &hit);
    void exported(const QStringList &paths);
    void exportFailed(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void buildSoon();
    void buildNow();
    void rebuild();
    void showHit(const FigureHit &hit);
    void zoom(double factor);
    void fitRows();
    void scrollTo(int row);

    FigureSpec m_spec;
    FigureAxes m_axes;
    FigureHit m_hit;
    QLabel *m_title;
    QCustomPlot *m_plot;
    QScrollBar *m_rows; ///< of names along y, where there are more than fit
    StatePage *m_state;
    QStackedLayout *m_stack;
    CrosshairItem *m_crosshair = nullptr;
    std::function<void()> m_exporter;
    QPoint m_pressed;
    bool m_zoomed = false;
    bool m_stale = false;   ///< the plot is not what m_spec, the size and the theme make it
    bool m_reveals = false; ///< the selection is brought into sight by the next build
};

} // namespace vsq
