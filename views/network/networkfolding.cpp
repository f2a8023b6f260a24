// SPDX-License-Identifier: GPL-3.0-or-later
// NetworkView: folding the blocks that a network repeats, by mouse, keys, menus and commands.
#include "views/icons/icon.h"
#include "views/network/networkfolds.h"
#include "views/network/networkmodel.h"
#include "views/network/networkview.h"
#include "views/theme/theme.h"
#include "views/workspace/workspace.h"

#include <QAction>
#include <QMenu>
#include <QTableView>

namespace vsq {

namespace {

constexpr int kArrow = 3 * Theme::kGrid; ///< pixels from the row's edge that belong to the arrow

} // namespace

void NetworkView::addFoldCommands()
{
    const auto add = [this](const char *id, const QString &text, const QString &tip, std::function<void()> handler) {
        QAction *action = addCommand(
            {.id = QLatin1String(id), .text = text, .shortcut = {}, .icon = {}, .tip = tip, .menu = Menu::View, .group = 9},
            std::move(handler));
        const auto enable = [this, action] { action->setEnabled(m_folds->hasBlocks()); };
        connect(m_folds, &QAbstractItemModel::modelReset, action, enable);
        enable();
    };
    add("network.fold", tr("Fold the repeated &blocks"), tr("One row with sums for each block that the network repeats."),
        [this] {
            Q_EMIT raiseWanted();
            m_folds->setAllFolded(true);
        });
    add("network.unfold", tr("U&nfold the repeated blocks"), tr("Show the layers of every block of the network again."), [this] {
        Q_EMIT raiseWanted();
        m_folds->setAllFolded(false);
    });
}

void NetworkView::toggleBlock(int block)
{
    m_folds->setFolded(block, !m_folds->isFolded(block));
    for (int row = 0; row < m_folds->rowCount(); ++row) {
        if (const QModelIndex index = m_folds->index(row, NetworkModel::Name); m_folds->blockAt(index) == block) {
            m_table->setCurrentIndex(index);
            return;
        }
    }
}

bool NetworkView::foldByKey(int key)
{
    const int block = m_folds->blockAt(m_table->currentIndex());
    const bool folds = key == Qt::Key_Left || key == Qt::Key_Minus;
    const bool unfolds = key == Qt::Key_Right || key == Qt::Key_Plus;
    if (block < 0 || (!folds && !unfolds && key != Qt::Key_Space)) {
        return false;
    }
    if (key == Qt::Key_Space || m_folds->isFolded(block) != folds) {
        toggleBlock(block);
    }
    return true;
}

bool NetworkView::foldByMouse(const QPoint &position)
{
    const QModelIndex index = m_table->indexAt(position);
    const int block = m_folds->blockAt(index);
    if (block < 0 || index.column() != NetworkModel::Name || position.x() - m_table->visualRect(index).left() > kArrow) {
        return false;
    }
    toggleBlock(block);
    return true;
}

void NetworkView::addFoldActions(QMenu *menu)
{
    if (!m_folds->hasBlocks()) {
        return;
    }
    menu->addSeparator();
    QAction *blocks = menu->addAction(tr("Rows of repeated blocks"));
    blocks->setCheckable(true);
    blocks->setChecked(m_folds->showsBlocks());
    connect(blocks, &QAction::toggled, m_folds, &NetworkFolds::setShowsBlocks);
    menu->addAction(command(QStringLiteral("network.fold")));
    menu->addAction(command(QStringLiteral("network.unfold")));
    menu->addSeparator();
}

} // namespace vsq
