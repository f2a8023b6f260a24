// SPDX-License-Identifier: GPL-3.0-or-later
// NetworkView: context menus, what leaves it as text, and the state of its columns.
#include "views/network/networkview.h"

#include "views/figure/tablefigure.h"
#include "views/icons/icon.h"
#include "views/network/celldelegate.h"
#include "views/network/networkfilter.h"
#include "views/network/networkfolds.h"
#include "views/network/networkmodel.h"
#include "views/workspace/workspace.h"

#include <QAction>
#include <QHeaderView>
#include <QJsonArray>
#include <QMenu>
#include <QTableView>

namespace vsq {

namespace {

constexpr int kColumnsVersion = 2; ///< grows when columns are added or moved

} // namespace

void NetworkView::showHeaderMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int column = m_table->horizontalHeader()->logicalIndexAt(position);
    if (column >= 0 && NetworkModel::isNumeric(column)) {
        QAction *bars = menu->addAction(tr("Draw as bars"));
        bars->setCheckable(true);
        bars->setChecked(m_delegate->hasBars(column));
        connect(bars, &QAction::toggled, this, [this, column](bool on) {
            m_delegate->setBars(column, on);
            m_table->viewport()->update();
        });
        menu->addSeparator();
    }
    for (int other = 1; other < NetworkModel::ColumnCount; ++other) {
        QAction *show = menu->addAction(m_model->headerData(other, Qt::Horizontal, Qt::DisplayRole).toString());
        show->setCheckable(true);
        show->setChecked(!m_table->isColumnHidden(other));
        connect(show, &QAction::toggled, this, [this, other](bool on) { m_table->setColumnHidden(other, !on); });
    }
    addFoldActions(menu);
    menu->popup(m_table->horizontalHeader()->mapToGlobal(position));
}

void NetworkView::showRowMenu(const QPoint &position)
{
    const int layer = layerAt(m_table->indexAt(position));
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (layer >= 0) {
        QAction *open = menu->addAction(icon(QStringLiteral("chip")), tr("Open on the chip"), this, &NetworkView::openCurrent);
        const bool onChip = m_workspace->layers()[static_cast<std::size_t>(layer)].onChip;
        open->setEnabled(onChip);
        QMenu *formats = menu->addMenu(icon(QStringLiteral("format")), tr("Format"));
        formats->setEnabled(onChip);
        QAction *network = formats->addAction(tr("The network's"), this, [this, layer] { m_workspace->clearLayerFormat(layer); });
        network->setEnabled(m_workspace->hasLayerFormat(layer));
        for (const FormatName &entry : formatNames()) {
            const QString name = QString::fromUtf8(entry.name.data(), static_cast<qsizetype>(entry.name.size()));
            formats->addAction(name.toUpper(), this,
                               [this, layer, &entry] { m_workspace->setLayerFormat(layer, namedFormat(entry.name)); });
        }
        formats->addAction(tr("Other…"), this, [this, layer] { chooseFormat(layer); });
        menu->addSeparator();
    }
    addFoldActions(menu);
    menu->addAction(command(QStringLiteral("network.measure")));
    menu->addActions(m_table->actions());
    menu->addAction(icon(QStringLiteral("export")), tr("Export figure or values…"), this, &View::askToExport);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

QList<int> NetworkView::visibleColumns() const
{
    QList<int> columns;
    const QHeaderView *header = m_table->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!m_table->isColumnHidden(column)) {
            columns.append(column);
        }
    }
    return columns;
}

QString NetworkView::asTsv() const
{
    QStringList lines;
    const QList<int> columns = visibleColumns();
    QStringList cells;
    for (const int column : columns) {
        cells.append(NetworkModel::plainName(column));
    }
    lines.append(cells.join(QLatin1Char('\t')));
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        cells.clear();
        for (const int column : columns) {
            cells.append(m_filter->index(row, column).data(NetworkModel::PlainRole).toString());
        }
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

std::vector<FigureSpec> NetworkView::figures() const
{
    if (m_workspace->isEmpty()) {
        return {};
    }
    const QList<int> shown = visibleColumns();
    std::vector<TableColumn> columns;
    for (const int column : shown) {
        columns.push_back(
            {m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), NetworkModel::isNumeric(column)});
    }
    std::vector<QStringList> rows;
    std::vector<QStringList> values(1);
    for (int column = 0; column < NetworkModel::ColumnCount; ++column) {
        values.front().append(NetworkModel::plainName(column));
    }
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        QStringList cells;
        for (const int column : shown) {
            cells.append(m_filter->index(row, column).data().toString());
        }
        rows.push_back(cells);
        QStringList plain;
        for (int column = 0; column < NetworkModel::ColumnCount; ++column) {
            plain.append(m_filter->index(row, column).data(NetworkModel::PlainRole).toString());
        }
        values.push_back(plain);
    }
    FigureSpec spec = tableFigure(QStringLiteral("network"), tr("Layers of %1").arg(m_workspace->modelName()), columns, rows,
                                  std::move(values));
    spec.name = QStringLiteral("networkLayers");
    return {spec};
}

QJsonObject NetworkView::saveState() const
{
    QJsonArray bars;
    for (int column = 0; column < NetworkModel::ColumnCount; ++column) {
        if (m_delegate->hasBars(column)) {
            bars.append(NetworkModel::plainName(column));
        }
    }
    return {{QStringLiteral("version"), kColumnsVersion},
            {QStringLiteral("blocks"), m_folds->choice() ? QJsonValue(*m_folds->choice()) : QJsonValue()},
            {QStringLiteral("header"), QString::fromLatin1(m_table->horizontalHeader()->saveState().toBase64())},
            {QStringLiteral("own"), m_ownColumns},
            {QStringLiteral("bars"), bars}};
}

void NetworkView::restoreState(const QJsonObject &state)
{
    if (state.value(QStringLiteral("version")).toInt() != kColumnsVersion) {
        return;
    }
    if (const QJsonValue blocks = state.value(QStringLiteral("blocks")); blocks.isBool()) {
        m_folds->setShowsBlocks(blocks.toBool());
    }
    const QByteArray header = QByteArray::fromBase64(state.value(QStringLiteral("header")).toString().toLatin1());
    m_fitting = true;
    m_table->horizontalHeader()->restoreState(header);
    m_fitting = false;
    m_ownColumns = state.value(QStringLiteral("own")).toBool();
    const QJsonArray bars = state.value(QStringLiteral("bars")).toArray();
    for (int column = 0; column < NetworkModel::ColumnCount; ++column) {
        m_delegate->setBars(column, bars.contains(NetworkModel::plainName(column)));
    }
}

} // namespace vsq
