// SPDX-License-Identifier: GPL-3.0-or-later
// Training is a program of its own, vsq-train: libtorch comes with hundreds of libraries, which every start of vsq would
// otherwise wait for.
#pragma once

#include "app/cli/command.h"

#include <string>
#include <vector>

namespace vsq::cli {

/// Goes over into the program vsq-train beside this one with these arguments and --json and --quiet as they are. Throws Error
/// where there is none: built without libtorch. what: "train", for that message.
[[noreturn]] void goOverIntoTraining(const Session &session, const std::string &what, const std::vector<std::string> &arguments);

} // namespace vsq::cli
