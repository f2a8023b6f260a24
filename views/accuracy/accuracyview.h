// SPDX-License-Identifier: GPL-3.0-or-later
// How many bits the network needs: studies of accuracy against bits run from here, and their results stand beside FP32 and
// the published curves.
#pragma once

#include "views/accuracy/accuracyfigures.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace vsq {

class PlotGrid;
class PlotView;
class StudyPanel;

class AccuracyView : public QWidget {
    Q_OBJECT
public:
    explicit AccuracyView(Workspace *workspace, QWidget *parent = nullptr);

    /// What is shown, for export without a window.
    [[nodiscard]] std::vector<FigureSpec> figures() const;
    [[nodiscard]] int selectedRun() const { return m_selected; } ///< index into studyResults(), -1: none

private:
    void redraw();
    void selectRun(int index);

    Workspace *m_workspace;
    StudyPanel *m_panel;
    QWidget *m_bar;
    QComboBox *m_published;
    QPushButton *m_use;
    NumberStrip *m_strip;
    PlotGrid *m_grid;
    PlotView *m_curves;
    PlotView *m_both;
    int m_selected = -1;
};

} // namespace vsq
