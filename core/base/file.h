// SPDX-License-Identifier: GPL-3.0-or-later
// Reading whole files, with one message for all that can be wrong with a path.
#pragma once

#include <string>

namespace vsq {

/// All bytes of a file. what names the kind for the message ("a NumPy array"). Throws Error naming the path when it is
/// missing, a folder or not readable.
std::string readFile(const std::string &path, const std::string &what);

} // namespace vsq
