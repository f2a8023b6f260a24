// SPDX-License-Identifier: GPL-3.0-or-later
// All commands with their keys (?), out of the command table.
#pragma once

#include <QDialog>

namespace vsq {

class KeyList : public QDialog {
    Q_OBJECT
public:
    explicit KeyList(QWidget *parent = nullptr);
};

} // namespace vsq
