// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandline.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace vsq::cli {

std::vector<std::string> argumentsOf(const CLI::App &app, const std::vector<std::string> &without)
{
    std::vector<std::string> arguments;
    for (const CLI::Option *option : app.get_options()) {
        const std::string name = option->get_single_name();
        if (option->count() == 0 || name == "help" || std::find(without.begin(), without.end(), name) != without.end()) {
            continue;
        }
        const bool flag = option->get_items_expected_max() == 0;
        for (const std::string &value : option->results()) {
            if (!option->get_positional()) {
                arguments.push_back("--" + name);
            }
            if (!flag) {
                arguments.push_back(value);
            }
        }
    }
    return arguments;
}

} // namespace vsq::cli
