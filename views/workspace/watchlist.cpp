// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/watchlist.h"

#include <algorithm>

namespace vsq {

void WatchList::add(const std::vector<ChipSignal> &watched)
{
    std::vector<ChipSignal> all = m_signals;
    for (const ChipSignal &signal : watched) {
        if (std::find(all.begin(), all.end(), signal) == all.end()) {
            all.push_back(signal);
        }
    }
    set(std::move(all));
}

void WatchList::remove(const ChipSignal &signal)
{
    std::vector<ChipSignal> all = m_signals;
    std::erase(all, signal);
    set(std::move(all));
}

void WatchList::set(std::vector<ChipSignal> watched)
{
    if (watched != m_signals) {
        m_signals = std::move(watched);
        Q_EMIT changed();
    }
}

} // namespace vsq
