// SPDX-License-Identifier: GPL-3.0-or-later
// Where the quantization error is: layers ranked by what their result lost, and the open layer's operands as FP32, quantized
// and as the difference.
#pragma once

#include "views/error/errorfigures.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace vsq {

class PlotGrid;
class PlotView;
class Workspace;

class ErrorView : public QWidget {
    Q_OBJECT
public:
    explicit ErrorView(Workspace *workspace, QWidget *parent = nullptr);

    /// What is shown, for export without a window.
    [[nodiscard]] std::vector<FigureSpec> figures() const;

private:
    void redrawLayers();
    void redrawTensor();

    Workspace *m_workspace;
    QWidget *m_controls;
    QComboBox *m_operand;
    QComboBox *m_side;
    QPushButton *m_measure;
    NumberStrip *m_strip;
    PlotGrid *m_grid;
    PlotView *m_layers;
    PlotView *m_map;
    PlotView *m_histogram;
    int m_job = 0;
};

} // namespace vsq
