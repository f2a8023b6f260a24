// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/network/networkfolds.h"

#include "views/network/networkfilter.h"
#include "views/network/networkmodel.h"
#include "views/theme/theme.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr int kManyLayers = 24; ///< from here on blocks have rows of their own unasked

} // namespace

NetworkFolds::NetworkFolds(NetworkModel *model, NetworkFilter *filter, QObject *parent)
    : QAbstractProxyModel(parent), m_model(model), m_filter(filter)
{
    setSourceModel(filter);
    connect(model, &QAbstractItemModel::modelReset, this, &NetworkFolds::takeNetwork);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(filter, signal, this, &NetworkFolds::rebuild);
    }
    connect(filter, &QAbstractItemModel::modelReset, this, &NetworkFolds::rebuild);
    connect(filter, &QAbstractItemModel::layoutChanged, this, &NetworkFolds::rebuild);
    connect(filter, &QAbstractItemModel::dataChanged, this, [this] {
        if (!m_rows.empty()) { // sums change with what they are of
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        }
    });
    takeNetwork();
}

void NetworkFolds::takeNetwork()
{
    std::vector<std::string> names;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        names.push_back(m_model->index(row, NetworkModel::Name).data().toString().toStdString());
    }
    m_blocks = repeatedBlocks(names);
    m_folded.clear();
    rebuild();
}

void NetworkFolds::rebuild()
{
    beginResetModel();
    m_rows.clear();
    m_place.assign(static_cast<std::size_t>(m_filter->rowCount()), -1);
    const bool shows = showsBlocks() && hasBlocks();
    std::size_t block = 0;
    int begun = -1; ///< the block whose row is there
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        int within = -1;
        if (shows) {
            const auto layer = static_cast<std::size_t>(m_filter->mapToSource(m_filter->index(row, 0)).row());
            while (block < m_blocks.size() && layer >= m_blocks[block].first + m_blocks[block].count) {
                ++block;
            }
            if (block < m_blocks.size() && layer >= m_blocks[block].first) {
                if (begun != static_cast<int>(block)) {
                    begun = static_cast<int>(block);
                    m_rows.push_back({begun, -1, -1});
                }
                within = begun;
                if (isFolded(begun)) {
                    continue;
                }
            }
        }
        m_place[static_cast<std::size_t>(row)] = static_cast<int>(m_rows.size());
        m_rows.push_back({-1, row, within});
    }
    endResetModel();
}

bool NetworkFolds::hasBlocks() const
{
    return !m_blocks.empty() && m_filter->sortColumn() < 0;
}

bool NetworkFolds::showsBlocks() const
{
    return m_shows.value_or(m_model->rowCount() >= kManyLayers);
}

void NetworkFolds::setShowsBlocks(bool shows)
{
    m_shows = shows;
    rebuild();
}

bool NetworkFolds::isFolded(int block) const
{
    return !m_filter->isFiltering() && m_folded.contains(m_blocks[static_cast<std::size_t>(block)].name);
}

void NetworkFolds::setFolded(int block, bool folded)
{
    const std::string &name = m_blocks[static_cast<std::size_t>(block)].name;
    if (folded == m_folded.contains(name)) {
        return;
    }
    if (folded) {
        m_folded.insert(name);
    } else {
        m_folded.erase(name);
    }
    rebuild();
}

void NetworkFolds::setAllFolded(bool folded)
{
    m_folded.clear();
    if (folded) {
        m_shows = true;
        for (const LayerBlock &block : m_blocks) {
            m_folded.insert(block.name);
        }
    }
    rebuild();
}

void NetworkFolds::reveal(int layer)
{
    for (std::size_t block = 0; block < m_blocks.size(); ++block) {
        const auto at = static_cast<std::size_t>(layer);
        if (at >= m_blocks[block].first && at < m_blocks[block].first + m_blocks[block].count) {
            setFolded(static_cast<int>(block), false);
            return;
        }
    }
}

int NetworkFolds::blockAt(const QModelIndex &index) const
{
    return index.isValid() ? m_rows[static_cast<std::size_t>(index.row())].block : -1;
}

QModelIndex NetworkFolds::index(int row, int column, const QModelIndex &parent) const
{
    const bool there = !parent.isValid() && row >= 0 && row < rowCount() && column >= 0 && column < columnCount();
    return there ? createIndex(row, column) : QModelIndex();
}

QModelIndex NetworkFolds::parent(const QModelIndex &) const
{
    return {};
}

int NetworkFolds::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int NetworkFolds::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : NetworkModel::ColumnCount;
}

QModelIndex NetworkFolds::mapToSource(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const int row = m_rows[static_cast<std::size_t>(index.row())].source;
    return row < 0 ? QModelIndex() : m_filter->index(row, index.column());
}

QModelIndex NetworkFolds::mapFromSource(const QModelIndex &source) const
{
    if (!source.isValid() || static_cast<std::size_t>(source.row()) >= m_place.size()) {
        return {};
    }
    const int row = m_place[static_cast<std::size_t>(source.row())];
    return row < 0 ? QModelIndex() : index(row, source.column());
}

QVariant NetworkFolds::data(const QModelIndex &index, int role) const
{
    const int block = blockAt(index);
    if (role == BlockRole) {
        return block;
    }
    if (block >= 0) {
        return blockData(block, index.column(), role);
    }
    const QVariant value = QAbstractProxyModel::data(index, role);
    // Below its block's name a layer's own says what is its own.
    const int inside = index.isValid() && role == Qt::DisplayRole && index.column() == NetworkModel::Name
                           ? m_rows[static_cast<std::size_t>(index.row())].inside
                           : -1;
    if (inside < 0) {
        return value;
    }
    const qsizetype prefix = QString::fromStdString(m_blocks[static_cast<std::size_t>(inside)].name).size();
    return QStringLiteral("    ") + value.toString().mid(prefix + 1);
}

std::optional<double> NetworkFolds::sumOf(int block, int column) const
{
    const LayerBlock &summed = m_blocks[static_cast<std::size_t>(block)];
    double sum = 0.0;
    double weights = 0.0;
    for (std::size_t layer = summed.first; layer < summed.first + summed.count; ++layer) {
        const int row = static_cast<int>(layer);
        const std::optional<double> value = m_model->value(row, column);
        if (!value) {
            if (m_model->index(row, 0).data(NetworkModel::OnChipRole).toBool()) {
                return std::nullopt;
            }
            continue;
        }
        const double weight = column == NetworkModel::Utilisation ? m_model->value(row, NetworkModel::Cycles).value_or(0.0) : 1.0;
        sum += weight * *value;
        weights += weight;
    }
    if (weights <= 0.0) {
        return std::nullopt;
    }
    return column == NetworkModel::Utilisation ? sum / weights : sum;
}

QString NetworkFolds::blockText(int block, int column) const
{
    const LayerBlock &shown = m_blocks[static_cast<std::size_t>(block)];
    switch (column) {
    case NetworkModel::Name:
        return (isFolded(block) ? QStringLiteral("\u25b8 ") : QStringLiteral("\u25be ")) + QString::fromStdString(shown.name);
    case NetworkModel::Operator: return tr("%1 layers").arg(shown.count);
    case NetworkModel::Macs:
    case NetworkModel::Cycles:
    case NetworkModel::Utilisation:
    case NetworkModel::Energy: break;
    default: return {};
    }
    const std::optional<double> sum = sumOf(block, column);
    return sum ? NetworkModel::shown(column, *sum) : QString();
}

QVariant NetworkFolds::blockData(int block, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return blockText(block, column);
    case Qt::AccessibleTextRole:
        return column == NetworkModel::Name ? tr("Block %1, %2")
                                                  .arg(QString::fromStdString(m_blocks[static_cast<std::size_t>(block)].name),
                                                       isFolded(block) ? tr("folded") : tr("unfolded"))
                                            : blockText(block, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (NetworkModel::isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole: {
        QFont font = NetworkModel::isNumeric(column) ? Theme::monospace() : QFont();
        font.setWeight(QFont::DemiBold);
        return font;
    }
    case Qt::ToolTipRole:
        return column == NetworkModel::Utilisation
                   ? tr("Mean over the cycles of the block's layers")
                   : tr("A block that the network repeats: sums over its %1 layers. A click on the arrow, Left and Right fold it.")
                         .arg(m_blocks[static_cast<std::size_t>(block)].count);
    case NetworkModel::OnChipRole: return false;
    default: return {};
    }
}

QVariant NetworkFolds::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == NetworkModel::Utilisation && orientation == Qt::Horizontal && role == Qt::DisplayRole) {
        return tr("Util."); // a narrow dock has room for its numbers, not for the word
    }
    return m_filter->headerData(section, orientation, role);
}

Qt::ItemFlags NetworkFolds::flags(const QModelIndex &index) const
{
    return blockAt(index) >= 0 ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : QAbstractProxyModel::flags(index);
}

} // namespace vsq
