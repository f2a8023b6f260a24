// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studyowner.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <unistd.h>

namespace vsq {

namespace {

std::string contentOf(const std::string &path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::string &bootId()
{
    static const std::string id = [] {
        std::string text = contentOf("/proc/sys/kernel/random/boot_id");
        text.erase(text.find_last_not_of(" \n") + 1);
        return text.empty() ? std::string("boot") : text;
    }();
    return id;
}

/// Clock ticks from boot to the process's start; empty where there is no such process.
std::string startOf(const std::string &pid)
{
    const std::string stat = contentOf("/proc/" + pid + "/stat");
    const std::size_t name = stat.rfind(')'); // the name may hold blanks
    if (name == std::string::npos) {
        return {};
    }
    std::istringstream fields(stat.substr(name + 1));
    std::string value;
    constexpr int kStartTime = 20; // field 22, counted from the state behind the name (proc(5))
    for (int i = 0; i < kStartTime; ++i) {
        fields >> value;
        if (i == 0 && (value == "Z" || value == "X")) {
            return {}; // dead, its parent has not looked yet
        }
    }
    return value;
}

} // namespace

std::string ownName()
{
    const std::string pid = std::to_string(::getpid());
    return bootId() + " " + pid + " " + startOf(pid);
}

bool isAlive(const std::string &owner)
{
    std::istringstream parts(owner);
    std::string boot;
    std::string pid;
    std::string start;
    parts >> boot >> pid >> start;
    return boot == bootId() && !start.empty() && startOf(pid) == start;
}

} // namespace vsq
