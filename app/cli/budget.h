// SPDX-License-Identifier: GPL-3.0-or-later
// vsq budget: where the error between FP32 and the chip comes from.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeBudgetCommand();

} // namespace vsq::cli
