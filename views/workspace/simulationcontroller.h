// SPDX-License-Identifier: GPL-3.0-or-later
// The one gateway to the live simulator, which runs on a worker thread of its own. Views get immutable snapshots, newest
// wins, at most 30 a second while running; after a single step the snapshot follows at once.
#pragma once

#include "core/chip/simulator.h"

#include <QObject>

#include <memory>
#include <vector>

namespace vsq {

/// A place to stop at: every set field must match (-1: any).
struct Breakpoint {
    std::int64_t m = -1; ///< loop indices as in Position
    std::int64_t n = -1;
    std::int64_t k = -1;
    std::int64_t a = -1;
    int event = -1;      ///< EventKind, -1: none
    bool enabled = true;
    bool operator==(const Breakpoint &) const = default;
};

class SimulationController : public QObject
{
    Q_OBJECT
public:
    explicit SimulationController(QObject *parent = nullptr);
    ~SimulationController() override;

    /// Takes another product (null: none); goes to cycle 0.
    void load(std::shared_ptr<const Operands> operands, const ChipConfig &config);
    [[nodiscard]] bool isLoaded() const;
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const; ///< latest, null when nothing is loaded
    [[nodiscard]] std::int64_t totalCycles() const;

    void step(Simulator::Unit unit);
    void stepBack(Simulator::Unit unit);
    void seek(std::int64_t cycle);
    void run(double cyclesPerSecond); ///< 0: as fast as it goes; stops at breakpoints, at the end, by pause()
    void pause();
    void nextEvent(EventKind kind);
    void previousEvent(EventKind kind);

    [[nodiscard]] const std::vector<Breakpoint> &breakpoints() const;
    void setBreakpoints(std::vector<Breakpoint> breakpoints);

Q_SIGNALS:
    void loaded();                ///< another product or none
    void snapshotChanged();       ///< snapshot() is new
    void runningChanged(bool running);
    void stoppedAtBreakpoint(int index);
    void failed(const QString &text);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace vsq
