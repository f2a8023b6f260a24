// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/runspanel.h"

#include "views/icons/icon.h"
#include "views/workspace/runlist.h"

#include <QMenu>

#include <algorithm>

namespace vsq {

RunsPanel::RunsPanel(RunList *runs, QWidget *parent) : QListWidget(parent), m_runs(runs)
{
    setObjectName(QStringLiteral("compare.runs"));
    setAccessibleName(tr("Kept runs"));
    setToolTip(tr("Kept runs; the one that is ticked is the baseline"));
    setFrameShape(QFrame::NoFrame);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    setMinimumWidth(150);
    setWordWrap(true); // the whole name, in two lines where it is long
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(QListView::Adjust);
    setSpacing(2);
    connect(this, &QListWidget::customContextMenuRequested, this, &RunsPanel::showMenu);
    connect(this, &QListWidget::itemChanged, this, &RunsPanel::take);
    connect(runs, &RunList::changed, this, &RunsPanel::fill);
    fill();
}

void RunsPanel::fill()
{
    m_filling = true;
    const int current = currentRow();
    clear();
    for (std::size_t i = 0; i < m_runs->runs().size(); ++i) {
        const KeptRun &run = m_runs->runs()[i];
        auto *item = new QListWidgetItem(run.name, this);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable | Qt::ItemIsEditable);
        const bool isBaseline = static_cast<int>(i) == m_runs->baseline();
        item->setCheckState(isBaseline ? Qt::Checked : Qt::Unchecked);
        item->setToolTip((isBaseline ? tr("The baseline: ") : QString()) + run.name + QLatin1Char('\n') + run.model);
    }
    setCurrentRow(std::min(current, count() - 1));
    m_filling = false;
}

void RunsPanel::take(const QListWidgetItem *item)
{
    if (m_filling) {
        return;
    }
    // The list is made anew by what follows: not while it tells of this.
    QMetaObject::invokeMethod(
        this,
        [this, index = row(item), name = item->text(), ticked = item->checkState() == Qt::Checked] {
            if (index < static_cast<int>(m_runs->runs().size()) && m_runs->runs()[static_cast<std::size_t>(index)].name != name) {
                m_runs->rename(index, name);
            } else if (ticked != (m_runs->baseline() == index)) {
                m_runs->setBaseline(ticked ? index : -1);
            }
            fill();
        },
        Qt::QueuedConnection);
}

void RunsPanel::showMenu(const QPoint &position)
{
    const int index = row(itemAt(position));
    if (index < 0) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_runs->baseline() == index) {
        menu->addAction(tr("No baseline"), this, [this] { m_runs->setBaseline(-1); });
    } else {
        menu->addAction(tr("Make it the baseline"), this, [this, index] { m_runs->setBaseline(index); });
    }
    menu->addAction(tr("Rename"), this, [this, index] { editItem(item(index)); });
    menu->addAction(icon(QStringLiteral("remove")), tr("Remove"), this, [this, index] { m_runs->remove(index); });
    menu->popup(viewport()->mapToGlobal(position));
}

} // namespace vsq
