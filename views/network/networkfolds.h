// SPDX-License-Identifier: GPL-3.0-or-later
// Puts a row with sums above each block that the network repeats, and folds its layers away. Only while the layers stand in the
// network's order; a filter unfolds what it finds.
#pragma once

#include "core/network/repeatedblocks.h"

#include <QAbstractProxyModel>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vsq {

class NetworkFilter;
class NetworkModel;

class NetworkFolds : public QAbstractProxyModel {
    Q_OBJECT
public:
    enum DataRole { BlockRole = Qt::UserRole + 100 /* int: of a block's own row; -1 for a layer */ };

    NetworkFolds(NetworkModel *model, NetworkFilter *filter, QObject *parent = nullptr);

    /// Whether blocks have rows at all. By itself in networks of many layers.
    [[nodiscard]] bool showsBlocks() const;
    void setShowsBlocks(bool shows);
    /// The user's own choice of that; nothing where there is none.
    [[nodiscard]] const std::optional<bool> &choice() const { return m_shows; }
    /// Whether there is anything to fold: blocks, in the network's order.
    [[nodiscard]] bool hasBlocks() const;
    [[nodiscard]] bool isFolded(int block) const;
    void setFolded(int block, bool folded);
    void setAllFolded(bool folded);
    /// Unfolds the block of this layer, if it is folded. layer: index into the network's layers.
    void reveal(int layer);
    /// Of a row of this model: its block; -1 where it is a layer's.
    [[nodiscard]] int blockAt(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex &index) const override;
    QModelIndex mapFromSource(const QModelIndex &source) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        int block = -1;  ///< of the block's own row
        int source = -1; ///< row of the filter, for a layer's
        int inside = -1; ///< block that a layer's row stands below
    };

    void takeNetwork();
    void rebuild();
    [[nodiscard]] QVariant blockData(int block, int column, int role) const;
    [[nodiscard]] QString blockText(int block, int column) const;
    /// Sum over the block's layers; nothing where one of the chip's is not known. Of the utilisation the mean over cycles.
    [[nodiscard]] std::optional<double> sumOf(int block, int column) const;

    NetworkModel *m_model;
    NetworkFilter *m_filter;
    std::vector<LayerBlock> m_blocks;
    std::set<std::string> m_folded; ///< names of blocks
    std::optional<bool> m_shows;    ///< the user's choice
    std::vector<Row> m_rows;
    std::vector<int> m_place; ///< row by the filter's row; -1: folded away
};

} // namespace vsq
