// SPDX-License-Identifier: GPL-3.0-or-later
// vsq explain: why a value on the chip is what it is.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeExplainCommand();

} // namespace vsq::cli
