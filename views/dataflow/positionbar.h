// SPDX-License-Identifier: GPL-3.0-or-later
// Beneath the picture: the position in words, the slider over the whole layer, and go to cycle.
#pragma once

#include "core/chip/snapshot.h"

#include <QWidget>

#include <memory>

class QSlider;
class QSpinBox;

namespace vsq {

class ElidedText;

class PositionBar : public QWidget {
    Q_OBJECT
public:
    explicit PositionBar(QWidget *parent = nullptr);

    void setSnapshot(const std::shared_ptr<const Snapshot> &snapshot);
    void focusGoTo();

Q_SIGNALS:
    void seekWanted(qint64 cycle);
    void entered(); ///< a cycle was typed: the keys are the chip's again, Ctrl+Z too

private:
    void seek(qint64 cycle);

    QSlider *m_slider;
    QSpinBox *m_goTo;
    ElidedText *m_position;
    std::int64_t m_total = 0;
    double m_perStep = 1.0; ///< cycles a slider step: above 1 only where a layer has more than 2^30 cycles
};

} // namespace vsq
