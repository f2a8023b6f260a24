// SPDX-License-Identifier: GPL-3.0-or-later
// What a user can tell the application itself, and which views it has: the window's rows of the table of commands. Views
// bring theirs along (View::commands()). Ids are stable; no two commands share a key.
#pragma once

#include "views/workspace/command.h"

namespace vsq {

QString titleOf(Menu menu); ///< with its mnemonic

/// The window's own commands, and one per registered view that shows it.
const std::vector<Command> &windowCommands();

} // namespace vsq
