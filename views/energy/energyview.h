// SPDX-License-Identifier: GPL-3.0-or-later
// Energy of the network on the chip: by component and layer at a chosen supply, beside the published efficiency and power.
#pragma once

#include "views/energy/energyfigures.h"
#include "views/plots/figureview.h"

#include <map>
#include <memory>

class QComboBox;
class QLabel;
class QSlider;

namespace vsq {

class EnergyView : public FigureView {
    Q_OBJECT
public:
    explicit EnergyView(Workspace *workspace, QWidget *parent = nullptr);

    [[nodiscard]] double supply() const; ///< V, as the slider stands

private:
    void later(); ///< all of it, once it is seen
    void soon();  ///< the same, once for a slider's many moves
    void refresh();
    void takeSupply();
    void showSupply();
    void recompute();
    void redraw();
    void redrawSupply();
    void takeDensities();
    void applySupply();

    [[nodiscard]] bool byFormat() const;

    QComboBox *m_split; ///< what of each layer is drawn
    QSlider *m_slider;
    QLabel *m_value;
    QLabel *m_density;
    PlotView *m_layers;
    PlotView *m_efficiency;
    PlotView *m_power;
    std::map<int, OperandDensities> m_densities; ///< measured, by layer
    std::shared_ptr<const std::vector<LayerEnergy>> m_result;
    int m_job = 0;
};

} // namespace vsq
