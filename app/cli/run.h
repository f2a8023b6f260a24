// SPDX-License-Identifier: GPL-3.0-or-later
// vsq run: one forward pass at a chosen fidelity.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeRunCommand();

} // namespace vsq::cli
