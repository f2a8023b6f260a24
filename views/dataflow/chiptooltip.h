// SPDX-License-Identifier: GPL-3.0-or-later
// What a part of the chip is and what it holds now, as rich text; and the whole picture in one sentence.
#pragma once

#include "views/dataflow/chipscene.h"

#include <QString>

namespace vsq {

/// Empty for PartKind::None.
QString chipToolTip(const ChipPart &part, const ChipScene &scene);

/// For screen readers: position, what is broadcast, range of the sums, events of the cycle.
QString chipSummary(const ChipScene &scene);

/// "cycle 12,345 of 221,224 · subtile 1 · m 32 n 16 k 3 a 7", with the phase where nothing is computed.
QString positionText(const Snapshot &snapshot);

} // namespace vsq
