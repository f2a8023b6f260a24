// SPDX-License-Identifier: GPL-3.0-or-later
// The breakpoints as a table that can be edited: a row a breakpoint, a column a condition; what is left open matches all.
#pragma once

#include "core/chip/breakpoint.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace vsq {

class BreakpointModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Enabled, Event, M, N, K, A, ColumnCount };

    explicit BreakpointModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void setBreakpoints(const std::vector<Breakpoint> &breakpoints);
    [[nodiscard]] const std::vector<Breakpoint> &breakpoints() const { return m_breakpoints; }
    /// Where the open layer's loop indices end, 0: not known. Values beyond are refused; those of another layer stay, greyed.
    void setEnds(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t a);
    /// End of the index of a column, 0: not known or no index.
    [[nodiscard]] std::int64_t endOf(int column) const;
    /// The row that stopped the run, shown in bold; -1: none.
    void setStopped(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Does not change the model: asks for the changed list by breakpointsWanted, which comes back by setBreakpoints().
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void breakpointsWanted(const std::vector<vsq::Breakpoint> &breakpoints);
    void refused(const QString &text); ///< what was typed is no condition: why

private:
    [[nodiscard]] bool isBeyond(const Breakpoint &breakpoint) const;

    std::vector<Breakpoint> m_breakpoints;
    int m_stopped = -1;
    std::int64_t m_ends[ColumnCount] = {};
};

/// "saturation", "zero scale", ... for people; "position" for -1.
QString eventName(int event);
/// Event and condition of a breakpoint: "position", "saturation", "sum:any >= 4194304".
QString causeText(const Breakpoint &breakpoint);
/// Why and where a run stopped, with the values that met a condition: "m 16, k 3", "sum, lane 3 is 4,194,305, so sum:any >= ...".
QString stopText(const Breakpoint &breakpoint, const Snapshot &snapshot);

} // namespace vsq
