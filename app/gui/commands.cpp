// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/commands.h"

#include "views/icons/icon.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

namespace vsq {

QString withoutMnemonic(const QString &text)
{
    QString plain = text;
    plain.remove(QLatin1Char('&'));
    return plain;
}

Commands::Commands(QMainWindow *window) : QObject(window)
{
    m_toolBar = new QToolBar(tr("Main toolbar"), window);
    m_toolBar->setObjectName(QStringLiteral("mainToolBar"));
    m_toolBar->setAccessibleName(tr("Main toolbar"));
    m_toolBar->setIconSize({20, 20});
    m_toolBar->setMovable(false);
    m_toolBar->toggleViewAction()->setObjectName(QStringLiteral("toggleMainToolBar"));
    int lastGroup[kMenus];
    for (int i = 0; i < kMenus; ++i) {
        m_menus[i] = window->menuBar()->addMenu(titleOf(static_cast<Menu>(i)));
        m_menus[i]->setObjectName(QStringLiteral("menu%1").arg(i));
        m_menus[i]->setToolTipsVisible(true);
        lastGroup[i] = -1;
    }
    Menu lastToolBarMenu = Menu::File;
    for (const Command &command : commandTable()) {
        auto *action = new QAction(command.text, window);
        action->setObjectName(command.id);
        action->setCheckable(command.checkable);
        if (!command.icon.isEmpty()) {
            action->setIcon(icon(command.icon));
        }
        QString tip = command.tip;
        if (!command.shortcut.isEmpty()) {
            const QKeySequence keys(command.shortcut, QKeySequence::PortableText);
            action->setShortcut(keys);
            tip += QStringLiteral(" (%1)").arg(keys.toString(QKeySequence::NativeText));
        }
        action->setToolTip(tip);
        action->setStatusTip(command.tip);
        const auto menu = static_cast<std::size_t>(command.menu);
        if (lastGroup[menu] >= 0 && lastGroup[menu] != command.group) {
            m_menus[menu]->addSeparator();
        }
        lastGroup[menu] = command.group;
        m_menus[menu]->addAction(action);
        window->addAction(action); // the key works also while the menu bar is hidden
        if (command.inToolBar) {
            if (command.menu != lastToolBarMenu && !m_toolBar->actions().isEmpty()) {
                m_toolBar->addSeparator();
            }
            lastToolBarMenu = command.menu;
            m_toolBar->addAction(action);
        }
        m_actions.insert(command.id, action);
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
