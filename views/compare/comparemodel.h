// SPDX-License-Identifier: GPL-3.0-or-later
// A table of layers: what is set now, its difference from the baseline, and where values differ. Layers that one of the two has
// not are marked.
#pragma once

#include "core/layer/runcomparison.h"
#include "core/layer/rundiff.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace vsq {

class CompareModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        Cycles,
        CyclesDifference,
        Utilisation,
        UtilisationDifference,
        Sqnr,
        SqnrDifference,
        Energy,
        EnergyDifference,
        Different, ///< values that differ, of a search for the first divergence
        Largest,
        ColumnCount
    };
    enum DataRole { ValueRole = Qt::UserRole, PlainRole }; ///< double; text in the C locale

    /// Whether a column is now minus the baseline of the one before it.
    static bool isDifference(int column);

    explicit CompareModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    /// The run alone where there is no baseline; else what RunList::compared() has.
    void setLayers(const std::vector<LayerNumbers> &now);
    void setLayers(const std::vector<ComparedLayer> &compared);
    void setDifference(std::optional<RunDifference> difference);

    [[nodiscard]] const std::string &layerOf(int row) const { return m_rows[static_cast<std::size_t>(row)].layer.name; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// All of it, the header first, in the C locale.
    [[nodiscard]] std::vector<QStringList> table() const;

private:
    struct Row {
        ComparedLayer layer;
        std::optional<LayerDifference> difference;
    };
    [[nodiscard]] std::optional<double> value(const Row &row, int column) const;
    [[nodiscard]] QString missing(const Row &row) const;
    void setRows(const std::vector<ComparedLayer> &layers, bool hasBaseline);
    void takeDifference();

    std::vector<Row> m_rows;
    bool m_hasBaseline = false;
    std::optional<RunDifference> m_difference;
};

} // namespace vsq
