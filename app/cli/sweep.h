// SPDX-License-Identifier: GPL-3.0-or-later
// vsq sweep: every combination of formats, each result kept as it is found.
#pragma once

#include "app/cli/command.h"

#include <string>
#include <vector>

namespace vsq::cli {

std::unique_ptr<Command> makeSweepCommand();

/// A sweep as its arguments describe it.
struct SweepDescription {
    std::vector<std::string> arguments; ///< without those that say which part runs where and what is printed
    std::string study;                  ///< --out
    std::int64_t points = 0;            ///< FP32 not counted
};

/// Parses the arguments of `vsq sweep`. Throws UsageError.
SweepDescription describeSweep(const std::vector<std::string> &arguments);

} // namespace vsq::cli
