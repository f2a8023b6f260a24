// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QComboBox;
class QWidget;

namespace vsq {

/// A box of choices; title: its accessible name.
QComboBox *makeChoice(QWidget *parent, const char *objectName, const QString &title, const QString &tip,
                      const QStringList &texts);

} // namespace vsq
