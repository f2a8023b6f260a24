// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/simulationcontroller.h"

#include "core/base/error.h"
#include "views/theme/coretext.h"
#include "views/workspace/simulationworker.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <QUndoCommand>
#include <QUndoStack>

#include <condition_variable>
#include <deque>
#include <thread>

namespace vsq {

namespace {

/// What waits to be done by the simulation thread.
struct Order {
    int generation = 0;         ///< of the product it is meant for
    bool loads = false;         ///< brings that product
    bool replaceable = false;   ///< a seek: a newer one makes it pointless
    bool interruptible = false; ///< a run or a search: ends when anything newer comes
    std::function<void(SimulationWorker &, const std::stop_token &)> work;
};

} // namespace

class BreakpointCommand : public QUndoCommand {
public:
    BreakpointCommand(SimulationController *controller, std::vector<Breakpoint> before, std::vector<Breakpoint> after)
        : QUndoCommand(QCoreApplication::translate("vsq::SimulationController", "change breakpoints")), m_controller(controller),
          m_before(std::move(before)), m_after(std::move(after))
    {
    }
    void undo() override { m_controller->applyBreakpoints(m_before); }
    void redo() override { m_controller->applyBreakpoints(m_after); }

private:
    SimulationController *m_controller;
    std::vector<Breakpoint> m_before;
    std::vector<Breakpoint> m_after;
};

struct SimulationController::Private {
    // GUI thread.
    int generation = 0;
    bool isLoaded = false;
    bool running = false;
    bool replacing = false; ///< what is shown is of the product before
    int runSerial = 0;      ///< tells the end of this run from that of one before
    std::int64_t totalCycles = 0;
    std::shared_ptr<const Snapshot> shown;
    std::shared_ptr<const Operands> operands; ///< of the product
    std::vector<Breakpoint> breakpoints;
    QUndoStack *undoStack = nullptr;

    // Both.
    SharedBreakpoints shared;
    std::mutex mutex; ///< guards what follows
    std::condition_variable_any wake;
    std::deque<Order> commands;
    std::stop_source current; ///< of the command being carried out
    bool currentInterruptible = false;
    std::shared_ptr<const Snapshot> newest;
    int newestGeneration = 0;
    bool announced = false; ///< a snapshot is on its way to the GUI thread

    int workerGeneration = 0; ///< simulation thread only
    std::jthread thread;      ///< last: ends before what it uses

    /// Ends a run or search in progress, then queues the command behind what waits.
    void post(Order command)
    {
        {
            const std::lock_guard lock(mutex);
            command.generation = generation;
            if (currentInterruptible) {
                current.request_stop();
            }
            if (command.replaceable && !commands.empty() && commands.back().replaceable) {
                commands.back() = std::move(command);
            } else {
                commands.push_back(std::move(command));
            }
        }
        wake.notify_one();
    }
};

SimulationController::SimulationController(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->thread = std::jthread([this](const std::stop_token &stop) {
        SimulationWorker worker(d->shared);
        worker.publish = [this](std::shared_ptr<const Snapshot> snapshot) {
            {
                const std::lock_guard lock(d->mutex);
                d->newest = std::move(snapshot);
                d->newestGeneration = d->workerGeneration;
                if (d->announced) {
                    return;
                }
                d->announced = true;
            }
            QMetaObject::invokeMethod(
                this,
                [this] {
                    {
                        const std::lock_guard lock(d->mutex);
                        d->announced = false;
                        if (d->newestGeneration != d->generation) {
                            return;
                        }
                        d->shown = d->newest;
                    }
                    if (!d->isLoaded || std::exchange(d->replacing, false)) {
                        d->isLoaded = true;
                        d->totalCycles = d->shown->totalCycles;
                        Q_EMIT loaded();
                    }
                    Q_EMIT snapshotChanged();
                },
                Qt::QueuedConnection);
        };
        worker.stoppedAt = [this](int index) {
            QMetaObject::invokeMethod(
                this,
                [this, index, generation = d->workerGeneration] {
                    if (generation == d->generation) {
                        Q_EMIT stoppedAtBreakpoint(index);
                    }
                },
                Qt::QueuedConnection);
        };
        while (!stop.stop_requested()) {
            Order command;
            std::stop_token commandStop;
            {
                std::unique_lock lock(d->mutex);
                if (!d->wake.wait(lock, stop, [this] { return !d->commands.empty(); })) {
                    break;
                }
                command = std::move(d->commands.front());
                d->commands.pop_front();
                d->current = std::stop_source();
                d->currentInterruptible = command.interruptible;
                if (command.interruptible && !d->commands.empty()) {
                    d->current.request_stop(); // something newer already waits
                }
                commandStop = d->current.get_token();
            }
            d->workerGeneration = command.generation;
            try {
                command.work(worker, commandStop);
            } catch (const Cancelled &) {
            } catch (const std::exception &exception) {
                QMetaObject::invokeMethod(
                    this,
                    [this, text = coreText(exception.what()), generation = command.generation, loads = command.loads] {
                        if (generation != d->generation) {
                            return;
                        }
                        if (loads) {
                            d->isLoaded = false;
                            d->replacing = false;
                            d->totalCycles = 0;
                            d->shown.reset();
                        }
                        if (!d->isLoaded) {
                            Q_EMIT loaded(); // none
                            Q_EMIT snapshotChanged();
                        }
                        Q_EMIT failed(text);
                    },
                    Qt::QueuedConnection);
            }
            const std::lock_guard lock(d->mutex);
            d->currentInterruptible = false;
        }
    });
}

SimulationController::~SimulationController()
{
    {
        const std::lock_guard lock(d->mutex);
        d->commands.clear();
        d->current.request_stop();
    }
    d->thread.request_stop();
    d->wake.notify_all();
    d->thread.join();
}

void SimulationController::load(std::shared_ptr<const Operands> operands, const ChipConfig &config,
                                std::function<ChipProgram(const ChipConfig &)> program, const SimulationStart &start)
{
    {
        const std::lock_guard lock(d->mutex);
        ++d->generation;
        d->commands.clear();
        d->current.request_stop();
    }
    endRun();
    const bool none = operands == nullptr;
    // What is shown may stay only where it is of the same shape: views draw it with the new operands.
    const bool alike = !none && d->operands && d->operands->mode == operands->mode && d->operands->m() == operands->m()
                       && d->operands->n() == operands->n() && d->operands->a.vectors == operands->a.vectors;
    d->operands = operands;
    d->replacing = start.keepCycle && alike && d->isLoaded;
    if (!d->replacing) {
        d->isLoaded = false;
        d->totalCycles = 0;
        d->shown.reset();
    }
    d->post({.loads = true,
             .work = [operands = std::move(operands), config, program = std::move(program), start](
                         SimulationWorker &worker, const std::stop_token &) { worker.load(operands, config, program, start); }});
    if (none) {
        Q_EMIT loaded();
        Q_EMIT snapshotChanged();
    }
}

bool SimulationController::isLoaded() const
{
    return d->isLoaded;
}

bool SimulationController::isRunning() const
{
    return d->running;
}

std::shared_ptr<const Snapshot> SimulationController::snapshot() const
{
    return d->shown;
}

std::int64_t SimulationController::totalCycles() const
{
    return d->totalCycles;
}

void SimulationController::endRun()
{
    ++d->runSerial;
    if (std::exchange(d->running, false)) {
        Q_EMIT runningChanged(false);
    }
}

void SimulationController::step(Simulator::Unit unit)
{
    if (d->isLoaded) {
        endRun();
        d->post({.work = [unit](SimulationWorker &worker, const std::stop_token &stop) { worker.step(unit, stop); }});
    }
}

void SimulationController::stepBack(Simulator::Unit unit)
{
    if (d->isLoaded) {
        endRun();
        d->post({.work = [unit](SimulationWorker &worker, const std::stop_token &) { worker.stepBack(unit); }});
    }
}

void SimulationController::seek(std::int64_t cycle)
{
    if (d->isLoaded) {
        endRun();
        d->post(
            {.replaceable = true, .work = [cycle](SimulationWorker &worker, const std::stop_token &) { worker.seek(cycle); }});
    }
}

void SimulationController::run(double cyclesPerSecond)
{
    if (!d->isLoaded) {
        return;
    }
    if (!std::exchange(d->running, true)) {
        Q_EMIT runningChanged(true);
    }
    d->post({.interruptible = true,
             .work = [this, cyclesPerSecond, serial = ++d->runSerial](SimulationWorker &worker, const std::stop_token &stop) {
                 if (!stop.stop_requested()) {
                     worker.run(cyclesPerSecond, stop);
                 }
                 QMetaObject::invokeMethod(
                     this,
                     [this, serial] {
                         if (serial == d->runSerial) {
                             endRun();
                         }
                     },
                     Qt::QueuedConnection);
             }});
}

void SimulationController::pause()
{
    {
        const std::lock_guard lock(d->mutex);
        d->current.request_stop();
        // A run that still waits for the thread must not start after having been paused.
        std::erase_if(d->commands, [](const Order &command) { return command.interruptible; });
    }
    endRun();
}

void SimulationController::search(EventKind kind, bool forwards)
{
    if (!d->isLoaded) {
        return;
    }
    endRun();
    d->post({.interruptible = true, .work = [this, kind, forwards](SimulationWorker &worker, const std::stop_token &stop) {
                 const bool found = forwards ? worker.nextEvent(kind, stop) : worker.previousEvent(kind, stop);
                 if (!found) {
                     QMetaObject::invokeMethod(
                         this, [this, kind, forwards] { Q_EMIT eventNotFound(kind, forwards); }, Qt::QueuedConnection);
                 }
             }});
}

void SimulationController::nextEvent(EventKind kind)
{
    search(kind, true);
}

void SimulationController::previousEvent(EventKind kind)
{
    search(kind, false);
}

const std::vector<Breakpoint> &SimulationController::breakpoints() const
{
    return d->breakpoints;
}

void SimulationController::setBreakpoints(std::vector<Breakpoint> breakpoints)
{
    if (breakpoints == d->breakpoints) {
        return;
    }
    if (d->undoStack != nullptr) {
        d->undoStack->push(new BreakpointCommand(this, d->breakpoints, std::move(breakpoints)));
    } else {
        applyBreakpoints(std::move(breakpoints));
    }
}

void SimulationController::setUndoStack(QUndoStack *stack)
{
    d->undoStack = stack;
}

void SimulationController::applyBreakpoints(std::vector<Breakpoint> breakpoints)
{
    d->breakpoints = std::move(breakpoints);
    d->shared.set(d->breakpoints);
    Q_EMIT breakpointsChanged();
}

} // namespace vsq
