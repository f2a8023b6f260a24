// SPDX-License-Identifier: GPL-3.0-or-later
// What the per-vector scales of a layer, or of all weights, look like and what they are worth: histogram, map, and the
// selected vector against its quantization levels. Or what each format and rule makes of the operand, side by side.
#pragma once

#include "views/plots/figureview.h"
#include "views/scales/comparefigures.h"
#include "views/scales/scalefigures.h"

#include <memory>

class QCheckBox;
class QComboBox;

namespace vsq {

class ScalesView : public FigureView {
    Q_OBJECT
public:
    explicit ScalesView(Workspace *workspace, QWidget *parent = nullptr);

private:
    enum Scope { LayerWeights, LayerActivations, AllWeights };

    void buildControls();
    void later();     ///< recompute(), once it is seen
    void recompute(); ///< statistics, in a job
    void redraw();    ///< figures from what is computed
    void drawVector();
    void showNothing();
    void compare(); ///< the operand in every format, in a job
    void drawComparison();
    [[nodiscard]] bool isComparing() const;
    [[nodiscard]] Scope scope() const;
    [[nodiscard]] OperandRole role() const;
    [[nodiscard]] QString subject() const;
    void select(std::int64_t row, std::int64_t vector, int element);

    QComboBox *m_scope;
    QComboBox *m_unit;
    QCheckBox *m_logScale;
    QCheckBox *m_logCounts;
    QCheckBox *m_compare;
    PlotView *m_histogram;
    PlotView *m_map;
    PlotView *m_vector;
    PlotView *m_sqnr;                        ///< of the formats, side by side
    PlotView *m_underflow;                   ///< the same
    std::shared_ptr<const LayerData> m_data; ///< that m_statistics are of
    std::shared_ptr<const ScaleStatistics> m_statistics;
    std::shared_ptr<const ScaleStatistics> m_baseline; ///< of the same operand in the baseline's format; null: none
    std::shared_ptr<const WeightScales> m_all;
    std::shared_ptr<const std::vector<ComparedFormat>> m_compared;
    int m_job = 0;
};

} // namespace vsq
