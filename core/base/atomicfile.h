// SPDX-License-Identifier: GPL-3.0-or-later
// Files are written whole or not at all: under no name or a temporary one in the target's folder, then put in its place.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

/// Throws Error naming the target when it cannot be written; an existing file is then left as it was, and nothing beside it.
/// A link is followed, an existing file keeps its permissions, a device or pipe is written to as it stands. What writers that
/// were killed left for the same target is removed. Refuses where a mapped file lost pages
/// (MappedFile::requireNothingLost): what would be written may follow from them.
void writeFileAtomically(const std::string &path, std::string_view bytes);
/// The same of pieces that follow each other. Throws Cancelled where stop asks for it before all is written.
void writeFileAtomically(const std::string &path, const std::vector<std::string_view> &pieces, const std::stop_token &stop = {});

} // namespace vsq
