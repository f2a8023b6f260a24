// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/watch.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/signalname.h"

#include <algorithm>

namespace vsq {

void WatchModel::setWatches(std::vector<Watch> watches)
{
    beginResetModel();
    m_watches = std::move(watches);
    endResetModel();
}

void WatchModel::setSnapshot(const std::shared_ptr<const Snapshot> &snapshot)
{
    m_before = m_now;
    m_now = snapshot;
    if (!m_watches.empty()) {
        Q_EMIT dataChanged(index(0, Value), index(rowCount() - 1, Change));
    }
}

int WatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_watches.size());
}

int WatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WatchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Watch &watch = m_watches[static_cast<std::size_t>(index.row())];
    std::int64_t now = 0;
    std::int64_t before = 0;
    const auto read = [&](const std::shared_ptr<const Snapshot> &snapshot, std::int64_t &value) {
        const std::optional<std::int64_t> held = snapshot ? valueOf(watch, *snapshot) : std::optional<std::int64_t>();
        value = held.value_or(0);
        return held.has_value();
    };
    const bool has = read(m_now, now);
    const bool had = read(m_before, before);
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case Name: return nameOf(watch);
        case Value: return has ? number::integer(now) : QStringLiteral("\u2013");
        case Change:
            if (const std::int64_t difference = now - before; has && had && difference != 0) {
                return (difference > 0 ? QStringLiteral("+") : QStringLiteral("-")) + number::integer(std::abs(difference));
            }
            return QString();
        default: break;
        }
    }
    if (role == Qt::TextAlignmentRole) {
        return index.column() == Name ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == Qt::FontRole && index.column() != Name) {
        return Theme::monospace();
    }
    if (role == Qt::ForegroundRole && index.column() == Change) {
        return Theme::current().color(Role::MutedText);
    }
    return {};
}

QVariant WatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) {
        return section == Name ? tr("Watched") : section == Value ? tr("Value") : tr("Change");
    }
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return section == Name ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    }
    return {};
}

} // namespace vsq
