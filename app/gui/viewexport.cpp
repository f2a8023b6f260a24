// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/viewexport.h"

#include "core/base/error.h"
#include "views/dataflow/dataflowview.h"
#include "views/figure/figureexport.h"
#include "views/figure/plotview.h"
#include "views/network/networkview.h"

#include <QApplication>

namespace vsq {

namespace {

/// The plot that has the focus, else the first that shows something.
PlotView *plotOf(QWidget *view, const QString &name)
{
    for (QWidget *widget = QApplication::focusWidget(); name.isEmpty() && widget != nullptr; widget = widget->parentWidget()) {
        auto *plot = qobject_cast<PlotView *>(widget);
        if (plot != nullptr && view->isAncestorOf(plot) && plot->showsFigure()) {
            return plot;
        }
    }
    for (PlotView *plot : view->findChildren<PlotView *>()) {
        if (plot->showsFigure() && (name.isEmpty() || plot->objectName() == name)) {
            return plot;
        }
    }
    return nullptr;
}

} // namespace

bool askToExport(QWidget *view)
{
    if (PlotView *plot = plotOf(view, {})) {
        plot->exportFigure();
        return true;
    }
    return false;
}

QString exportFilter(const QWidget *view)
{
    return qobject_cast<const DataflowView *>(view) != nullptr
               ? QApplication::translate("vsq::MainWindow", "Picture (*.pdf *.svg *.png);;Values (*.csv)")
               : QApplication::translate("vsq::MainWindow", "Comma-separated values (*.csv)");
}

QStringList exportTo(QWidget *view, const QString &path, const QString &figure)
{
    if (auto *dataflow = qobject_cast<DataflowView *>(view)) {
        dataflow->exportTo(path);
        return {path};
    }
    if (auto *network = qobject_cast<NetworkView *>(view)) {
        network->exportCsv(path);
        return {path};
    }
    PlotView *plot = plotOf(view, figure);
    if (plot == nullptr) {
        throw Error({.file = path.toStdString(), .item = {}}, "nothing to export", "a view that shows a figure",
                    view->objectName().toStdString());
    }
    return exportFigure(plot->exportedFigure(), path);
}

void setReducedMotion(QWidget *root, bool reduced)
{
    for (DataflowView *dataflow : root->findChildren<DataflowView *>()) {
        dataflow->setReducedMotion(reduced);
    }
}

} // namespace vsq
