// SPDX-License-Identifier: GPL-3.0-or-later
// What the simulation thread does: owns the Simulator, carries out one command at a time, hands out snapshots.
#pragma once

#include "core/chip/breakpoint.h"
#include "core/chip/simulator.h"
#include "core/layer/layerppu.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace vsq {

/// Makes a product's plan and post-processing for a configuration, on the simulation thread.
using ProgramMaker = std::function<ChipProgram(const ChipConfig &)>;

/// Where a product that is loaded stands.
struct SimulationStart {
    bool keepCycle = false;        ///< in the cycle of the one before, where both have the same plan
    std::int64_t cycle = 0;        ///< else here,
    std::int64_t totalCycles = -1; ///< provided that it is so long; negative: however long it is
};

/// Breakpoints that may be edited while the simulator runs.
class SharedBreakpoints {
public:
    void set(std::vector<Breakpoint> list);
    [[nodiscard]] std::shared_ptr<const std::vector<Breakpoint>> get() const;
    /// Grows with each set(), so that the runner need not lock in each cycle.
    [[nodiscard]] int version() const { return m_version.load(std::memory_order_relaxed); }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const std::vector<Breakpoint>> m_list = std::make_shared<const std::vector<Breakpoint>>();
    std::atomic<int> m_version{0};
};

class SimulationWorker {
public:
    explicit SimulationWorker(const SharedBreakpoints &breakpoints) : m_breakpoints(breakpoints) {}

    /// Called on the simulation thread with each snapshot.
    std::function<void(std::shared_ptr<const Snapshot>)> publish;
    /// Index of the breakpoint that ended a run or a step.
    std::function<void(int)> stoppedAt;

    /// Throws Error when the product cannot run as configured; there is no simulator then. program: null: a bare product whose
    /// sums leave.
    void load(std::shared_ptr<const Operands> operands, const ChipConfig &config, const ProgramMaker &program = {},
              const SimulationStart &start = {});
    [[nodiscard]] bool isLoaded() const { return m_simulator != nullptr; }
    [[nodiscard]] std::int64_t totalCycles() const;

    void step(Simulator::Unit unit, const std::stop_token &stop);
    void stepBack(Simulator::Unit unit);
    void seek(std::int64_t cycle);
    void run(double cyclesPerSecond, const std::stop_token &stop);
    /// False when there is none in that direction; the simulator is then where it was.
    bool nextEvent(EventKind kind, const std::stop_token &stop);
    bool previousEvent(EventKind kind, const std::stop_token &stop);

private:
    /// True where a breakpoint stopped it before.
    bool runTo(std::int64_t cycle, const std::stop_token &stop);
    /// After the event's cycle, so that it is among those executed last; stays where there is none.
    bool goTo(std::optional<std::int64_t> event, const std::stop_token &stop);
    void publishNow();
    void publishSometimes();

    const SharedBreakpoints &m_breakpoints;
    std::unique_ptr<Simulator> m_simulator;
    std::optional<Plan> m_before;   ///< of the last product that ran
    std::int64_t m_beforeCycle = 0; ///< where it stood
    std::chrono::steady_clock::time_point m_published{};
};

} // namespace vsq
