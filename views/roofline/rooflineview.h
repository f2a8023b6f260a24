// SPDX-License-Identifier: GPL-3.0-or-later
// What limits each layer: operations a byte of a port, under the peaks of the formats and what the ports allow.
#pragma once

#include "views/plots/figureview.h"
#include "views/roofline/rooflinefigures.h"

#include <memory>

class QComboBox;

namespace vsq {

class RooflineView : public FigureView {
    Q_OBJECT
public:
    explicit RooflineView(Workspace *workspace, QWidget *parent = nullptr);

private:
    void recompute();
    void redraw();
    [[nodiscard]] RoofPort port() const;

    QComboBox *m_port;
    PlotView *m_roofline;
    PlotView *m_reached;
    struct Result {
        std::vector<LayerRoofline> layers;
        std::vector<LayerRoofline> baseline; ///< of the open network's layers that it has; empty: none
    };
    std::shared_ptr<const Result> m_result;
    int m_job = 0;
};

} // namespace vsq
