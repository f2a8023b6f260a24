// SPDX-License-Identifier: GPL-3.0-or-later
// Where the quantization error is: layers ranked by what their result lost, and the open layer's operands as FP32, quantized
// and as the difference.
#pragma once

#include "views/error/errorfigures.h"
#include "views/plots/figureview.h"

class QComboBox;
class QPushButton;

namespace vsq {

class ErrorView : public FigureView {
    Q_OBJECT
public:
    explicit ErrorView(Workspace *workspace, QWidget *parent = nullptr);

    void prepareFigures() override;

private:
    void redrawLayers();
    void redrawTensor();

    QComboBox *m_operand;
    QComboBox *m_side;
    QPushButton *m_measure;
    PlotView *m_layers;
    PlotView *m_map;
    PlotView *m_histogram;
    int m_job = 0;
};

} // namespace vsq
