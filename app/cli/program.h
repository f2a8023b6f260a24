// SPDX-License-Identifier: GPL-3.0-or-later
// The program vsq: finds the subcommand, parses, runs it, and turns what happened into an exit code.
#pragma once

#include "app/cli/command.h"

#include <memory>
#include <string>
#include <vector>

namespace vsq::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongArguments = 2;
inline constexpr int kStoppedEarly = 75; ///< sysexits.h's EX_TEMPFAIL: call again

/// arguments without the program's name.
int runProgram(const std::vector<std::string> &arguments, std::vector<std::unique_ptr<Command>> commands = allCommands());

} // namespace vsq::cli
