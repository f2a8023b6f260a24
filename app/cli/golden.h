// SPDX-License-Identifier: GPL-3.0-or-later
// vsq golden: a layer's golden vectors for hardware.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeGoldenCommand();

} // namespace vsq::cli
