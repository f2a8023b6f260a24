// SPDX-License-Identifier: GPL-3.0-or-later
// Files are written whole or not at all: to a temporary beside the target, then renamed over it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vsq {

/// Throws Error naming the target when it cannot be written; an existing file is then left as it was.
void writeFileAtomically(const std::string &path, std::string_view bytes);
/// The same of pieces that follow each other.
void writeFileAtomically(const std::string &path, const std::vector<std::string_view> &pieces);

} // namespace vsq
