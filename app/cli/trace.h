// SPDX-License-Identifier: GPL-3.0-or-later
// vsq trace: a layer on the chip as a timeline that trace viewers open.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeTraceCommand();

} // namespace vsq::cli
