// SPDX-License-Identifier: GPL-3.0-or-later
// The Accuracy view's choices, commands and clicks.
#include "views/accuracy/accuracyview.h"

#include "views/accuracy/frontfigure.h"
#include "views/accuracy/layerspanel.h"
#include "views/accuracy/studypanel.h"
#include "views/figure/plotview.h"
#include "views/theme/choice.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/laboratory.h"
#include "views/workspace/runlist.h"
#include "views/workspace/tuninglist.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace vsq {

void AccuracyView::buildControls()
{
    m_axis = makeChoice(this, "accuracyAxis", tr("Bits along the axis"),
                        tr("Bits of a weight's code, or bits that a value costs in storage with its share of its block's scale"),
                        {tr("Bits of a code"), tr("Stored bits a weight"), tr("Stored bits, both")});
    m_scale = makeChoice(
        this, "accuracyScale", tr("Height of a run"),
        tr("Accuracy with its 95 % Wilson interval, or per cent of FP32's accuracy with the interval over paired "
           "resamples and FP32's noise floor"),
        {tr("Accuracy"), tr("Recovered of FP32")});
    m_front = makeChoice(this, "accuracyFrontAxis", tr("Cost of the front"),
                         tr("What the front is against: stored bits a value, or the chip's energy an inference"),
                         {tr("Front: storage"), tr("Front: energy")});
    m_published = makeChoice(this, "accuracyPublished", tr("Published lines"),
                             tr("Lines of VS-Quant (Dai et al., 2021) and points of the chip (Keller et al., 2023): other "
                                "networks, data and conditions, for the shape, not the height"),
                             {});
    m_published->addItem(tr("No published lines"), QString());
    for (const QString &network : publishedNetworks()) {
        m_published->addItem(tr("Published: %1").arg(network), network);
    }
    m_measure = makeChoice(
        this, "accuracyMeasure", tr("Ranked by"),
        tr("What is drawn of each layer: accuracy lost with this layer alone quantized, or the signal-to-noise "
           "ratio that it leaves at the network's output"),
        {tr("SQNR at the output"), tr("Accuracy lost")});
    m_use->setObjectName(QStringLiteral("accuracyUse"));
    m_use->setText(tr("&Use these formats"));
    m_use->setToolTip(tr("Gives every layer the selected choice's format; can be undone"));
    connect(m_use, &QPushButton::clicked, this, [this] { openChoice(m_choice); });
    addControls({m_axis, m_scale, m_front, m_published, m_measure, m_use});
}

void AccuracyView::connectPlots()
{
    connect(m_pages, &QTabWidget::currentChanged, this, &AccuracyView::redraw);
    for (QComboBox *box : {m_axis, m_scale, m_front, m_published, m_measure}) {
        connect(box, &QComboBox::currentIndexChanged, this, &AccuracyView::redraw);
    }
    connect(m_curves, &PlotView::clicked, this, [this](const FigureHit &hit) {
        if (hit.kind != FigureHit::Kind::Series) {
            return;
        }
        const int curve = m_curves->figure().series[static_cast<std::size_t>(hit.index)].tag - 1;
        const auto curves = curvesOf(m_workspace->studyResults());
        if (curve >= 0 && curve < static_cast<int>(curves.size())) {
            openRun(curves[static_cast<std::size_t>(curve)].results[static_cast<std::size_t>(hit.point)]);
        }
    });
    connect(m_both, &PlotView::clicked, this, [this](const FigureHit &hit) {
        if (hit.kind == FigureHit::Kind::Heatmap) {
            openRun(resultOfCell(m_workspace->studyResults(), hit.column, hit.row));
        }
    });
    connect(m_runFront, &PlotView::clicked, this, [this](const FigureHit &hit) {
        const FigureSpec &figure = m_runFront->figure();
        if (hit.kind != FigureHit::Kind::Series || figure.series.empty()) {
            return;
        }
        // The front's points are runs too.
        const FigureSeries &runs = figure.series.front();
        const std::vector<int> shown = costedResults(m_costs, static_cast<FrontAxis>(m_front->currentIndex()));
        for (std::size_t i = 0; i < runs.x.size() && i < shown.size(); ++i) {
            if (runs.x[i] == hit.x && runs.y[i] == hit.y) {
                openRun(shown[i]);
                return;
            }
        }
    });
    connect(m_ranking, &PlotView::clicked, this, [this](const FigureHit &hit) {
        const auto ranking = m_workspace->laboratory()->ranking();
        if (!ranking || hit.point < 0) {
            return;
        }
        const auto order = sensitivityOrder(ranking->sensitivity, measure());
        const std::string &name = ranking->sensitivity.layers[order[static_cast<std::size_t>(hit.point)]].layer.name;
        for (std::size_t i = 0; i < m_workspace->layers().size(); ++i) {
            if (m_workspace->layers()[i].name == name) {
                selectLayer(static_cast<int>(i));
            }
        }
    });
    connect(m_assignment, &PlotView::clicked, this, [this](const FigureHit &hit) {
        if (hit.kind == FigureHit::Kind::Series) {
            m_choice = m_assignment->figure().series[static_cast<std::size_t>(hit.index)].tag - 1 + hit.point;
            redraw();
        }
    });
    const auto later = [this] { refreshWhenSeen(QStringLiteral("accuracy"), [this] { redraw(); }); };
    connect(m_workspace->laboratory(), &Laboratory::changed, this, [this, later](Laboratory::Question question) {
        if (question == Laboratory::Question::Assignment && m_workspace->laboratory()->choice() == nullptr) {
            m_choice = -1;
        }
        later();
    });
    connect(m_workspace->runs(), &RunList::changed, this, later);
    connect(m_workspace->tunings(), &TuningList::changed, this, later);
    connect(m_workspace, &Workspace::selectionChanged, this, [this, later] {
        if (page() == Layers) {
            later();
        }
    });
    connect(m_workspace, &Workspace::chipConfigChanged, this, [this, later] {
        m_costs.clear();
        later();
    });
    connect(m_workspace, &Workspace::supplyChanged, this, [this] {
        m_costs.clear();
        refreshSoon(QStringLiteral("accuracy"), [this] { redraw(); });
    });
}

void AccuracyView::addCommands()
{
    addCommand({.id = QStringLiteral("study.open"),
                .text = tr("&Open a study\u2026"),
                .shortcut = {},
                .icon = QStringLiteral("study"),
                .tip = tr("Open a STUDY.db of vsq sweep or of this application; what is missing in it can go on here."),
                .menu = Menu::Study},
               [this] { askForStudy(false); });
    QAction *save = addCommand({.id = QStringLiteral("study.save"),
                                .text = tr("Keep the study &as\u2026"),
                                .shortcut = {},
                                .icon = QStringLiteral("save"),
                                .tip = tr("Write the results to a STUDY.db, and go on in it; vsq study and vsq sweep read it."),
                                .menu = Menu::Study},
                               [this] { askForStudy(true); });
    QAction *cancel = addCommand({.id = QStringLiteral("study.cancel"),
                                  .text = tr("&Cancel the study"),
                                  .shortcut = QStringLiteral("Ctrl+."),
                                  .icon = QStringLiteral("cancel"),
                                  .tip = tr("Stop the running accuracy study; finished points stay."),
                                  .menu = Menu::Study},
                                 [this] { m_workspace->cancelStudy(); });
    QAction *clear = addCommand({.id = QStringLiteral("study.clear"),
                                 .text = tr("C&lear its results"),
                                 .shortcut = {},
                                 .icon = {},
                                 .tip = tr("Forget all points of accuracy studies, and close the study's file."),
                                 .menu = Menu::Study},
                                [this] { m_workspace->clearStudy(); });
    const auto refresh = [this, cancel, clear, save] {
        cancel->setEnabled(m_workspace->studyRunning());
        clear->setEnabled(!m_workspace->studyResults().empty());
        save->setEnabled(!m_workspace->studyResults().empty() && !m_workspace->isEmpty());
        refreshWhenSeen(QStringLiteral("accuracy"), [this] { redraw(); });
    };
    connect(m_workspace, &Workspace::studyPointDone, this, refresh);
    connect(m_workspace, &Workspace::studyChanged, this, [this, refresh] {
        m_selected = m_selected < static_cast<int>(m_workspace->studyResults().size()) ? m_selected : -1;
        m_costs.clear();
        refresh();
    });
    connect(m_workspace, &Workspace::networkChanged, this, [this, refresh] {
        m_costs.clear();
        refresh();
    });
    refresh();
}

} // namespace vsq
