// SPDX-License-Identifier: GPL-3.0-or-later
// What happens when a mapped page has no file behind it any more (truncated, a disk that fails): the system sends SIGBUS. As
// systemd's journal does (systemd, src/basic/sigbus.c), the page is then replaced by zeros, the loss is noted, and the program
// goes on to the next place where it looks at the note.
#pragma once

#include <cstddef>

namespace vsq {

/// Makes the handler know of a mapping. The result is for the other two.
std::size_t guardMapping(const void *begin, std::size_t size);
void forgetMapping(std::size_t guard);
/// Whether pages of it were lost.
bool lostPages(std::size_t guard);
/// Whether any mapping that is guarded lost pages; cheap.
bool anyLostPages();

} // namespace vsq
