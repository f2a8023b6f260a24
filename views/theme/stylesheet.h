// SPDX-License-Identifier: GPL-3.0-or-later
// The little that a palette cannot say: thin separators in place of frames, quiet tabs, headers and docks.
#pragma once

#include <QString>

namespace vsq {

class Theme;

QString styleSheetFor(const Theme &theme);

} // namespace vsq
