// SPDX-License-Identifier: GPL-3.0-or-later
// Text as LaTeX reads it.
#pragma once

#include <QString>

#include <string>

namespace vsq {

/// What LaTeX takes for commands is escaped, symbols of units and formulas are spelt.
std::string texText(const QString &text);

} // namespace vsq
