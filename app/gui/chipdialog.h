// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the chip's configuration: the published sizes, and what the publication leaves open with its question, default,
// reason and alternatives. Presets; what a change costs is shown before it is made. One accepted dialog is one undoable change.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"
#include "core/layer/chipcomparison.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace vsq {

class ChipPreview;
class Error;
class Workspace;

class ChipDialog : public QDialog {
    Q_OBJECT
public:
    explicit ChipDialog(Workspace *workspace, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addFields();
    void addField(QTreeWidgetItem *group, const ConfigField &field);
    void setText(const std::string &name, const QString &text);
    void showConfig(const ChipConfig &config);
    void check();
    void refuse(const Error &error);
    void describe(const QTreeWidgetItem *item);
    void takePreset(int index);
    void exportComparison();
    void apply();

    Workspace *m_workspace;
    ChipConfig m_config;
    std::optional<Mode> m_mode; ///< of the preset, where its chip has one only
    QComboBox *m_presets;
    QTreeWidget *m_tree;
    QLabel *m_details;
    ChipPreview *m_preview;
    QLabel *m_problem;
    QPushButton *m_ok;
};

} // namespace vsq
