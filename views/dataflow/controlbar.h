// SPDX-License-Identifier: GPL-3.0-or-later
// The row of controls above the picture: step and step back by each unit, run and its speed, zoom.
#pragma once

#include <QWidget>

class QComboBox;

namespace vsq {

class SimulationActions;
class View;

class ControlBar : public QWidget {
    Q_OBJECT
public:
    ControlBar(SimulationActions *actions, View *view);

private:
    SimulationActions *m_actions;
    QComboBox *m_speed;
};

} // namespace vsq
