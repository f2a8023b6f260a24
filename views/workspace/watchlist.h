// SPDX-License-Identifier: GPL-3.0-or-later
// The values on the chip that the user keeps an eye on, in every view: numbers beside the chip, traces over cycles.
#pragma once

#include "core/chip/chipsignal.h"

#include <QObject>

#include <vector>

namespace vsq {

class WatchList : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const std::vector<ChipSignal> &signalList() const { return m_signals; }
    void add(const std::vector<ChipSignal> &watched); ///< those not watched yet
    void remove(const ChipSignal &signal);
    void set(std::vector<ChipSignal> watched);

Q_SIGNALS:
    void changed();

private:
    std::vector<ChipSignal> m_signals;
};

} // namespace vsq
