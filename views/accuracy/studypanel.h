// SPDX-License-Identifier: GPL-3.0-or-later
// The controls of an accuracy study: which formats on how many images; start, go on, progress with the time left, cancel; the
// file that it is in.
#pragma once

#include "core/quantize/format.h"
#include "views/plots/formpanel.h"

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace vsq {

class Workspace;

class StudyPanel : public FormPanel {
    Q_OBJECT
public:
    explicit StudyPanel(Workspace *workspace, QWidget *parent = nullptr);

    /// What would run: what an open file has planned and nobody measured, else every combination that is ticked, in the order in
    /// which they run.
    [[nodiscard]] std::vector<NumberFormat> formats() const;
    [[nodiscard]] int items() const;

private:
    QWidget *buildBits();
    QWidget *buildGranularities();
    void buildOthers();
    [[nodiscard]] std::vector<NumberFormat> ticked() const;
    void startOrCancel();
    void refresh();
    void showProgress();

    Workspace *m_workspace;
    std::vector<QCheckBox *> m_weightBits;    ///< 2..8
    std::vector<QCheckBox *> m_granularities; ///< in the order of the enumeration
    QComboBox *m_activationBits;
    QComboBox *m_vector;
    QComboBox *m_scaleBits;
    QToolButton *m_others; ///< formats beside the grid
    QCheckBox *m_rotated;
    QSpinBox *m_items;
    QLabel *m_file;
    QLabel *m_runs;
    QPushButton *m_start;
    QPushButton *m_clear;
};

} // namespace vsq
