// SPDX-License-Identifier: GPL-3.0-or-later
// What core says (errors, findings, reasons, names), in the language of the window. core speaks English and knows no Qt: its
// texts are translated here, at the border, by a table of whole texts and of patterns with places for values.
#pragma once

#include <QString>

#include <string_view>

namespace vsq {

/// english: UTF-8, as core composed it. Values inside are shown as the locale writes numbers; what the table does not know stays
/// English. Any thread.
QString coreText(std::string_view english);

} // namespace vsq
