// SPDX-License-Identifier: GPL-3.0-or-later
// Plots side by side in a wide dock, one above the other in a tall one; the borders between them can be dragged.
#pragma once

#include <QSplitter>

namespace vsq {

class PlotView;

class PlotGrid : public QSplitter {
    Q_OBJECT
public:
    explicit PlotGrid(QWidget *parent = nullptr);

    void addPlot(PlotView *plot, int stretch = 1);

    /// That of one row: stacked plots would otherwise make the whole window as high as all of them together.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace vsq
