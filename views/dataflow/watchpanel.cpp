// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/watchpanel.h"

#include "views/icons/icon.h"
#include "views/workspace/selectionsignals.h"
#include "views/workspace/watchlist.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace vsq {

WatchPanel::WatchPanel(WatchList *list, QWidget *parent)
    : QWidget(parent), m_list(list), m_model(new WatchModel(this)), m_table(new QTableView(this)), m_add(new QToolButton(this)),
      m_remove(new QToolButton(this))
{
    setObjectName(QStringLiteral("dataflow.watches"));
    setAccessibleName(tr("Watched values"));
    m_table->setObjectName(QStringLiteral("dataflow.watches.table"));
    m_table->setAccessibleName(tr("Watched values"));
    m_table->setToolTip(tr("Values of the selected lanes and entries, and how the last step changed them"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false); // Tab leaves the table; arrows walk in it
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(WatchModel::Name, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);

    m_add->setObjectName(QStringLiteral("dataflow.watches.add"));
    m_add->setIcon(icon(QStringLiteral("add")));
    m_add->setText(tr("Watch selected"));
    m_add->setToolTip(tr("Watch the values of the selected lane, entry or element"));
    m_remove->setObjectName(QStringLiteral("dataflow.watches.remove"));
    m_remove->setIcon(icon(QStringLiteral("remove")));
    m_remove->setText(tr("Remove"));
    m_remove->setToolTip(tr("Watch the selected rows no longer"));
    for (QToolButton *button : {m_add, m_remove}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
    }
    m_model->setWatches(list->signalList());
    connect(list, &WatchList::changed, this, [this] { m_model->setWatches(m_list->signalList()); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &WatchPanel::refresh);
    connect(m_add, &QToolButton::clicked, this, &WatchPanel::addSelected);
    connect(m_remove, &QToolButton::clicked, this, &WatchPanel::removeSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &WatchPanel::refresh);

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(4, 2, 4, 2);
    buttons->setSpacing(4);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(buttons);
    column->addWidget(m_table);
    refresh();
}

void WatchPanel::setSelection(const Selection &selection)
{
    m_selection = selection;
    refresh();
}

void WatchPanel::addSelected()
{
    m_list->add(signalsFor(m_selection));
}

void WatchPanel::removeSelected()
{
    std::vector<Watch> rest = m_model->watches();
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        std::erase(rest, m_model->watches()[static_cast<std::size_t>(index.row())]);
    }
    m_list->set(std::move(rest));
    refresh();
}

void WatchPanel::refresh()
{
    m_add->setEnabled(!signalsFor(m_selection).empty());
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
}

} // namespace vsq
