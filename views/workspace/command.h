// SPDX-License-Identifier: GPL-3.0-or-later
// One row of the application's table of commands. Views bring the rows of what they do along, the window has its own; menus,
// tool bar, palette and list of keys are made from the rows, so that they cannot disagree.
#pragma once

#include <QString>

#include <vector>

class QAction;
class QObject;

namespace vsq {

enum class Menu : std::uint8_t { File, Edit, View, Chip, Study, Help };
inline constexpr int kMenus = 6;

struct Command {
    QString id;       ///< "dataflow.step.cycle": stable, tests and the palette name it
    QString text;     ///< with mnemonic
    QString shortcut; ///< portable text, empty: none
    QString icon;     ///< of resources/icons, empty: none
    QString tip;      ///< one sentence
    Menu menu = Menu::File;
    int group = 0; ///< a separator stands between two groups of a menu
    bool inToolBar = false;
    bool checkable = false;
};

/// A row and what it became.
struct BoundCommand {
    Command row;
    QAction *action = nullptr;
};

/// The row as an action: text, icon, key, and its tip with the key.
QAction *makeAction(const Command &command, QObject *parent);
/// "Step one cycle" for "Step one &cycle".
QString withoutMnemonic(const QString &text);

} // namespace vsq
