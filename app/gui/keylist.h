// SPDX-License-Identifier: GPL-3.0-or-later
// All commands with their keys (?), out of the table of commands.
#pragma once

#include <QDialog>

namespace vsq {

class Commands;

class KeyList : public QDialog {
    Q_OBJECT
public:
    explicit KeyList(const Commands &commands, QWidget *parent = nullptr);
};

} // namespace vsq
