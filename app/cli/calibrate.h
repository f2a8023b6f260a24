// SPDX-License-Identifier: GPL-3.0-or-later
// vsq calibrate: finds static scales of a network's activations.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeCalibrateCommand();

} // namespace vsq::cli
