// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/simulationworker.h"

#include <algorithm>
#include <condition_variable>

namespace vsq {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kSnapshotPeriod{50};
/// Of a run that is to be watched: it may last for hours, and is to cost less than a tenth of a core.
constexpr std::chrono::milliseconds kPacedPeriod{70};
constexpr std::int64_t kCyclesBetweenClockReads = 256;
constexpr std::int64_t kSearchedAhead = 1 << 16; ///< cycles searched for breakpoints at a time: they may be edited meanwhile

/// Cycle for cycle the same elements in the same places.
bool samePlan(const Plan &a, const Plan &b)
{
    return a.shape == b.shape && a.transposed == b.transposed && a.m == b.m && a.n == b.n && a.vectors == b.vectors
           && a.lanes == b.lanes && a.tileColumns == b.tileColumns && a.mTilesInside == b.mTilesInside
           && a.totalCycles() == b.totalCycles() && a.subtiles == b.subtiles;
}

/// Sleeps, but not through a request to stop.
void sleepUntil(Clock::time_point when, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any condition;
    std::unique_lock lock(mutex);
    condition.wait_until(lock, stop, when, [] { return false; });
}

} // namespace

void SharedBreakpoints::set(std::vector<Breakpoint> list)
{
    const std::lock_guard lock(m_mutex);
    m_list = std::make_shared<const std::vector<Breakpoint>>(std::move(list));
    m_version.fetch_add(1, std::memory_order_relaxed);
}

std::shared_ptr<const std::vector<Breakpoint>> SharedBreakpoints::get() const
{
    const std::lock_guard lock(m_mutex);
    return m_list;
}

void SimulationWorker::load(std::shared_ptr<const Operands> operands, const ChipConfig &config, const ProgramMaker &program,
                            const SimulationStart &start)
{
    if (m_simulator) {
        m_before = m_simulator->plan();
        m_beforeCycle = m_simulator->position().cycle;
    }
    m_simulator.reset();
    if (!operands) {
        m_before.reset();
    } else {
        ChipProgram made = program ? program(config)
                                   : ChipProgram{.plan = planOf(bareProduct(operands->m(), operands->n(), operands->k()),
                                                                operands->mode, OutputFormat::Sums, config),
                                                 .ppu = {}};
        m_simulator = std::make_unique<Simulator>(std::move(operands), config, std::move(made.plan), std::move(made.ppu));
        const std::int64_t total = m_simulator->totalCycles();
        if (start.keepCycle && m_before && samePlan(*m_before, m_simulator->plan())) {
            m_simulator->seek(m_beforeCycle);
        } else if (start.cycle > 0 && start.cycle <= total && (start.totalCycles < 0 || start.totalCycles == total)) {
            m_simulator->seek(start.cycle);
        }
        publishNow();
    }
}

std::int64_t SimulationWorker::totalCycles() const
{
    return m_simulator ? m_simulator->totalCycles() : 0;
}

void SimulationWorker::publishNow()
{
    m_published = Clock::now();
    publish(std::make_shared<const Snapshot>(m_simulator->snapshot()));
}

void SimulationWorker::publishSometimes()
{
    if (Clock::now() - m_published >= kSnapshotPeriod) {
        publishNow();
    }
}

bool SimulationWorker::runTo(std::int64_t cycle, const std::stop_token &stop)
{
    while (m_simulator->position().cycle < cycle && !stop.stop_requested()) {
        const int version = m_breakpoints.version();
        const std::int64_t from = m_simulator->position().cycle;
        const std::int64_t end = std::min(cycle, from + kSearchedAhead);
        const auto hit = nextBreakpoint(*m_simulator, *m_breakpoints.get(), from, end, stop);
        const std::int64_t target = hit ? hit->cycle : end;
        std::int64_t untilClock = kCyclesBetweenClockReads;
        bool edited = false;
        m_simulator->runUntil(
            [&](const Simulator &simulator) {
                if (--untilClock == 0) {
                    untilClock = kCyclesBetweenClockReads;
                    publishSometimes();
                    edited = version != m_breakpoints.version();
                }
                return edited || simulator.position().cycle >= target;
            },
            stop);
        if (hit && m_simulator->position().cycle == target) {
            publishNow();
            stoppedAt(hit->index);
            return true;
        }
    }
    return false;
}

void SimulationWorker::step(Simulator::Unit unit, const std::stop_token &stop)
{
    if (unit == Simulator::Unit::Cycle) {
        m_simulator->step();
    } else if (runTo(m_simulator->nextUnit(unit), stop)) { // as a debugger's "step over": breakpoints on the way count
        return;
    }
    publishNow();
}

void SimulationWorker::stepBack(Simulator::Unit unit)
{
    if (unit == Simulator::Unit::Cycle) {
        m_simulator->stepBack();
    } else {
        m_simulator->stepUnitBack(unit);
    }
    publishNow();
}

void SimulationWorker::seek(std::int64_t cycle)
{
    m_simulator->seek(std::clamp<std::int64_t>(cycle, 0, m_simulator->totalCycles()));
    publishNow();
}

void SimulationWorker::run(double cyclesPerSecond, const std::stop_token &stop)
{
    const std::int64_t end = m_simulator->totalCycles();
    if (cyclesPerSecond <= 0.0) {
        if (!runTo(end, stop)) {
            publishNow();
        }
        return;
    }
    const Clock::time_point started = Clock::now();
    const std::int64_t first = m_simulator->position().cycle;
    while (!stop.stop_requested() && !m_simulator->done()) {
        // The next picture is due a snapshot period from now, or when the next cycle is, whichever is later.
        const double passed = std::chrono::duration<double>(Clock::now() - started).count();
        const double period = std::max(std::chrono::duration<double>(kPacedPeriod).count(), 1.0 / cyclesPerSecond);
        const auto due = static_cast<std::int64_t>((passed + period) * cyclesPerSecond);
        const std::int64_t target = std::min(end, first + std::max<std::int64_t>(1, due));
        const auto whenSeconds = std::chrono::duration<double>(static_cast<double>(target - first) / cyclesPerSecond);
        sleepUntil(started + std::chrono::duration_cast<Clock::duration>(whenSeconds), stop);
        if (stop.stop_requested()) {
            break;
        }
        if (runTo(target, stop)) {
            return;
        }
        publishNow();
    }
}

bool SimulationWorker::goTo(std::optional<std::int64_t> event, const std::stop_token &stop)
{
    if (event && !stop.stop_requested()) {
        m_simulator->seek(*event + 1);
    }
    publishNow();
    return event.has_value() || stop.stop_requested();
}

bool SimulationWorker::nextEvent(EventKind kind, const std::stop_token &stop)
{
    return goTo(m_simulator->nextEvent(kind, m_simulator->position().cycle, stop), stop);
}

bool SimulationWorker::previousEvent(EventKind kind, const std::stop_token &stop)
{
    // The event of the cycle executed last is the one in view.
    return goTo(m_simulator->previousEvent(kind, m_simulator->position().cycle - 1, stop), stop);
}

} // namespace vsq
