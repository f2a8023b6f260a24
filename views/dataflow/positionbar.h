// SPDX-License-Identifier: GPL-3.0-or-later
// Beneath the picture: the position slider over the whole layer, go to cycle, the position in words, and the way to the
// next and previous event.
#pragma once

#include "core/chip/snapshot.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QSlider;
class QSpinBox;

namespace vsq {

class ElidedText;
class SimulationActions;

class PositionBar : public QWidget
{
    Q_OBJECT
public:
    PositionBar(SimulationActions *actions, QWidget *parent = nullptr);

    void setSnapshot(const std::shared_ptr<const Snapshot> &snapshot);
    /// A remark beside the position ("stopped at breakpoint 2"), until the position changes.
    void setRemark(const QString &remark);
    void focusGoTo();

Q_SIGNALS:
    void seekWanted(qint64 cycle);

private:
    void seek(qint64 cycle);

    QSlider *m_slider;
    QSpinBox *m_goTo;
    ElidedText *m_position;
    ElidedText *m_remark;
    QComboBox *m_events;
    std::int64_t m_total = 0;
    double m_perStep = 1.0; ///< cycles a slider step: above 1 only where a layer has more than 2^30 cycles
};

} // namespace vsq
