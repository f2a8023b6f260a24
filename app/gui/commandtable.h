// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a user can tell the application, once: menus, toolbar, command palette and key list are made from this
// table, so that they cannot disagree. Ids are stable; no two commands share a key.
#pragma once

#include <QKeySequence>
#include <QString>

#include <vector>

namespace vsq {

enum class Menu : std::uint8_t { File, Edit, View, Chip, Study, Help };
inline constexpr int kMenus = 6;
QString titleOf(Menu menu); ///< with its mnemonic

struct Command {
    QString id;       ///< "chip.step"
    QString text;     ///< with mnemonic
    QString shortcut; ///< portable text, empty: none
    QString icon;     ///< of resources/icons, empty: none
    QString tip;      ///< one sentence
    Menu menu = Menu::File;
    int group = 0; ///< a separator stands between two groups of a menu
    bool inToolBar = false;
    bool checkable = false;
};

/// The fixed commands and one per registered view.
const std::vector<Command> &commandTable();

} // namespace vsq
