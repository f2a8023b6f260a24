// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotgrid.h"

#include "views/figure/plotview.h"

#include <QResizeEvent>

namespace vsq {

PlotGrid::PlotGrid(QWidget *parent) : QSplitter(Qt::Horizontal, parent)
{
    setChildrenCollapsible(false);
    setHandleWidth(1);
}

void PlotGrid::addPlot(PlotView *plot, int stretch)
{
    addWidget(plot);
    setStretchFactor(count() - 1, stretch);
}

QSize PlotGrid::minimumSizeHint() const
{
    return {240, 150};
}

void PlotGrid::resizeEvent(QResizeEvent *event)
{
    const Qt::Orientation wanted = event->size().width() > event->size().height() * 1.5 ? Qt::Horizontal : Qt::Vertical;
    if (wanted != orientation()) {
        setOrientation(wanted);
    }
    QSplitter::resizeEvent(event);
}

} // namespace vsq
