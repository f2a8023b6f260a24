// SPDX-License-Identifier: GPL-3.0-or-later
// The layers of the open network as a table. Delegates and exports read roles only.
#pragma once

#include "views/workspace/workspace.h"

#include <QAbstractTableModel>

#include <array>

namespace vsq {

class NetworkModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Operator, M, N, K, Count, Macs, Where, Format, Cycles, Utilisation, Sqnr, Energy, ColumnCount };
    enum DataRole {
        ValueRole = Qt::UserRole, ///< double, invalid where there is none: sorting, bars, CSV
        PlainRole,                ///< text in the C locale for files and the clipboard
        OnChipRole,               ///< bool
    };

    explicit NetworkModel(Workspace *workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    [[nodiscard]] static bool isNumeric(int column);
    /// Column's name for files and `vsq info --json`: "M", "macs", "where".
    [[nodiscard]] static QString plainName(int column);
    /// Largest value of a numeric column, for bars; 0 when there is none.
    [[nodiscard]] double maximum(int column) const;
    /// A value of a numeric column as the table shows it.
    [[nodiscard]] static QString shown(int column, double number);
    /// Of a numeric column, in the unit of its header; empty while it is not known.
    [[nodiscard]] std::optional<double> value(int row, int column) const;

private:
    void reload();
    void refreshMaxima();
    [[nodiscard]] bool runsOnChip(int row) const;             ///< a product, in one of the chip's formats
    [[nodiscard]] const LayerReport *measured(int row) const; ///< null while it is not
    [[nodiscard]] const LayerCost *costOf(int row) const;     ///< the same
    void tellOfAll();
    /// The baseline's number for a cell: nothing without a baseline, without such a layer, or where it is no number.
    [[nodiscard]] std::optional<double> baseline(int row, int column) const;
    /// "+1.2 k from the baseline's 3.4 k", "the baseline has no such layer"; empty without a baseline.
    [[nodiscard]] QString besideBaseline(int row, int column) const;
    [[nodiscard]] QString display(int row, int column) const;

    Workspace *m_workspace;
    int m_rows = 0;
    std::array<double, ColumnCount> m_maxima{};
};

} // namespace vsq
