// SPDX-License-Identifier: GPL-3.0-or-later
// vsq diff: where two runs first part.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeDiffCommand();

} // namespace vsq::cli
