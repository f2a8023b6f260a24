// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/simulationactions.h"

#include "views/icons/icon.h"
#include "views/workspace/simulationcontroller.h"

#include <QAction>

namespace vsq {

namespace {

/// A unit's two rows, in plain text that lupdate finds.
struct UnitRows {
    Simulator::Unit unit;
    const char *text;
    const char *key;
    const char *icon;
    const char *tip;
    const char *backText;
    const char *backKey;
    const char *backIcon;
    const char *backTip;
    int group;
};

#define TEXT(text) QT_TRANSLATE_NOOP("vsq::SimulationActions", text)

constexpr UnitRows kUnits[] = {
    {Simulator::Unit::Cycle, TEXT("Step one &cycle"), "F8", "step", TEXT("Execute the next clock cycle."),
     TEXT("Step back one c&ycle"), "Shift+F8", "step-back", TEXT("Undo the last clock cycle."), 0},
    {Simulator::Unit::Vector, TEXT("Step one &vector"), "F9", "vector", TEXT("Run to the next vector along K."),
     TEXT("Back one v&ector"), "Shift+F9", "vector-back", TEXT("Go to the beginning of this or the previous vector along K."), 1},
    {Simulator::Unit::Tile, TEXT("Step one &tile"), "F10", "tile", TEXT("Run to the next tile."), TEXT("Back one t&ile"),
     "Shift+F10", "tile-back", TEXT("Go to the beginning of this or the previous tile."), 1},
    {Simulator::Unit::Subtile, TEXT("Step one &subtile"), "F11", "subtile", TEXT("Run to the next subtile."),
     TEXT("Back one su&btile"), "Shift+F11", "subtile-back", TEXT("Go to the beginning of this or the previous subtile."), 1},
    {Simulator::Unit::Layer, TEXT("To the en&d of the layer"), "F12", "last", TEXT("Run to the last cycle."),
     TEXT("To the be&ginning of the layer"), "Shift+F12", "first", TEXT("Go to cycle 0."), 1},
};

#undef TEXT

} // namespace

SimulationActions::SimulationActions(SimulationController *controller, const Add &add, QObject *parent)
    : QObject(parent), m_controller(controller)
{
    addUnits(add);
    const auto command = [this, &add](Command row, std::function<void()> handler) {
        row.menu = Menu::Chip;
        m_byId.insert(row.id, add(row, std::move(handler)));
    };
    command({.id = QStringLiteral("dataflow.run"),
             .text = tr("&Run"),
             .shortcut = QStringLiteral("F5"),
             .icon = QStringLiteral("run"),
             .tip = tr("Run at the chosen speed to the next breakpoint or the end; pause while running."),
             .group = 2},
            [this] { m_controller->isRunning() ? m_controller->pause() : m_controller->run(m_speed); });
    command({.id = QStringLiteral("dataflow.runToBreakpoint"),
             .text = tr("Run to brea&kpoint"),
             .shortcut = QStringLiteral("Shift+F5"),
             .icon = QStringLiteral("run-to-breakpoint"),
             .tip = tr("Run as fast as it goes to the next breakpoint, or to the end."),
             .group = 2},
            [this] { m_controller->run(0.0); });
    command({.id = QStringLiteral("dataflow.event.previous"),
             .text = tr("Previ&ous event"),
             .shortcut = QStringLiteral("Shift+F7"),
             .icon = QStringLiteral("event-previous"),
             .tip = tr("Go back to the event of the chosen kind before this cycle."),
             .group = 3},
            [this] { m_controller->previousEvent(m_eventKind); });
    command({.id = QStringLiteral("dataflow.event.next"),
             .text = tr("&Next event"),
             .shortcut = QStringLiteral("F7"),
             .icon = QStringLiteral("event-next"),
             .tip = tr("Run to the next event of the chosen kind."),
             .group = 3},
            [this] { m_controller->nextEvent(m_eventKind); });

    connect(controller, &SimulationController::loaded, this, &SimulationActions::refresh);
    connect(controller, &SimulationController::snapshotChanged, this, &SimulationActions::refresh);
    connect(controller, &SimulationController::runningChanged, this, &SimulationActions::refresh);
    refresh();
}

void SimulationActions::addUnits(const Add &add)
{
    for (const UnitRows &rows : kUnits) {
        const Simulator::Unit unit = rows.unit;
        const QString back = QStringLiteral("dataflow.back.") + nameOf(unit);
        const QString forward = QStringLiteral("dataflow.step.") + nameOf(unit);
        m_byId.insert(back, add({.id = back,
                                 .text = tr(rows.backText),
                                 .shortcut = QLatin1String(rows.backKey),
                                 .icon = QLatin1String(rows.backIcon),
                                 .tip = tr(rows.backTip),
                                 .menu = Menu::Chip,
                                 .group = rows.group},
                                [this, unit] { m_controller->stepBack(unit); }));
        m_byId.insert(forward, add({.id = forward,
                                    .text = tr(rows.text),
                                    .shortcut = QLatin1String(rows.key),
                                    .icon = QLatin1String(rows.icon),
                                    .tip = tr(rows.tip),
                                    .menu = Menu::Chip,
                                    .group = rows.group},
                                   [this, unit] { m_controller->step(unit); }));
    }
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
    if (cyclesPerSecond == m_speed) {
        return;
    }
    m_speed = cyclesPerSecond;
    if (m_controller->isRunning()) {
        m_controller->run(m_speed);
    }
    Q_EMIT speedChanged();
}

void SimulationActions::setEventKind(EventKind kind)
{
    if (kind != m_eventKind) {
        m_eventKind = kind;
        Q_EMIT eventKindChanged();
    }
}

void SimulationActions::refresh()
{
    const bool loaded = m_controller->isLoaded();
    const std::shared_ptr<const Snapshot> now = m_controller->snapshot();
    const bool atStart = !now || now->next.cycle <= 0;
    const bool atEnd = !now || now->next.cycle >= now->totalCycles;
    for (const UnitRows &rows : kUnits) {
        step(rows.unit)->setEnabled(loaded && !atEnd);
        stepBack(rows.unit)->setEnabled(loaded && !atStart);
    }
    const bool running = m_controller->isRunning();
    QAction *run = action(QStringLiteral("dataflow.run"));
    if (const QString text = running ? tr("Pause") : tr("&Run"); run->text() != text) {
        run->setText(text);
        run->setIcon(icon(running ? QStringLiteral("pause") : QStringLiteral("run")));
    }
    run->setEnabled(loaded && (running || !atEnd));
    action(QStringLiteral("dataflow.runToBreakpoint"))->setEnabled(loaded && !atEnd);
    action(QStringLiteral("dataflow.event.next"))->setEnabled(loaded && !atEnd);
    action(QStringLiteral("dataflow.event.previous"))->setEnabled(loaded && !atStart);
}

} // namespace vsq
