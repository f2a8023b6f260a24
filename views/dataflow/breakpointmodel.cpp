// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/breakpointmodel.h"

#include "core/base/error.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"
#include "views/workspace/signalname.h"

#include <QCoreApplication>
#include <QFont>
#include <QGuiApplication>
#include <QPalette>

namespace vsq {

namespace {

std::int64_t Breakpoint::*indexOf(int column)
{
    switch (column) {
    case BreakpointModel::M: return &Breakpoint::m;
    case BreakpointModel::N: return &Breakpoint::n;
    case BreakpointModel::K: return &Breakpoint::k;
    case BreakpointModel::A: return &Breakpoint::a;
    default: return nullptr;
    }
}

} // namespace

QString eventName(int event)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("vsq::BreakpointModel", text); };
    switch (static_cast<EventKind>(event)) {
    case EventKind::Saturation: return say("saturation");
    case EventKind::ZeroScale: return say("zero scale");
    case EventKind::ScaleRoundedToZero: return say("scale rounded to zero");
    case EventKind::Stall: return say("stall");
    case EventKind::TileDone: return say("tile done");
    case EventKind::SoftmaxRow: return say("softmax row done");
    case EventKind::SubtileDone: return say("subtile done");
    case EventKind::LayerDone: return say("layer done");
    }
    return say("position");
}

QString causeText(const Breakpoint &breakpoint)
{
    if (!breakpoint.condition) {
        return eventName(breakpoint.event);
    }
    const QString condition = QString::fromStdString(toText(*breakpoint.condition));
    return breakpoint.event < 0
               ? condition
               : QCoreApplication::translate("vsq::BreakpointModel", "%1 with %2").arg(eventName(breakpoint.event), condition);
}

QString stopText(const Breakpoint &breakpoint, const Snapshot &snapshot)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("vsq::BreakpointModel", text); };
    QStringList parts;
    for (const auto &[name, index] : {std::pair("m", breakpoint.m), std::pair("n", breakpoint.n), std::pair("k", breakpoint.k),
                                      std::pair("a", breakpoint.a)}) {
        if (index >= 0) {
            parts.append(QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(index));
        }
    }
    if (breakpoint.event >= 0) {
        QString event = eventName(breakpoint.event);
        for (const Event &raised : snapshot.events) {
            if (static_cast<int>(raised.kind) == breakpoint.event && raised.lane >= 0) {
                event += say(" in lane %1").arg(raised.lane);
                break;
            }
        }
        parts.append(event);
    }
    if (breakpoint.condition) {
        ChipSignal signal = breakpoint.condition->signal;
        const bool any = hasLane(signal.kind) && signal.lane < 0;
        for (int lane = any ? 0 : signal.lane; lane < (any ? kLanes : signal.lane + 1); ++lane) {
            signal.lane = lane;
            const auto value = valueOf(signal, snapshot);
            if (value && breakpoint.condition->holdsFor(*value)) {
                parts.append(
                    say("%1 is %2 (%3)")
                        .arg(nameOf(signal), number::integer(*value), QString::fromStdString(toText(*breakpoint.condition))));
                break;
            }
        }
    }
    return parts.isEmpty() ? say("any position") : parts.join(QStringLiteral(", "));
}

void BreakpointModel::setBreakpoints(const std::vector<Breakpoint> &breakpoints)
{
    if (breakpoints == m_breakpoints) {
        return;
    }
    beginResetModel();
    m_breakpoints = breakpoints;
    m_stopped = -1;
    endResetModel();
}

void BreakpointModel::setEnds(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t a)
{
    m_ends[M] = m;
    m_ends[N] = n;
    m_ends[K] = k;
    m_ends[A] = a;
    if (!m_breakpoints.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole, Qt::ToolTipRole});
    }
}

std::int64_t BreakpointModel::endOf(int column) const
{
    return column >= 0 && column < ColumnCount ? m_ends[column] : 0;
}

bool BreakpointModel::isBeyond(const Breakpoint &breakpoint) const
{
    for (int column = 0; column < ColumnCount; ++column) {
        const auto field = indexOf(column);
        if (field != nullptr && m_ends[column] > 0 && breakpoint.*field >= m_ends[column]) {
            return true;
        }
    }
    return false;
}

void BreakpointModel::setStopped(int row)
{
    m_stopped = row;
    if (!m_breakpoints.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::FontRole});
    }
}

int BreakpointModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_breakpoints.size());
}

int BreakpointModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BreakpointModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Breakpoint &breakpoint = m_breakpoints[static_cast<std::size_t>(index.row())];
    const auto field = indexOf(index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Event) {
            return causeText(breakpoint);
        }
        if (field != nullptr) {
            return breakpoint.*field < 0 ? tr("any") : QString::number(breakpoint.*field);
        }
        break;
    case Qt::EditRole:
        if (index.column() == Event) {
            return breakpoint.condition ? QVariant(QString::fromStdString(toText(*breakpoint.condition)))
                                        : QVariant(breakpoint.event);
        }
        if (field != nullptr) {
            return static_cast<int>(breakpoint.*field);
        }
        break;
    case Qt::CheckStateRole:
        if (index.column() == Enabled) {
            return breakpoint.enabled ? Qt::Checked : Qt::Unchecked;
        }
        break;
    case Qt::TextAlignmentRole:
        return field != nullptr ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont font;
        font.setBold(index.row() == m_stopped);
        return font;
    }
    case Qt::ForegroundRole:
        if (isBeyond(breakpoint)) {
            return QGuiApplication::palette().brush(QPalette::Disabled, QPalette::Text);
        }
        break;
    case Qt::AccessibleTextRole:
        if (index.column() == Enabled) {
            return breakpoint.enabled ? tr("enabled") : tr("disabled");
        }
        break;
    case Qt::ToolTipRole:
        if (isBeyond(breakpoint)) {
            return tr("Never met in the open layer: its indices end before");
        }
        if (field != nullptr && m_ends[index.column()] > 0) {
            return tr("Value of the loop index, 0 to %1 in the open layer, or any").arg(m_ends[index.column()] - 1);
        }
        return index.column() == Event ? tr("What must happen in the cycle, or only the position; or a condition on a value, as "
                                            "sum:any >= 4194304, collector:5:3 < 0, p8:0 = 0, ppu:2:0 > 100")
               : field != nullptr      ? tr("Value of the loop index, or any")
                                       : tr("Whether runs stop here");
    default: break;
    }
    return {};
}

QVariant BreakpointModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) {
        static const QString kNames[ColumnCount] = {
            tr("On"), tr("Stop at"), QStringLiteral("m"), QStringLiteral("n"), QStringLiteral("k"), QStringLiteral("a")};
        return kNames[section];
    }
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section > Event) {
        return int(Qt::AlignRight | Qt::AlignVCenter);
    }
    return {};
}

Qt::ItemFlags BreakpointModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags base = QAbstractTableModel::flags(index);
    return index.column() == Enabled ? base | Qt::ItemIsUserCheckable : base | Qt::ItemIsEditable;
}

bool BreakpointModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return false;
    }
    std::vector<Breakpoint> changed = m_breakpoints;
    Breakpoint &breakpoint = changed[static_cast<std::size_t>(index.row())];
    if (role == Qt::CheckStateRole && index.column() == Enabled) {
        breakpoint.enabled = value.toInt() == Qt::Checked;
    } else if (role == Qt::EditRole && index.column() == Event) {
        breakpoint.condition.reset();
        if (value.userType() == QMetaType::QString) {
            try {
                breakpoint.condition = valueConditionFromText(value.toString().toStdString());
                breakpoint.event = -1;
            } catch (const Error &error) {
                Q_EMIT refused(coreText(error.what()));
                return false;
            }
        } else {
            breakpoint.event = value.toInt();
        }
    } else if (const auto field = indexOf(index.column()); role == Qt::EditRole && field != nullptr) {
        const std::int64_t wanted = value.toLongLong();
        if (wanted < -1 || (m_ends[index.column()] > 0 && wanted >= m_ends[index.column()])) {
            return false;
        }
        breakpoint.*field = wanted;
    } else {
        return false;
    }
    Q_EMIT breakpointsWanted(changed);
    return true;
}

} // namespace vsq
