// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/watch.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace vsq {

namespace {

bool inRange(int value, int count)
{
    return value >= 0 && value < count;
}

QString say(const char *text)
{
    return QCoreApplication::translate("vsq::WatchModel", text);
}

} // namespace

QString nameOf(const Watch &watch)
{
    switch (watch.kind) {
    case Watch::Kind::LaneTree: return say("tree, lane %1").arg(watch.lane);
    case Watch::Kind::LaneScale: return say("p8, lane %1").arg(watch.lane);
    case Watch::Kind::LaneTerm: return say("term, lane %1").arg(watch.lane);
    case Watch::Kind::LaneSum: return say("sum, lane %1").arg(watch.lane);
    case Watch::Kind::CollectorEntry: return say("entry %1, lane %2").arg(watch.entry).arg(watch.lane);
    case Watch::Kind::CodeA: return say("A code %1, lane %2").arg(watch.element).arg(watch.lane);
    case Watch::Kind::CodeB: return say("B code %1").arg(watch.element);
    case Watch::Kind::Product: return say("product %1, lane %2").arg(watch.element).arg(watch.lane);
    }
    return {};
}

std::optional<std::int64_t> valueOf(const Watch &watch, const Snapshot &snapshot)
{
    const bool laneNeeded = watch.kind != Watch::Kind::CodeB;
    if (laneNeeded && !inRange(watch.lane, kLanes)) {
        return std::nullopt;
    }
    const auto lane = static_cast<std::size_t>(std::max(0, watch.lane));
    const auto element = static_cast<std::size_t>(std::max(0, watch.element));
    const LaneState &state = snapshot.lanes[lane];
    const auto live = [&](std::int64_t value) { return state.active ? std::optional(value) : std::nullopt; };
    switch (watch.kind) {
    case Watch::Kind::LaneTree: return live(state.tree);
    case Watch::Kind::LaneScale: return live(state.roundedScale);
    case Watch::Kind::LaneTerm: return live(state.term);
    case Watch::Kind::LaneSum: return live(state.sumOut);
    case Watch::Kind::CollectorEntry:
        if (inRange(watch.entry, kCollectorEntries) && snapshot.collectorValid[static_cast<std::size_t>(watch.entry)]) {
            return snapshot.collector[static_cast<std::size_t>(watch.entry)][lane];
        }
        return std::nullopt;
    case Watch::Kind::CodeA:
        return inRange(watch.element, vectorSize(snapshot.mode)) && snapshot.aRegister[lane].valid
                   ? std::optional<std::int64_t>(snapshot.aRegister[lane].codes[element])
                   : std::nullopt;
    case Watch::Kind::CodeB:
        return inRange(watch.element, vectorSize(snapshot.mode)) && snapshot.bWord.valid
                   ? std::optional<std::int64_t>(snapshot.bWord.codes[element])
                   : std::nullopt;
    case Watch::Kind::Product:
        return inRange(watch.element, vectorSize(snapshot.mode)) ? live(state.products[element]) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<Watch> watchesFor(const Selection &selection)
{
    std::vector<Watch> result;
    const auto add = [&](Watch::Kind kind) { result.push_back({kind, selection.lane, selection.entry, selection.element}); };
    if (selection.operand == Selection::Operand::Activations && selection.element >= 0) {
        result.push_back({Watch::Kind::CodeB, -1, -1, selection.element});
        return result;
    }
    if (selection.lane < 0) {
        return result;
    }
    if (selection.element >= 0) {
        result.push_back({Watch::Kind::CodeA, selection.lane, -1, selection.element});
        result.push_back({Watch::Kind::Product, selection.lane, -1, selection.element});
    } else if (selection.entry >= 0) {
        add(Watch::Kind::CollectorEntry);
        result.back().element = -1;
    } else {
        for (const Watch::Kind kind : {Watch::Kind::LaneTree, Watch::Kind::LaneScale, Watch::Kind::LaneSum}) {
            add(kind);
        }
    }
    return result;
}

void WatchModel::add(const std::vector<Watch> &watches)
{
    for (const Watch &watch : watches) {
        if (std::find(m_watches.begin(), m_watches.end(), watch) == m_watches.end()) {
            beginInsertRows({}, rowCount(), rowCount());
            m_watches.push_back(watch);
            endInsertRows();
        }
    }
}

void WatchModel::remove(int row)
{
    if (row >= 0 && row < rowCount()) {
        beginRemoveRows({}, row, row);
        m_watches.erase(m_watches.begin() + row);
        endRemoveRows();
    }
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
