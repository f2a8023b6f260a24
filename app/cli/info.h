// SPDX-License-Identifier: GPL-3.0-or-later
// vsq info: what a network consists of.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeInfoCommand();

} // namespace vsq::cli
