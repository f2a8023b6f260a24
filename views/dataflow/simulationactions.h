// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the simulation: step and step back by each unit, run, events. Rows of the application's table of commands,
// and the buttons of the Dataflow view.
#pragma once

#include "core/chip/simulator.h"
#include "views/workspace/command.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace vsq {

class SimulationController;

class SimulationActions : public QObject {
    Q_OBJECT
public:
    /// Makes a view's command of a row and what it does.
    using Add = std::function<QAction *(const Command &row, std::function<void()> handler)>;
    SimulationActions(SimulationController *controller, const Add &add, QObject *parent);

    /// By id; null where there is none.
    [[nodiscard]] QAction *action(const QString &id) const { return m_byId.value(id); }
    [[nodiscard]] QAction *step(Simulator::Unit unit) const;
    [[nodiscard]] QAction *stepBack(Simulator::Unit unit) const;

    [[nodiscard]] double speed() const { return m_speed; }
    void setSpeed(double cyclesPerSecond); ///< of run(); 0: as fast as it goes
    [[nodiscard]] EventKind eventKind() const { return m_eventKind; }
    void setEventKind(EventKind kind);

    static QString nameOf(Simulator::Unit unit); ///< "cycle"
    static QString textOf(Simulator::Unit unit); ///< translated

Q_SIGNALS:
    void speedChanged();
    void eventKindChanged();

private:
    void addUnits(const Add &add);
    void refresh();

    SimulationController *m_controller;
    QHash<QString, QAction *> m_byId;
    double m_speed = 100.0;
    EventKind m_eventKind = EventKind::Saturation;
};

} // namespace vsq
