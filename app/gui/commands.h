// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of commands: the window's rows and those of its views, as menus and tool bar of a window. Palette and list of
// keys are made from it as well.
#pragma once

#include "app/gui/commandtable.h"

#include <QHash>
#include <QObject>

#include <functional>

class QAction;
class QMainWindow;
class QMenu;
class QToolBar;

namespace vsq {

class View;

class Commands : public QObject {
    Q_OBJECT
public:
    Commands(QMainWindow *window, const std::vector<View *> &views);

    /// All rows: menu by menu, group by group.
    [[nodiscard]] const std::vector<BoundCommand> &table() const { return m_table; }
    /// The command of that id; an unknown one is a broken invariant.
    [[nodiscard]] QAction *action(const QString &id) const;
    /// What a command of the window does.
    void on(const QString &id, std::function<void()> handler);
    [[nodiscard]] QMenu *menu(Menu menu) const { return m_menus[static_cast<std::size_t>(menu)]; }
    [[nodiscard]] QToolBar *toolBar() const { return m_toolBar; }

private:
    void fillMenus(QMainWindow *window);
    void fillToolBar(QMainWindow *window);

    std::vector<BoundCommand> m_table;
    QHash<QString, QAction *> m_actions;
    QMenu *m_menus[kMenus] = {};
    QToolBar *m_toolBar = nullptr;
};

} // namespace vsq
