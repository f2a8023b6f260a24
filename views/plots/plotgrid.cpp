// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotgrid.h"

#include "views/figure/plotview.h"
#include "views/plots/provenance.h"
#include "views/workspace/workspace.h"

#include <QDir>
#include <QResizeEvent>

namespace vsq {

PlotGrid::PlotGrid(QWidget *parent) : QSplitter(Qt::Horizontal, parent)
{
    setChildrenCollapsible(false);
    setHandleWidth(1);
}

void PlotGrid::addPlot(PlotView *plot, const QString &name, Workspace *workspace, const QString &view, int stretch)
{
    plot->setObjectName(name);
    plot->setProvenance([workspace, view, name] { return provenanceOf(*workspace, view, name); });
    connect(plot, &PlotView::exported, workspace, [workspace](const QStringList &paths) {
        workspace->raiseMessage(Workspace::Severity::Information,
                                tr("Figure written to %1").arg(QDir::toNativeSeparators(paths.value(0))),
                                paths.join(QLatin1Char('\n')));
    });
    connect(plot, &PlotView::exportFailed, workspace,
            [workspace](const QString &text) { workspace->raiseMessage(Workspace::Severity::Error, text); });
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
