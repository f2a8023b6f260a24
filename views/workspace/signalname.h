// SPDX-License-Identifier: GPL-3.0-or-later
// Signals of the chip in words.
#pragma once

#include "core/chip/chipsignal.h"

#include <QString>

namespace vsq {

/// "entry 5, lane 3".
QString nameOf(const ChipSignal &signal);

} // namespace vsq
