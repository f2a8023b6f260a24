// SPDX-License-Identifier: GPL-3.0-or-later
// The row of controls above the picture: step and step back by each unit, run and its speed, zoom.
#pragma once

#include <QList>
#include <QWidget>

class QComboBox;
class QLabel;

namespace vsq {

class SimulationActions;
class View;

class ControlBar : public QWidget {
    Q_OBJECT
public:
    ControlBar(SimulationActions *actions, View *view);

    /// Without the units' names, which give way where the window is narrow.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int widthOfNames() const;

    SimulationActions *m_actions;
    QComboBox *m_speed;
    QList<QLabel *> m_names; ///< of the units, between their two buttons
};

} // namespace vsq
