// SPDX-License-Identifier: GPL-3.0-or-later
// The open layer on the chip as core explains it: operands with plan, schedule and post-processing, as the simulator runs them.
// Made in a job when a view first wants it; views share it.
#pragma once

#include "core/layer/openedchip.h"

#include <QObject>
#include <QString>

#include <memory>

namespace vsq {

class Workspace;

class LayerChip : public QObject {
    Q_OBJECT
public:
    explicit LayerChip(Workspace *workspace);

    /// Null until it is made, and where no layer is open or the chip cannot run it.
    [[nodiscard]] const std::shared_ptr<const OpenedChip> &chip() const { return m_chip; }
    /// Why there is none though it was wanted; empty where it is being made.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// Makes it where it is out of date; changed() follows.
    void want();

Q_SIGNALS:
    void changed();

private:
    struct Key {
        std::shared_ptr<const LayerData> data;
        ChipConfig config;
        NumberFormat next;
        bool operator==(const Key &) const = default;
    };
    [[nodiscard]] Key key() const;
    void forgetOld();

    Workspace *m_workspace;
    Key m_key; ///< of what is there or being made
    std::shared_ptr<const OpenedChip> m_chip;
    QString m_problem;
    bool m_made = true;
    int m_job = 0;
};

} // namespace vsq
