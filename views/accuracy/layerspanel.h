// SPDX-License-Identifier: GPL-3.0-or-later
// The controls of what is asked layer by layer: which layers a format hurts, and which formats to give them.
#pragma once

#include "core/quantize/format.h"
#include "views/plots/formpanel.h"

#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QPushButton;
class QSpinBox;

namespace vsq {

class Workspace;

class LayersPanel : public FormPanel {
    Q_OBJECT
public:
    explicit LayersPanel(Workspace *workspace, QWidget *parent = nullptr);

    /// Formats to choose among.
    [[nodiscard]] std::vector<NumberFormat> candidates() const;

private:
    void buildRanking(QFormLayout *form);
    void buildAssignment(QFormLayout *form);
    void rankOrCancel();
    void assignOrCancel();
    void enterOthers();
    void refresh();
    void showProgress();

    Workspace *m_workspace;
    QComboBox *m_format;
    QComboBox *m_side;
    QSpinBox *m_items;
    QPushButton *m_rank;
    std::vector<QCheckBox *> m_candidates;
    QDoubleSpinBox *m_budget;
    QComboBox *m_cost;
    QCheckBox *m_compare; ///< with what others chose
    QPushButton *m_assign;
    QPushButton *m_enter;
};

} // namespace vsq
