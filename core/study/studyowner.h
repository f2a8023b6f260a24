// SPDX-License-Identifier: GPL-3.0-or-later
// Names a process in a study, so that others can tell whether the one that took a point still works on it.
#pragma once

#include <string>

namespace vsq {

/// This process: "BOOT PID START", the machine's boot, the process's number and when it started: a number is given away again.
std::string ownName();

/// Whether the process of that name runs on this machine. What started under another boot has ended.
bool isAlive(const std::string &owner);

} // namespace vsq
