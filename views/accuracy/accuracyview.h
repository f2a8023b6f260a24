// SPDX-License-Identifier: GPL-3.0-or-later
// How many bits the network needs: studies of accuracy against bits run from here, and their results stand beside FP32 and
// the published curves.
#pragma once

#include "views/accuracy/accuracyfigures.h"
#include "views/plots/figureview.h"

class QComboBox;
class QPushButton;

namespace vsq {

class StudyPanel;

class AccuracyView : public FigureView {
    Q_OBJECT
public:
    explicit AccuracyView(Workspace *workspace, QWidget *parent = nullptr);

    void prepareFigures() override;
    [[nodiscard]] int selectedRun() const { return m_selected; } ///< index into studyResults(), -1: none

private:
    void redraw();
    void selectRun(int index);

    StudyPanel *m_panel;
    QComboBox *m_published;
    QPushButton *m_use;
    PlotView *m_curves;
    PlotView *m_both;
    int m_selected = -1;
};

} // namespace vsq
