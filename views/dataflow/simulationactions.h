// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the simulation as a QAction with a stable name ("dataflow.step.cycle"), a key and a tooltip; they are
// the toolbar's buttons and the entries of the application's command table.
#pragma once

#include "core/chip/simulator.h"

#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>

namespace vsq {

class SimulationController;

class SimulationActions : public QObject {
    Q_OBJECT
public:
    SimulationActions(SimulationController *controller, QObject *parent);

    [[nodiscard]] const QList<QAction *> &all() const { return m_all; }
    /// By name; null where there is none.
    [[nodiscard]] QAction *action(const QString &name) const { return m_byName.value(name); }
    [[nodiscard]] QAction *step(Simulator::Unit unit) const;
    [[nodiscard]] QAction *stepBack(Simulator::Unit unit) const;

    [[nodiscard]] double speed() const { return m_speed; }
    void setSpeed(double cyclesPerSecond); ///< of run(); 0: as fast as it goes
    [[nodiscard]] EventKind eventKind() const { return m_eventKind; }
    void setEventKind(EventKind kind);
    /// Adds a command that belongs to the view, so that it is listed with the others.
    QAction *add(const QString &name, const QString &text, const QString &tip, const QKeySequence &key);

    /// Where the window has a command of its own for the same thing, its key is shown and ours given up: no key twice.
    void adoptKeys(const QWidget *window);

    static QString nameOf(Simulator::Unit unit); ///< "cycle"
    static QString textOf(Simulator::Unit unit); ///< translated

private:
    static void showKey(QAction *action, const QKeySequence &key);
    void refresh();

    SimulationController *m_controller;
    QList<QAction *> m_all;
    QHash<QString, QAction *> m_byName;
    double m_speed = 100.0;
    EventKind m_eventKind = EventKind::Saturation;
};

} // namespace vsq
