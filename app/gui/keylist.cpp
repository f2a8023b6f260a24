// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/keylist.h"

#include "app/gui/commands.h"
#include "views/theme/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace vsq {

KeyList::KeyList(const Commands &commands, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("keyList"));
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *tree = new QTreeWidget(this);
    tree->setObjectName(QStringLiteral("keyTree"));
    tree->setAccessibleName(tr("Commands and keys"));
    tree->setToolTip(tr("All commands with their keys"));
    tree->setHeaderLabels({tr("Command"), tr("Key"), tr("What it does")});
    tree->setFrameShape(QFrame::NoFrame);
    tree->setSelectionMode(QAbstractItemView::NoSelection);
    for (int menu = 0; menu < kMenus; ++menu) {
        auto *group = new QTreeWidgetItem(tree, {withoutMnemonic(titleOf(static_cast<Menu>(menu)))});
        QFont bold = group->font(0);
        bold.setBold(true);
        group->setFont(0, bold);
        for (const auto &[row, action] : commands.table()) {
            if (static_cast<int>(row.menu) == menu) {
                const QKeySequence keys(row.shortcut, QKeySequence::PortableText);
                new QTreeWidgetItem(group, {withoutMnemonic(row.text), keys.toString(QKeySequence::NativeText), row.tip});
            }
        }
    }
    tree->expandAll();
    tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kGrid, Theme::kGrid, Theme::kGrid, Theme::kGrid);
    layout->addWidget(tree);
    layout->addWidget(buttons);
    resize(820, 600);
}

} // namespace vsq
