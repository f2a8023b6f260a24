// SPDX-License-Identifier: GPL-3.0-or-later
// The open layer over its cycles: fills, passes, post-processing, drains, stalls and memory ports, with the statistics of a
// range; a click goes to the cycle.
#pragma once

#include "views/plots/stateview.h"

#include <memory>

namespace vsq {

class NumberStrip;
class TimelineCanvas;
struct LayerTimeline;

class TimelineView : public StateView {
    Q_OBJECT
public:
    explicit TimelineView(Workspace *workspace, QWidget *parent = nullptr);

    [[nodiscard]] std::vector<FigureSpec> figures() const override; ///< activities over the cycles in view
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] TimelineCanvas *canvas() const { return m_canvas; }
    [[nodiscard]] const NumberStrip *statistics() const { return m_strip; }

private:
    void refreshLater();
    void refresh();
    void takePosition();
    void showStatistics();
    void updateState();

    TimelineCanvas *m_canvas;
    NumberStrip *m_strip;
    std::shared_ptr<const LayerTimeline> m_timeline;
    std::shared_ptr<const void> m_made; ///< chip that m_timeline, or the job that makes it, is of
    int m_job = 0;
};

} // namespace vsq
