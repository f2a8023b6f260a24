// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as the screen shows them: the user's locale, SI prefixes, three significant digits unless exact integers matter.
// Files are written in the C locale by core instead.
#pragma once

#include <QString>

namespace vsq::number {

/// 10912000 -> "10.9 M", with a unit "10.9 Mcycle"-style spacing: "10.9 MHz". Empty for NaN: an en dash.
QString si(double value, const QString &unit = {}, int digits = 3);
/// Exact integer with group separators: "10,912,000".
QString integer(qint64 value);
/// Significant digits without prefix: 0.0123, 12.3, 123, 1230.
QString significant(double value, int digits = 3);
/// What is left of numbers of this size by rounding, said as what it is: 0. Else the value.
double withoutResidue(double value, double size);
/// 0.1234 -> "12.3 %".
QString percent(double fraction, int digits = 3);
/// "0.67 V".
QString volts(double supply);
/// "19.4 dB".
QString decibel(double value);
/// Seconds for people: "45 s", "2 min 10 s", "1 h 5 min".
QString duration(double seconds);

} // namespace vsq::number
