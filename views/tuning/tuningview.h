// SPDX-License-Identifier: GPL-3.0-or-later
// Recovers what a format costs: fine-tunings start here, are watched by step, epoch and layer, and their networks open and stand
// beside what they were made from.
#pragma once

#include "views/plots/figureview.h"

#include <QTemporaryDir>

#include <memory>

class QComboBox;
class QPushButton;

namespace vsq {

class TuningPanel;
struct TuningRun;

class TuningView : public FigureView {
    Q_OBJECT
public:
    explicit TuningView(Workspace *workspace, QWidget *parent = nullptr);

    /// One short epoch, where nothing was fine-tuned yet.
    void prepareFigures() override;
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

private:
    void buildControls();
    void addCommands();
    void fillRuns();
    void redraw();
    void redrawRun(const TuningRun &run);
    void showNothing();
    void openTuned();
    [[nodiscard]] const TuningRun *shown() const;

    TuningPanel *m_panel;
    QComboBox *m_run;
    QPushButton *m_open;
    QPushButton *m_remove;
    PlotView *m_accuracy;
    PlotView *m_loss;
    PlotView *m_movement;
    PlotView *m_published;
    bool m_filling = false;
    std::unique_ptr<QTemporaryDir> m_unasked; ///< networks that nobody asked for by name
};

} // namespace vsq
