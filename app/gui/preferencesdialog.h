// SPDX-License-Identifier: GPL-3.0-or-later
// Theme and motion; takes effect at once.
#pragma once

#include <QDialog>

namespace vsq {

class Settings;

class PreferencesDialog : public QDialog {
    Q_OBJECT
public:
    explicit PreferencesDialog(Settings &settings, QWidget *parent = nullptr);

Q_SIGNALS:
    void changed();
};

} // namespace vsq
