// SPDX-License-Identifier: GPL-3.0-or-later
// Energy of the network on the chip: by component and layer at a chosen supply, beside the published efficiency and power.
#pragma once

#include "views/energy/energyfigures.h"

#include <QWidget>

#include <map>
#include <memory>

class QLabel;
class QSlider;

namespace vsq {

class PlotGrid;
class PlotView;
class Workspace;

class EnergyView : public QWidget {
    Q_OBJECT
public:
    explicit EnergyView(Workspace *workspace, QWidget *parent = nullptr);

    /// What is shown, for export without a window.
    [[nodiscard]] std::vector<FigureSpec> figures() const;
    [[nodiscard]] double supply() const; ///< V, as the slider stands

private:
    void recompute();
    void redraw();
    void redrawSupply();
    void takeDensities();
    void applySupply();

    Workspace *m_workspace;
    QWidget *m_controls;
    QSlider *m_slider;
    QLabel *m_value;
    QLabel *m_density;
    NumberStrip *m_strip;
    PlotGrid *m_grid;
    PlotView *m_layers;
    PlotView *m_efficiency;
    PlotView *m_power;
    std::map<int, OperandDensities> m_densities; ///< measured, by layer
    std::shared_ptr<const std::vector<LayerEnergy>> m_result;
    int m_job = 0;
};

} // namespace vsq
