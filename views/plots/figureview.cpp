// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/figureview.h"

#include "views/figure/plotview.h"
#include "views/plots/plotgrid.h"
#include "views/workspace/provenance.h"
#include "views/workspace/workspace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>

#include <utility>

namespace vsq {

FigureView::FigureView(const QString &id, const QString &title, Workspace *workspace, QWidget *parent)
    : View(id, workspace, parent), m_controls(new QWidget(this)), m_strip(new NumberStrip(this)), m_grid(new PlotGrid(this))
{
    setObjectName(id + QStringLiteral("View"));
    setAccessibleName(title);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *row = new QHBoxLayout(m_controls);
    row->setContentsMargins(8, 8, 8, 4);
    row->setSpacing(8);
    connect(workspace, &Workspace::networkChanged, this, [workspace] { prepareDigest(workspace->modelPath()); });
}

PlotView *FigureView::addPlot(const QString &name, int stretch)
{
    auto *plot = new PlotView(this);
    plot->setObjectName(name);
    plot->setExporter([this, plot] {
        m_asked = plot;
        askToExport();
        m_asked = nullptr;
    });
    m_grid->addPlot(plot, stretch);
    m_plots.push_back(plot);
    return plot;
}

void FigureView::addControls(std::initializer_list<QWidget *> fields, bool spring)
{
    auto *row = static_cast<QHBoxLayout *>(m_controls->layout());
    for (QWidget *field : fields) {
        row->addWidget(field);
    }
    if (spring) {
        row->addStretch(1);
    }
}

void FigureView::layOut(QBoxLayout *column)
{
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_controls);
    column->addWidget(m_strip);
    column->addWidget(m_grid, 1);
}

bool FigureView::shows(const PlotView *plot) const
{
    return plot->showsFigure() && !plot->figure().isEmpty() && plot->isVisibleTo(this);
}

std::vector<FigureSpec> FigureView::figures() const
{
    std::vector<FigureSpec> figures;
    for (const PlotView *plot : m_plots) {
        if (shows(plot)) {
            figures.push_back(plot->exportedFigure());
        }
    }
    return figures;
}

int FigureView::currentFigure() const
{
    int index = 0;
    for (const PlotView *plot : m_plots) {
        if (!shows(plot)) {
            continue;
        }
        if (plot == m_asked || (m_asked == nullptr && plot->hasFocus())) {
            return index;
        }
        ++index;
    }
    return 0;
}

void FigureView::selectLayer(int layer)
{
    if (layer >= 0 && layer != m_workspace->selection().layer) {
        Selection selection;
        selection.layer = layer;
        m_workspace->select(selection);
    }
}

QJsonObject FigureView::saveState() const
{
    QJsonObject state;
    for (const QComboBox *box : m_controls->findChildren<QComboBox *>()) {
        state.insert(box->objectName(), box->currentIndex());
    }
    for (const QCheckBox *box : m_controls->findChildren<QCheckBox *>()) {
        state.insert(box->objectName(), box->isChecked());
    }
    QJsonArray sizes;
    for (const int size : m_grid->sizes()) {
        sizes.append(size);
    }
    state.insert(QStringLiteral("plots"), sizes);
    return state;
}

void FigureView::restoreState(const QJsonObject &state)
{
    for (QComboBox *box : m_controls->findChildren<QComboBox *>()) {
        const int index = state.value(box->objectName()).toInt(-1);
        if (index >= 0 && index < box->count()) {
            box->setCurrentIndex(index);
        }
    }
    for (QCheckBox *box : m_controls->findChildren<QCheckBox *>()) {
        if (const QJsonValue on = state.value(box->objectName()); on.isBool()) {
            box->setChecked(on.toBool());
        }
    }
    QList<int> sizes;
    for (const auto &size : state.value(QStringLiteral("plots")).toArray()) {
        sizes.append(size.toInt());
    }
    if (sizes.size() == m_grid->count()) {
        m_grid->setSizes(sizes);
    }
}

} // namespace vsq
