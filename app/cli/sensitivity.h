// SPDX-License-Identifier: GPL-3.0-or-later
// vsq sensitivity: which layers lose accuracy under a format.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeSensitivityCommand();

} // namespace vsq::cli
