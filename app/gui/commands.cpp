// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/commands.h"

#include "views/workspace/view.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

#include <algorithm>
#include <tuple>

namespace vsq {

Commands::Commands(QMainWindow *window, const std::vector<View *> &views) : QObject(window)
{
    for (const Command &row : windowCommands()) {
        m_table.push_back({row, makeAction(row, window)});
    }
    for (const View *view : views) {
        m_table.insert(m_table.end(), view->commands().begin(), view->commands().end());
    }
    std::stable_sort(m_table.begin(), m_table.end(), [](const BoundCommand &a, const BoundCommand &b) {
        return std::tie(a.row.menu, a.row.group) < std::tie(b.row.menu, b.row.group);
    });
    for (const BoundCommand &command : m_table) {
        Q_ASSERT_X(!m_actions.contains(command.row.id), "Commands", qPrintable(command.row.id));
        m_actions.insert(command.row.id, command.action);
        window->addAction(command.action); // the key works also while the menu bar, or its view, is hidden
    }
    fillMenus(window);
    fillToolBar(window);
}

void Commands::fillMenus(QMainWindow *window)
{
    for (int i = 0; i < kMenus; ++i) {
        m_menus[i] = window->menuBar()->addMenu(titleOf(static_cast<Menu>(i)));
        m_menus[i]->setObjectName(QStringLiteral("menu%1").arg(i));
        m_menus[i]->setToolTipsVisible(true);
    }
    int lastGroup[kMenus];
    std::fill(std::begin(lastGroup), std::end(lastGroup), -1);
    for (const BoundCommand &command : m_table) {
        const auto menu = static_cast<std::size_t>(command.row.menu);
        if (lastGroup[menu] >= 0 && lastGroup[menu] != command.row.group) {
            m_menus[menu]->addSeparator();
        }
        lastGroup[menu] = command.row.group;
        m_menus[menu]->addAction(command.action);
    }
}

void Commands::fillToolBar(QMainWindow *window)
{
    m_toolBar = new QToolBar(tr("Main toolbar"), window);
    m_toolBar->setObjectName(QStringLiteral("mainToolBar"));
    m_toolBar->setAccessibleName(tr("Main toolbar"));
    m_toolBar->setIconSize({20, 20});
    m_toolBar->setMovable(false);
    m_toolBar->toggleViewAction()->setObjectName(QStringLiteral("toggleMainToolBar"));
    Menu lastMenu = Menu::File;
    for (const BoundCommand &command : m_table) {
        if (!command.row.inToolBar) {
            continue;
        }
        if (command.row.menu != lastMenu && !m_toolBar->actions().isEmpty()) {
            m_toolBar->addSeparator();
        }
        lastMenu = command.row.menu;
        m_toolBar->addAction(command.action);
    }
    window->addToolBar(m_toolBar);
}

QAction *Commands::action(const QString &id) const
{
    QAction *found = m_actions.value(id);
    Q_ASSERT_X(found != nullptr, "Commands::action", qPrintable(id));
    return found;
}

void Commands::on(const QString &id, std::function<void()> handler)
{
    connect(action(id), &QAction::triggered, this, [handler = std::move(handler)] { handler(); });
}

} // namespace vsq
