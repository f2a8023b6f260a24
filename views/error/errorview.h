// SPDX-License-Identifier: GPL-3.0-or-later
// Where the quantization error is and where it comes from: layers ranked by what their result lost, and beside them one of: the
// open layer's operands as FP32, quantized and as the difference; the error budget; ranges of rows; vectors by crest factor; the
// whole run moving away from FP32's; one layer quantized at a time; the errors of each channel.
#pragma once

#include "views/error/errorfigures.h"
#include "views/error/rangefigures.h"
#include "views/plots/figureview.h"

#include <memory>

class QComboBox;
class QLabel;
class QPushButton;

namespace vsq {

class ErrorView : public FigureView {
    Q_OBJECT
public:
    enum Page { Tensor, Budget, Ranges, Crest, Parting, Sensitivity, Channels };

    explicit ErrorView(Workspace *workspace, QWidget *parent = nullptr);

    void prepareFigures() override;

private:
    static constexpr int kItemsOfSensitivity = 50; ///< that layers are ranked on

    struct Vectors {
        VectorStatistics statistics;
        std::vector<NamedCurve> weights; ///< of formats, the layers' own first
        std::vector<NamedCurve> activations;
    };

    void connectAll();
    [[nodiscard]] Page page() const;
    [[nodiscard]] OperandSide side() const;
    [[nodiscard]] QString operandTitle() const; ///< "weights of conv1"; a layer must be open
    [[nodiscard]] std::map<std::string, NumberFormat> ownFormats() const;
    void forget();
    void redrawLayers();
    void redrawPage();
    void redrawTensor();
    void redrawBudget();
    void redrawVectors();
    void redrawParting();
    void redrawSensitivity();
    void redrawChannels();
    void computeVectors();
    void computeParting();
    void startPage();
    void selectVector(const VectorPoint &point);

    QComboBox *m_page;
    QComboBox *m_operand;
    QComboBox *m_side;
    QComboBox *m_subject;
    QPushButton *m_measure;
    QPushButton *m_start;
    QLabel *m_source; ///< which activations the numbers are of
    PlotView *m_layers;
    PlotView *m_map;
    PlotView *m_histogram;
    PlotView *m_figure; ///< of the pages that have one
    std::shared_ptr<const Vectors> m_vectors;
    std::shared_ptr<const std::vector<LayerParting>> m_partings;
    std::shared_ptr<const std::vector<RangeBox>> m_channels; ///< errors of the open layer's rows
    int m_job = 0;
    int m_pageJob = 0;
};

} // namespace vsq
