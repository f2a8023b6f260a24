// SPDX-License-Identifier: GPL-3.0-or-later
// vsq sweep: accuracy under every combination of formats, kept in an SQLite file as it is found.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeSweepCommand();

} // namespace vsq::cli
