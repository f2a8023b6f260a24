// SPDX-License-Identifier: GPL-3.0-or-later
// Where a figure came from, so that anyone can draw it again.
#pragma once

#include <QJsonObject>
#include <QString>

namespace vsq {

class Workspace;

/// Starts hashing a file in the background, so that an export need not wait for it.
void prepareDigest(const QString &path);
/// digestOf() will not take long.
bool hasDigest(const QString &path);
/// SHA-256 of a file's bytes in hexadecimal; empty where it cannot be read. Cached until the file changes.
QString digestOf(const QString &path);

/// Model and its hash, data, layer, item, number format, chip settings, and the command that draws the figure of a view:
/// figure is the object name of one of its plots, empty for the first.
QJsonObject provenanceOf(const Workspace &workspace, const QString &view, const QString &figure = {});

} // namespace vsq
