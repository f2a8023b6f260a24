// SPDX-License-Identifier: GPL-3.0-or-later
// vsq workloads: the publication's networks on the chip as configured, beside the published figures.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeWorkloadsCommand();

} // namespace vsq::cli
