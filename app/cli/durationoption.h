// SPDX-License-Identifier: GPL-3.0-or-later
// Lengths of time as people write them.
#pragma once

#include <string>
#include <string_view>

namespace vsq::cli {

/// "90", "90s", "55m", "2h", "1h30m" in seconds. Throws UsageError.
double secondsOf(std::string_view option, const std::string &text);

} // namespace vsq::cli
