// SPDX-License-Identifier: GPL-3.0-or-later
// What a search for the first divergence found, in a sentence.
#pragma once

#include "core/layer/rundiff.h"

#include <QString>

namespace vsq {

/// other: what the current run was compared with.
QString verdictOf(const FirstDifference &first, const QString &other);

} // namespace vsq
