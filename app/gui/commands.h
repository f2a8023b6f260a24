// SPDX-License-Identifier: GPL-3.0-or-later
// The command table as QActions of a window, and the menus and toolbar made of them.
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

class Commands : public QObject {
    Q_OBJECT
public:
    explicit Commands(QMainWindow *window);

    /// The command of that id; an unknown one is a broken invariant.
    [[nodiscard]] QAction *action(const QString &id) const;
    /// What the command does.
    void on(const QString &id, std::function<void()> handler);
    [[nodiscard]] QMenu *menu(Menu menu) const { return m_menus[static_cast<std::size_t>(menu)]; }
    [[nodiscard]] QToolBar *toolBar() const { return m_toolBar; }

private:
    QHash<QString, QAction *> m_actions;
    QMenu *m_menus[kMenus] = {};
    QToolBar *m_toolBar = nullptr;
};

/// "Step one cycle" for "Step one &cycle".
QString withoutMnemonic(const QString &text);

} // namespace vsq
