// SPDX-License-Identifier: GPL-3.0-or-later
// The heart of the application: the chip as blocks with its values, beside it the loop nest with breakpoints and watched
// values, around them the controls of the simulation.
#pragma once

#include "core/chip/breakpoint.h"
#include "core/chip/snapshot.h"
#include "views/workspace/view.h"

#include <memory>

class QAction;
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
struct ChipPart;
struct ChipWord;

class DataflowView : public View {
    Q_OBJECT
public:
    explicit DataflowView(Workspace *workspace, QWidget *parent = nullptr);

    [[nodiscard]] std::vector<FigureSpec> figures() const override; ///< the whole chip, its values as the table
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QJsonObject saveState() const override; ///< speed, kind of event, shares
    void restoreState(const QJsonObject &state) override;
    /// No glow after a step.
    void setReducedMotion(bool reduced) override;
    /// The values of the picture: a header, the lanes with their entries of the collector.
    [[nodiscard]] std::vector<QStringList> table() const;

public Q_SLOTS:
    void copyPicture() const;
    void copyValues() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addCommands();
    void connectAll();
    void takeLayer();
    void takeBaseline();
    void showBeside(); ///< the collector's sums minus the baseline's, where that is wanted
    void takeSnapshot();
    void takeBreakpoints();
    void showLoopNest();
    void showEmptyText();
    void showMenu(const ChipPart &part, const QPoint &global);
    void goToWorstError();
    /// To the cycle of a word's last write before this one, or of its next read.
    void goToWord(const ChipWord &word, bool write);
    /// Of the word under the pointer, else of what is selected.
    void goToPointedWord(bool write);
    void remarkEvents();
    /// Loop nest above the lists where there is room, else a tab beside them.
    void arrangeSide(bool tall);

    SimulationController *m_simulation;
    SimulationActions *m_actions;
    LayerBar *m_layerBar;
    ChipCanvas *m_canvas;
    LoopNestView *m_loopNest;
    BreakpointPanel *m_breakpoints;
    WatchPanel *m_watches;
    PositionBar *m_positionBar;
    QAction *m_beside = nullptr; ///< checked: sums as differences from the baseline
    QScrollArea *m_nestArea;
    QTabWidget *m_lists;
    QSplitter *m_side;
    QSplitter *m_split;
    std::shared_ptr<const Snapshot> m_shown;
    std::shared_ptr<const Snapshot> m_before;
    int m_worstJob = 0;
    int m_wordJob = 0;
};

} // namespace vsq
