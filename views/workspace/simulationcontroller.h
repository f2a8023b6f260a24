// SPDX-License-Identifier: GPL-3.0-or-later
// The one gateway to the live simulator, which runs on a worker thread of its own. Views get immutable snapshots, newest
// wins, at most 20 a second while running; after a single step the snapshot follows at once.
#pragma once

#include "core/chip/breakpoint.h"
#include "core/chip/simulator.h"
#include "core/layer/layerppu.h"
#include "views/workspace/simulationworker.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QUndoStack;

namespace vsq {

class SimulationController : public QObject {
    Q_OBJECT
public:
    explicit SimulationController(QObject *parent = nullptr);
    ~SimulationController() override;

    /// Takes another product (null: none) and goes to where start says, cycle 0 without it. program is asked on the simulation
    /// thread for plan and post-processing; without it the product is a bare one whose sums leave the chip. Where the cycle is
    /// kept, the state shown stays until the new one is there.
    void load(std::shared_ptr<const Operands> operands, const ChipConfig &config,
              std::function<ChipProgram(const ChipConfig &)> program = {}, const SimulationStart &start = {});
    [[nodiscard]] bool isLoaded() const;
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const; ///< latest, null when nothing is loaded
    [[nodiscard]] std::int64_t totalCycles() const;

    // Each of these ends a run in progress; they queue up behind each other, but a newer seek replaces a waiting one.
    void step(Simulator::Unit unit);
    void stepBack(Simulator::Unit unit);
    void seek(std::int64_t cycle);
    void run(double cyclesPerSecond); ///< 0: as fast as it goes; stops at breakpoints, at the end, by pause()
    void pause();
    void nextEvent(EventKind kind);
    void previousEvent(EventKind kind);

    [[nodiscard]] const std::vector<Breakpoint> &breakpoints() const;
    /// Undoable where an undo stack has been set.
    void setBreakpoints(std::vector<Breakpoint> breakpoints);
    void setUndoStack(QUndoStack *stack);

Q_SIGNALS:
    void loaded();          ///< another product or none
    void snapshotChanged(); ///< snapshot() is new
    void runningChanged(bool running);
    void breakpointsChanged();
    void stoppedAtBreakpoint(int index);
    void eventNotFound(vsq::EventKind kind, bool forwards); ///< stays where it was
    void failed(const QString &text);

private:
    friend class BreakpointCommand;
    void applyBreakpoints(std::vector<Breakpoint> breakpoints);
    void endRun();
    void search(EventKind kind, bool forwards);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace vsq
