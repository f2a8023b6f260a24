// SPDX-License-Identifier: GPL-3.0-or-later
// The one set of icons (resources/icons): 24 x 24 grid, one stroke weight, drawn in the palette's colour at any size, so
// that they follow dark and light without being set again.
#pragma once

#include <QIcon>
#include <QStringList>

namespace vsq {

/// Icon by the name of its file without ".svg". An unknown name is a broken invariant.
QIcon icon(const QString &name);
/// Names of all of them.
QStringList iconNames();
/// The application's own, in colours.
QIcon applicationIcon();

} // namespace vsq
