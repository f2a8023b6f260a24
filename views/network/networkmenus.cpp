// SPDX-License-Identifier: GPL-3.0-or-later
// NetworkView: context menus, what leaves it as text, and the state of its columns.
#include "views/network/networkview.h"

#include "core/base/atomicfile.h"
#include "core/base/error.h"
#include "views/icons/icon.h"
#include "views/network/celldelegate.h"
#include "views/network/networkfilter.h"
#include "views/network/networkmodel.h"
#include "views/workspace/workspace.h"

#include <QAction>
#include <QDataStream>
#include <QFileDialog>
#include <QHeaderView>
#include <QIODevice>
#include <QMenu>
#include <QTableView>

namespace vsq {

namespace {

constexpr qint32 kColumnsVersion = 1;

QString csvField(const QString &text)
{
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n'))) {
        return text;
    }
    QString quoted = text;
    quoted.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + quoted + QLatin1Char('"');
}

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
    QAction *measure = menu->addAction(tr("Measure SQNR and energy"), m_workspace, &Workspace::measureLayers);
    measure->setEnabled(!m_workspace->isEmpty());
    menu->addActions(m_table->actions());
    menu->addAction(icon(QStringLiteral("export")), tr("Export as CSV…"), this, &NetworkView::askForCsv);
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

void NetworkView::exportCsv(const QString &path) const
{
    QStringList lines;
    for (int row = -1; row < m_filter->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < NetworkModel::ColumnCount; ++column) {
            cells.append(row < 0 ? NetworkModel::plainName(column)
                                 : csvField(m_filter->index(row, column).data(NetworkModel::PlainRole).toString()));
        }
        lines.append(cells.join(QLatin1Char(',')));
    }
    writeFileAtomically(path.toStdString(), (lines.join(QLatin1Char('\n')) + QLatin1Char('\n')).toStdString());
}

void NetworkView::askForCsv()
{
    auto *dialog = new QFileDialog(this, tr("Export layers"), m_workspace->modelName() + QStringLiteral("-layers.csv"),
                                   tr("Comma-separated values (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        try {
            exportCsv(path);
            m_workspace->raiseMessage(Workspace::Severity::Information, tr("Layers written to %1.").arg(path));
        } catch (const Error &error) {
            m_workspace->raiseMessage(Workspace::Severity::Error, QString::fromUtf8(error.what()));
        }
    });
    dialog->open();
}

QByteArray NetworkView::saveColumns() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    QList<int> bars;
    for (int column = 0; column < NetworkModel::ColumnCount; ++column) {
        if (m_delegate->hasBars(column)) {
            bars.append(column);
        }
    }
    stream << kColumnsVersion << m_table->horizontalHeader()->saveState() << bars;
    return bytes;
}

void NetworkView::restoreColumns(const QByteArray &state)
{
    QDataStream stream(state);
    qint32 version = 0;
    QByteArray header;
    QList<int> bars;
    stream >> version >> header >> bars;
    if (version != kColumnsVersion || stream.status() != QDataStream::Ok) {
        return;
    }
    m_columnsRestored = m_table->horizontalHeader()->restoreState(header);
    for (int column = 0; column < NetworkModel::ColumnCount; ++column) {
        m_delegate->setBars(column, bars.contains(column));
    }
}

} // namespace vsq
