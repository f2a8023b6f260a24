// SPDX-License-Identifier: GPL-3.0-or-later
// Names of rows where there is little room: what all of them begin with goes first, so that what tells them apart stays.
#pragma once

#include <QFontMetricsF>
#include <QStringList>

namespace vsq {

/// Each no wider than the room, in pixels. Unchanged where all fit; else "encoder.layer.11.fc1" becomes "…11.fc1" where all of
/// several parts begin so, "stage1.0.a.conv" becomes "stage1.0.a…" where most end so, and what is too wide still is elided in the
/// middle.
QStringList shortNames(const QStringList &names, const QFontMetricsF &metrics, double room);

} // namespace vsq
