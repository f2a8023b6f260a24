// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the chip's configuration with its assumption's number and what is allowed. One accepted dialog is one
// undoable change.
#pragma once

#include "core/chip/config.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace vsq {

class Workspace;

class ChipDialog : public QDialog {
    Q_OBJECT
public:
    explicit ChipDialog(Workspace *workspace, QWidget *parent = nullptr);

private:
    void addField(QTreeWidgetItem *group, const ConfigField &field);
    void setText(const std::string &name, const QString &text);
    void check();
    void reset();

    Workspace *m_workspace;
    ChipConfig m_config;
    QTreeWidget *m_tree;
    QLabel *m_problem;
    QPushButton *m_ok;
};

} // namespace vsq
