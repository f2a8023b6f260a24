// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/accuracyview.h"

#include "views/accuracy/studypanel.h"
#include "views/figure/plotview.h"
#include "views/plots/plotgrid.h"
#include "views/plots/provenance.h"
#include "views/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vsq {

AccuracyView::AccuracyView(Workspace *workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_panel(new StudyPanel(workspace)), m_bar(new QWidget(this)),
      m_published(new QComboBox(this)), m_use(new QPushButton(tr("&Use This Format"), this)), m_strip(new NumberStrip(this)),
      m_grid(new PlotGrid(this)), m_curves(new PlotView(this)), m_both(new PlotView(this))
{
    setObjectName(QStringLiteral("accuracyView"));
    setAccessibleName(tr("Accuracy"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("studyScroll"));
    scroll->setWidget(m_panel);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFixedWidth(qMax(264, m_panel->minimumSizeHint().width() + 24));
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    m_published->setObjectName(QStringLiteral("accuracyPublished"));
    m_published->setAccessibleName(tr("Published curves"));
    m_published->setToolTip(tr("Curves of VS-Quant (Dai et al., 2021): accuracy without fine-tuning, vectors of 16, 8-bit "
                               "activations. Another network and task: for the shape, not the height"));
    m_published->addItem(tr("No published curves"), QString());
    for (const QString &network : publishedNetworks()) {
        m_published->addItem(tr("Published: %1").arg(network), network);
    }
    m_use->setObjectName(QStringLiteral("accuracyUse"));
    m_use->setToolTip(tr("Makes the selected run's number format that of the network; can be undone"));
    m_use->setEnabled(false);
    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(8, 8, 8, 4);
    bar->setSpacing(8);
    bar->addWidget(m_published);
    bar->addWidget(m_use);
    bar->addStretch(1);
    m_grid->addPlot(m_curves, QStringLiteral("accuracyBits"), workspace, QStringLiteral("accuracy"), 2);
    m_grid->addPlot(m_both, QStringLiteral("accuracyBothBits"), workspace, QStringLiteral("accuracy"), 1);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_bar);
    right->addWidget(m_strip);
    right->addWidget(m_grid, 1);
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    line->setFixedWidth(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll);
    layout->addWidget(line);
    layout->addLayout(right, 1);

    connect(m_published, &QComboBox::currentIndexChanged, this, &AccuracyView::redraw);
    connect(m_curves, &PlotView::clicked, this, [this](const FigureHit &hit) {
        if (hit.kind == FigureHit::Kind::Series) {
            const int curve = m_curves->figure().series[static_cast<std::size_t>(hit.index)].tag - 1;
            const auto curves = curvesOf(m_workspace->studyResults());
            if (curve >= 0 && curve < static_cast<int>(curves.size())) {
                selectRun(curves[static_cast<std::size_t>(curve)].results[static_cast<std::size_t>(hit.point)]);
            }
        }
    });
    connect(m_use, &QPushButton::clicked, this, [this] {
        m_workspace->setFormat(m_workspace->studyResults()[static_cast<std::size_t>(m_selected)].evaluation.format);
    });
    connect(workspace, &Workspace::studyPointDone, this, &AccuracyView::redraw);
    connect(workspace, &Workspace::studyChanged, this, &AccuracyView::redraw);
    connect(workspace, &Workspace::networkChanged, this, [this] {
        prepareDigest(m_workspace->modelPath());
        redraw();
    });
    redraw();
}

void AccuracyView::selectRun(int index)
{
    m_selected = index;
    redraw();
}

void AccuracyView::redraw()
{
    const std::vector<StudyResult> &results = m_workspace->studyResults();
    if (m_selected >= static_cast<int>(results.size())) {
        m_selected = -1;
    }
    m_use->setEnabled(m_selected >= 0);
    m_bar->setVisible(!results.empty());
    m_strip->setNumbers(m_selected >= 0 ? runNumbers(results[static_cast<std::size_t>(m_selected)]) : std::vector<StripNumber>());
    if (results.empty()) {
        m_both->setVisible(false);
        if (m_workspace->isEmpty()) {
            m_curves->setEmpty(tr("No accuracy yet"),
                               tr("Open a network with its data set, then start a study of how many bits it needs."));
        } else if (m_workspace->studyRunning()) {
            m_curves->setLoading(tr("Classifying in FP32"), tr("The first point follows when the reference is known."));
        } else if (!m_workspace->data()) {
            m_curves->setEmpty(tr("This network has no data set"),
                               tr("Open it with an .npz of x and y or a folder of IDX files to measure its accuracy."));
        } else {
            m_curves->setEmpty(tr("No accuracy yet"), tr("Choose formats on the left and start a study."));
        }
        return;
    }
    m_curves->setFigure(accuracyAgainstBits(results, m_published->currentData().toString(), m_selected));
    const FigureSpec both = accuracyByBothBits(results);
    m_both->setVisible(!both.isEmpty());
    if (!both.isEmpty()) {
        m_both->setFigure(both);
    }
}

std::vector<FigureSpec> AccuracyView::figures() const
{
    std::vector<FigureSpec> figures;
    for (const PlotView *plot : {m_curves, m_both}) {
        if (plot->showsFigure() && !plot->figure().isEmpty() && plot->isVisibleTo(this)) {
            figures.push_back(plot->exportedFigure());
        }
    }
    return figures;
}

} // namespace vsq
