// SPDX-License-Identifier: GPL-3.0-or-later
// How much of the chip a network uses: cycles of every layer by what they were spent on, and the open layer's lanes over
// time and by multiplier.
#pragma once

#include "views/plots/figureview.h"
#include "views/utilisation/utilisationfigures.h"

#include <memory>

class QComboBox;

namespace vsq {

class UtilisationView : public FigureView {
    Q_OBJECT
public:
    explicit UtilisationView(Workspace *workspace, QWidget *parent = nullptr);

private:
    struct Result {
        std::vector<LayerShares> layers;
        CycleShares all;
        std::vector<PublishedUtilisation> published;
    };

    void recomputeLayers();
    void recomputeLanes();
    void redrawLayers();
    void redrawLanes();

    [[nodiscard]] LaneMeasure laneMeasure() const;

    QComboBox *m_unit;
    QComboBox *m_measure; ///< what of the lanes is drawn
    PlotView *m_layers;
    PlotView *m_time;
    PlotView *m_multipliers;
    std::shared_ptr<const Result> m_result;
    std::shared_ptr<const LaneActivity> m_activity;
    QString m_layerName;
    int m_layersJob = 0;
    int m_lanesJob = 0;
};

} // namespace vsq
