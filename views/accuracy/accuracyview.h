// SPDX-License-Identifier: GPL-3.0-or-later
// How many bits the network needs, and where: studies of accuracy against bits run from here, their results stand beside FP32
// and the published lines; layer by layer, which suffer from a format and which formats are the cheapest within a budget.
#pragma once

#include "views/accuracy/accuracyfigures.h"
#include "views/plots/figureview.h"
#include "views/plots/sensitivityfigure.h"

class QComboBox;
class QPushButton;
class QTabWidget;

namespace vsq {

class LayersPanel;
class StudyPanel;

class AccuracyView : public FigureView {
    Q_OBJECT
public:
    explicit AccuracyView(Workspace *workspace, QWidget *parent = nullptr);

    void prepareFigures() override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;
    [[nodiscard]] int selectedRun() const { return m_selected; } ///< index into studyResults(), -1: none
    /// What runs cost, as far as it is known by now.
    [[nodiscard]] const std::vector<FormatCost> &costs() const { return m_costs; }

private:
    enum Page { Bits, Layers };

    void buildControls();
    void addCommands();
    void connectPlots();
    [[nodiscard]] Page page() const;
    [[nodiscard]] AccuracyOptions options() const;
    /// The study's result in the format of the run that is the baseline; -1: none.
    [[nodiscard]] int baselineResult() const;
    [[nodiscard]] SensitivityMeasure measure() const;
    void redraw();
    void redrawStudy();
    void redrawLayers();
    void showNothing();
    void recost();
    void openRun(int index);
    void openChoice(int index);
    void askForStudy(bool save);

    QTabWidget *m_pages;
    StudyPanel *m_study;
    LayersPanel *m_layers;
    QComboBox *m_axis;
    QComboBox *m_scale;
    QComboBox *m_front;
    QComboBox *m_published;
    QComboBox *m_measure;
    QPushButton *m_use;
    PlotView *m_curves;
    PlotView *m_both;
    PlotView *m_runFront;
    PlotView *m_ranking;
    PlotView *m_assignment;
    std::vector<FormatCost> m_costs; ///< of studyResults()
    int m_costJob = 0;
    int m_selected = -1;
    int m_choice = -1;
};

} // namespace vsq
