// SPDX-License-Identifier: GPL-3.0-or-later
// Files are written whole or not at all: to a temporary beside the target, then renamed over it.
#pragma once

#include <string>
#include <string_view>

namespace vsq {

/// Throws Error naming the target when it cannot be written; an existing file is then left as it was.
void writeFileAtomically(const std::string &path, std::string_view bytes);

} // namespace vsq
