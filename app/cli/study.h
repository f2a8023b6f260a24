// SPDX-License-Identifier: GPL-3.0-or-later
// vsq study: merges the shards of sweeps, says what is missing, shows studies, prints schedulers' scripts.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeStudyCommand();

} // namespace vsq::cli
