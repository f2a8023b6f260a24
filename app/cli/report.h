// SPDX-License-Identifier: GPL-3.0-or-later
// vsq report: one self-contained page of a run.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeReportCommand();

} // namespace vsq::cli
