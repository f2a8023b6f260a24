// SPDX-License-Identifier: GPL-3.0-or-later
// The base of the views that are figures: a row of controls, a strip of numbers, plots beside each other. The first plot
// added is the main one.
#pragma once

#include "views/plots/numberstrip.h"
#include "views/workspace/view.h"

class QBoxLayout;

namespace vsq {

class PlotGrid;
class PlotView;

class FigureView : public View {
    Q_OBJECT
public:
    /// Those of the plots that show something, in the order in which they were added.
    [[nodiscard]] std::vector<FigureSpec> figures() const override;
    [[nodiscard]] int currentFigure() const override; ///< the plot that has the focus, or the one it was asked of
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

protected:
    FigureView(const QString &id, const QString &title, Workspace *workspace, QWidget *parent);

    /// name: of the plot for --export; stretch: its share of the width.
    PlotView *addPlot(const QString &name, int stretch = 1);
    [[nodiscard]] QWidget *controls() const { return m_controls; }
    [[nodiscard]] NumberStrip *strip() const { return m_strip; }
    /// Adds fields to the row of controls; spring: what is free comes behind them.
    void addControls(std::initializer_list<QWidget *> fields, bool spring = true);
    /// Controls, strip and plots below each other.
    void layOut(QBoxLayout *column);
    /// The layer becomes the selection of all views.
    void selectLayer(int layer);

private:
    [[nodiscard]] bool shows(const PlotView *plot) const;

    QWidget *m_controls;
    NumberStrip *m_strip;
    PlotGrid *m_grid;
    std::vector<PlotView *> m_plots;
    const PlotView *m_asked = nullptr;
};

} // namespace vsq
