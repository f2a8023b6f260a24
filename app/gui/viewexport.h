// SPDX-License-Identifier: GPL-3.0-or-later
// What the window asks of any view without knowing which: its figure or data as a file, its motion.
#pragma once

#include <QStringList>

class QWidget;

namespace vsq {

/// The view asks for file and size with its own dialog (those that show plots); false: it has none, exportTo() serves.
bool askToExport(QWidget *view);
/// Filter of a file dialog for what exportTo() can write of this view.
QString exportFilter(const QWidget *view);
/// Writes the view's figure or its values, by the path's suffix. figure: object name of one of several plots, empty: the
/// first that shows something. Returns the paths written; throws Error.
QStringList exportTo(QWidget *view, const QString &path, const QString &figure = {});
/// To all views below.
void setReducedMotion(QWidget *root, bool reduced);

} // namespace vsq
