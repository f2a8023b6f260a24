// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/simulationactions.h"

#include "views/dataflow/breakpointmodel.h"
#include "views/icons/icon.h"
#include "views/workspace/simulationcontroller.h"

#include <QWidget>

namespace vsq {

namespace {

struct UnitControls {
    Simulator::Unit unit;
    const char *forward; ///< key
    const char *back;
    const char *icon;
    const char *backIcon;
    const char *command; ///< of the application, whose key is used where it has one
    const char *backCommand;
};

constexpr UnitControls kUnits[] = {
    {Simulator::Unit::Cycle, "F8", "Shift+F8", "step", "step-back", "chip.step", "chip.stepBack"},
    {Simulator::Unit::Vector, "F9", "Shift+F9", "vector", "vector-back", "chip.vector", "chip.vectorBack"},
    {Simulator::Unit::Tile, "F10", "Shift+F10", "tile", "tile-back", "chip.tile", "chip.tileBack"},
    {Simulator::Unit::Subtile, "F11", "Shift+F11", "subtile", "subtile-back", "chip.subtile", "chip.subtileBack"},
    {Simulator::Unit::Layer, "F12", "Shift+F12", "last", "first", "chip.last", "chip.first"},
};

} // namespace

SimulationActions::SimulationActions(SimulationController *controller, QObject *parent)
    : QObject(parent), m_controller(controller)
{
    for (const UnitControls &keys : kUnits) {
        const Simulator::Unit unit = keys.unit;
        const bool layer = unit == Simulator::Unit::Layer;
        QAction *forward = add(QStringLiteral("dataflow.step.") + nameOf(unit),
                               layer ? tr("To the end of the layer") : tr("Step one %1").arg(textOf(unit)),
                               layer ? tr("Run to the end of the layer")
                                     : tr("Go to the beginning of the next %1").arg(textOf(unit)),
                               QKeySequence(QLatin1String(keys.forward)));
        forward->setIcon(icon(QLatin1String(keys.icon)));
        forward->setProperty("command", QLatin1String(keys.command));
        connect(forward, &QAction::triggered, controller, [controller, unit] { controller->step(unit); });
        QAction *back = add(QStringLiteral("dataflow.back.") + nameOf(unit),
                            layer ? tr("To the beginning of the layer") : tr("Step back one %1").arg(textOf(unit)),
                            layer ? tr("Back to cycle 0")
                                  : tr("Go back to the beginning of this %1, or of the one before").arg(textOf(unit)),
                            QKeySequence(QLatin1String(keys.back)));
        back->setIcon(icon(QLatin1String(keys.backIcon)));
        back->setProperty("command", QLatin1String(keys.backCommand));
        connect(back, &QAction::triggered, controller, [controller, unit] { controller->stepBack(unit); });
    }
    QAction *run = add(QStringLiteral("dataflow.run"), tr("Run"),
                       tr("Run at the chosen speed until a breakpoint or the end; again: pause"), QKeySequence(Qt::Key_F5));
    run->setIcon(icon(QStringLiteral("run")));
    run->setProperty("command", QStringLiteral("chip.run"));
    connect(run, &QAction::triggered, this,
            [this] { m_controller->isRunning() ? m_controller->pause() : m_controller->run(m_speed); });
    QAction *runTo = add(QStringLiteral("dataflow.runToBreakpoint"), tr("Run to breakpoint"),
                         tr("Run as fast as it goes to the next breakpoint, or to the end"),
                         QKeySequence(QStringLiteral("Shift+F5")));
    runTo->setIcon(icon(QStringLiteral("run-to-breakpoint")));
    connect(runTo, &QAction::triggered, controller, [controller] { controller->run(0.0); });

    QAction *next = add(QStringLiteral("dataflow.event.next"), tr("Next event"), tr("Go to the next event of the chosen kind"),
                        QKeySequence(QStringLiteral("Ctrl+F7")));
    next->setIcon(icon(QStringLiteral("event-next")));
    connect(next, &QAction::triggered, this, [this] { m_controller->nextEvent(m_eventKind); });
    QAction *previous = add(QStringLiteral("dataflow.event.previous"), tr("Previous event"),
                            tr("Go back to the event of the chosen kind before this cycle"),
                            QKeySequence(QStringLiteral("Ctrl+Shift+F7")));
    previous->setIcon(icon(QStringLiteral("event-previous")));
    connect(previous, &QAction::triggered, this, [this] { m_controller->previousEvent(m_eventKind); });

    connect(controller, &SimulationController::loaded, this, &SimulationActions::refresh);
    connect(controller, &SimulationController::snapshotChanged, this, &SimulationActions::refresh);
    connect(controller, &SimulationController::runningChanged, this, &SimulationActions::refresh);
    refresh();
}

QString SimulationActions::nameOf(Simulator::Unit unit)
{
    switch (unit) {
    case Simulator::Unit::Cycle: return QStringLiteral("cycle");
    case Simulator::Unit::Vector: return QStringLiteral("vector");
    case Simulator::Unit::Tile: return QStringLiteral("tile");
    case Simulator::Unit::Subtile: return QStringLiteral("subtile");
    case Simulator::Unit::Layer: break;
    }
    return QStringLiteral("layer");
}

QString SimulationActions::textOf(Simulator::Unit unit)
{
    switch (unit) {
    case Simulator::Unit::Cycle: return tr("cycle");
    case Simulator::Unit::Vector: return tr("vector");
    case Simulator::Unit::Tile: return tr("tile");
    case Simulator::Unit::Subtile: return tr("subtile");
    case Simulator::Unit::Layer: break;
    }
    return tr("layer");
}

QAction *SimulationActions::add(const QString &name, const QString &text, const QString &tip, const QKeySequence &key)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setStatusTip(tip);
    showKey(action, key);
    m_all.append(action);
    m_byName.insert(name, action);
    return action;
}

void SimulationActions::showKey(QAction *action, const QKeySequence &key)
{
    action->setToolTip(key.isEmpty() ? action->statusTip()
                                     : tr("%1 (%2)").arg(action->statusTip(), key.toString(QKeySequence::NativeText)));
}

void SimulationActions::adoptKeys(const QWidget *window)
{
    for (QAction *action : m_all) {
        const QString command = action->property("command").toString();
        const auto *owner = command.isEmpty() ? nullptr : window->findChild<QAction *>(command);
        if (owner != nullptr && !owner->shortcut().isEmpty()) {
            action->setShortcut({});
            showKey(action, owner->shortcut());
        }
    }
}

QAction *SimulationActions::step(Simulator::Unit unit) const
{
    return action(QStringLiteral("dataflow.step.") + nameOf(unit));
}

QAction *SimulationActions::stepBack(Simulator::Unit unit) const
{
    return action(QStringLiteral("dataflow.back.") + nameOf(unit));
}

void SimulationActions::setSpeed(double cyclesPerSecond)
{
    m_speed = cyclesPerSecond;
    if (m_controller->isRunning()) {
        m_controller->run(m_speed);
    }
}

void SimulationActions::setEventKind(EventKind kind)
{
    m_eventKind = kind;
}

void SimulationActions::refresh()
{
    const bool loaded = m_controller->isLoaded();
    const std::shared_ptr<const Snapshot> now = m_controller->snapshot();
    const bool atStart = !now || now->next.cycle <= 0;
    const bool atEnd = !now || now->next.cycle >= now->totalCycles;
    for (const UnitControls &keys : kUnits) {
        step(keys.unit)->setEnabled(loaded && !atEnd);
        stepBack(keys.unit)->setEnabled(loaded && !atStart);
    }
    const bool running = m_controller->isRunning();
    QAction *run = action(QStringLiteral("dataflow.run"));
    run->setText(running ? tr("Pause") : tr("Run"));
    run->setIcon(icon(running ? QStringLiteral("pause") : QStringLiteral("run")));
    run->setEnabled(loaded && (running || !atEnd));
    action(QStringLiteral("dataflow.runToBreakpoint"))->setEnabled(loaded && !atEnd);
    action(QStringLiteral("dataflow.event.next"))->setEnabled(loaded && !atEnd);
    action(QStringLiteral("dataflow.event.previous"))->setEnabled(loaded && !atStart);
}

} // namespace vsq
