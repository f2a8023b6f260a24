// SPDX-License-Identifier: GPL-3.0-or-later
// The application without a user: opens what the arguments name, lets the views fill, writes pictures or one figure.
#pragma once

#include "app/gui/arguments.h"

namespace vsq {

class MainWindow;

/// Exit code: 0 done, 1 the work failed (with the message on stderr).
int runOffscreen(MainWindow &window, const Arguments &arguments);

} // namespace vsq
