// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ownprogram.h"

#include "core/base/error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <unistd.h>

namespace vsq::cli {

void goOverIntoTraining(const Session &session, const std::string &what, const std::vector<std::string> &arguments)
{
    std::error_code code;
    const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", code);
    const std::string program = (own.parent_path() / "vsq-train").string();
    if (code || !std::filesystem::exists(program)) {
        throw Error("this vsq was built without libtorch and cannot " + what
                    + ": install vsqscope-train, or libtorch-dev and build again");
    }
    std::vector<std::string> all{program};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const auto lacks = [&](const char *flag) { return std::find(all.begin(), all.end(), flag) == all.end(); };
    if (session.console.quiet && lacks("--quiet")) {
        all.emplace_back("--quiet");
    }
    if (session.console.json && lacks("--json")) {
        all.emplace_back("--json");
    }
    std::vector<char *> pointers;
    std::transform(all.begin(), all.end(), std::back_inserter(pointers), [](std::string &text) { return text.data(); });
    pointers.push_back(nullptr);
    session.console.finish();
    ::execv(program.c_str(), pointers.data()); // comes back only where it failed
    throw Error({.file = program, .item = {}}, "cannot start", "a program", std::strerror(errno));
}

} // namespace vsq::cli
