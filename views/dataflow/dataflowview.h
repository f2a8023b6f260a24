// SPDX-License-Identifier: GPL-3.0-or-later
// The heart of the application: the chip as blocks with its values, beside it the loop nest with breakpoints and watched
// values, around them the controls of the simulation.
#pragma once

#include "core/chip/breakpoint.h"
#include "core/chip/snapshot.h"

#include <QAction>
#include <QList>
#include <QWidget>

#include <memory>

class QScrollArea;
class QSplitter;
class QTabWidget;

namespace vsq {

class BreakpointPanel;
class ChipCanvas;
class LayerBar;
class LoopNestView;
class PositionBar;
class SimulationActions;
class SimulationController;
class WatchPanel;
class Workspace;
struct ChipPart;

class DataflowView : public QWidget {
    Q_OBJECT
public:
    explicit DataflowView(Workspace *workspace, QWidget *parent = nullptr);

    /// Every command with a stable name: "dataflow.step.cycle", "dataflow.back.tile", "dataflow.run", ...
    [[nodiscard]] QList<QAction *> commands() const;
    /// No glow after a step.
    void setReducedMotion(bool reduced);

    /// Writes the picture by the path's suffix (pdf, svg, png), or the values in it (csv). Throws Error.
    void exportTo(const QString &path) const;
    /// The values of the picture as a table: lanes, then the collector; columns separated by `separator`.
    [[nodiscard]] QString table(QChar separator) const;

public Q_SLOTS:
    void copyPicture() const;
    void copyValues() const;

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeActions();
    void connectAll();
    void takeLayer();
    void takeSnapshot();
    void takeBreakpoints();
    void showLoopNest();
    void showEmptyText();
    void showMenu(const ChipPart &part, const QPoint &global);
    void saveAs();
    void remarkEvents();
    /// Loop nest above the lists where there is room, else a tab beside them.
    void arrangeSide(bool tall);

    Workspace *m_workspace;
    SimulationController *m_simulation;
    SimulationActions *m_actions;
    LayerBar *m_layerBar;
    ChipCanvas *m_canvas;
    LoopNestView *m_loopNest;
    BreakpointPanel *m_breakpoints;
    WatchPanel *m_watches;
    PositionBar *m_positionBar;
    QScrollArea *m_nestArea;
    QTabWidget *m_lists;
    QSplitter *m_side;
    std::shared_ptr<const Snapshot> m_shown;
    std::shared_ptr<const Snapshot> m_before;
};

} // namespace vsq
