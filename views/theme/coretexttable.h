// SPDX-License-Identifier: GPL-3.0-or-later
// core's texts as keys of the translations, each a sentence or a part of one; %1, %2 stand for what core puts in.
#pragma once

#include <span>

namespace vsq {

std::span<const char *const> coreTextsOfChip();
std::span<const char *const> coreTextsOfStudy();
std::span<const char *const> coreTextsOfErrors();

} // namespace vsq
