// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments that a command was called with, for what calls it again.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vsq::cli {

/// Of the parsed command, options by their long names, without those that are named here.
std::vector<std::string> argumentsOf(const CLI::App &app, const std::vector<std::string> &without = {});

} // namespace vsq::cli
