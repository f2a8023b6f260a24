// SPDX-License-Identifier: GPL-3.0-or-later
// vsq assign: a format for each layer within a budget of accuracy.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeAssignCommand();

} // namespace vsq::cli
