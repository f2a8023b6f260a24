// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tuning/tuningview.h"

#include "views/figure/plotview.h"
#include "views/theme/choice.h"
#include "views/tuning/tuningfigures.h"
#include "views/tuning/tuningpanel.h"
#include "views/workspace/tuninglist.h"
#include "views/workspace/workspace.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kItemsUnasked = 200; ///< of the one epoch that figures without a fine-tuning are made from

} // namespace

TuningView::TuningView(Workspace *workspace, QWidget *parent)
    : FigureView(QStringLiteral("tuning"), tr("Fine-tuning"), workspace, parent), m_panel(new TuningPanel(workspace, this)),
      m_open(new QPushButton(this)), m_remove(new QPushButton(this)), m_accuracy(addPlot(QStringLiteral("tuningAccuracy"), 2)),
      m_loss(addPlot(QStringLiteral("tuningLoss"), 2)), m_movement(addPlot(QStringLiteral("tuningMovement"), 2)),
      m_published(addPlot(QStringLiteral("tuningPublished"), 2))
{
    buildControls();
    m_panel->setFixedWidth(qMax(264, m_panel->minimumSizeHint().width()));
    auto *right = new QVBoxLayout;
    layOut(right);
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    line->setFixedWidth(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_panel);
    layout->addWidget(line);
    layout->addLayout(right, 1);

    const auto later = [this] { refreshWhenSeen(QStringLiteral("tuning"), [this] { redraw(); }); };
    TuningList *tunings = workspace->tunings();
    connect(tunings, &TuningList::changed, this, [this, later] {
        fillRuns();
        later();
    });
    connect(tunings, &TuningList::progressed, this, [this, later](int index) {
        if (index == m_run->currentIndex()) {
            later();
        }
    });
    connect(tunings, &TuningList::finished, this, [this](int index) { m_run->setCurrentIndex(index); });
    connect(m_run, &QComboBox::currentIndexChanged, this, [this, later] {
        if (!m_filling) {
            later();
        }
    });
    connect(m_movement, &PlotView::clicked, this, [this](const FigureHit &hit) {
        const TuningRun *run = shown();
        const auto at = static_cast<std::size_t>(std::max(0.0, hit.y + 0.5)); // a bar stands at its layer's place
        if (hit.kind != FigureHit::Kind::Bars || run == nullptr || at >= run->layers.size()) {
            return;
        }
        for (std::size_t i = 0; i < m_workspace->layers().size(); ++i) {
            if (m_workspace->layers()[i].name == run->layers[at].layer) {
                selectLayer(static_cast<int>(i));
            }
        }
    });
    for (const auto signal : {&Workspace::networkChanged, &Workspace::formatsChanged}) {
        connect(workspace, signal, this, later);
    }
    connect(workspace, &Workspace::selectionChanged, this, later);
    addCommands();
    fillRuns();
    redraw();
}

void TuningView::buildControls()
{
    m_run = makeChoice(this, "tuningRun", tr("Fine-tuning"), tr("Which fine-tuning of this session is shown"), {});
    m_open->setObjectName(QStringLiteral("tuningOpen"));
    m_open->setText(tr("&Open the tuned network"));
    m_open->setToolTip(tr("Opens the network with the same data; what it was made from is the baseline in Compare"));
    m_remove->setObjectName(QStringLiteral("tuningRemove"));
    m_remove->setText(tr("&Remove"));
    m_remove->setToolTip(tr("Takes this fine-tuning from the list; its files stay"));
    connect(m_open, &QPushButton::clicked, this, &TuningView::openTuned);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_workspace->tunings()->remove(m_run->currentIndex()); });
    addControls({m_run, m_open, m_remove});
}

void TuningView::addCommands()
{
    QAction *start = addCommand({.id = QStringLiteral("tuning.start"),
                                 .text = tr("&Fine-tune the network"),
                                 .shortcut = {},
                                 .icon = QStringLiteral("tuning"),
                                 .tip = tr("Train the network on forward passes that are the chip's integers to the bit."),
                                 .menu = Menu::Study,
                                 .group = 4},
                                [this] {
                                    Q_EMIT raiseWanted();
                                    if (m_workspace->tunings()->state() == TuningList::State::Idle) {
                                        m_panel->startOrStop();
                                    }
                                });
    QAction *stop = addCommand({.id = QStringLiteral("tuning.stop"),
                                .text = tr("S&top fine-tuning"),
                                .shortcut = {},
                                .icon = QStringLiteral("cancel"),
                                .tip = tr("Stop the running fine-tuning; the same call goes on from where it was."),
                                .menu = Menu::Study,
                                .group = 4},
                               [this] { m_workspace->tunings()->cancel(); });
    const auto refresh = [this, start, stop] {
        const TuningList *tunings = m_workspace->tunings();
        start->setEnabled(tunings->state() == TuningList::State::Idle && !m_workspace->isEmpty());
        stop->setEnabled(tunings->state() == TuningList::State::Running);
    };
    connect(m_workspace->tunings(), &TuningList::changed, this, refresh);
    connect(m_workspace, &Workspace::networkChanged, this, refresh);
    refresh();
}

QWidget *TuningView::focusTarget()
{
    return m_panel->findChild<QWidget *>(QStringLiteral("tuningData"));
}

QJsonObject TuningView::saveState() const
{
    QJsonObject state = FigureView::saveState();
    state.insert(QStringLiteral("panel"), m_panel->saveState());
    return state;
}

void TuningView::restoreState(const QJsonObject &state)
{
    FigureView::restoreState(state);
    m_panel->restoreState(state.value(QStringLiteral("panel")).toObject());
}

const TuningRun *TuningView::shown() const
{
    const std::vector<TuningRun> &runs = m_workspace->tunings()->runs();
    const int index = m_run->currentIndex();
    return index >= 0 && index < static_cast<int>(runs.size()) ? &runs[static_cast<std::size_t>(index)] : nullptr;
}

/// The newest is shown when there is another one.
void TuningView::fillRuns()
{
    const std::vector<TuningRun> &runs = m_workspace->tunings()->runs();
    m_filling = true;
    const int before = m_run->currentIndex();
    const bool isMore = static_cast<int>(runs.size()) > m_run->count();
    m_run->clear();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const bool isRunning = static_cast<int>(i) == m_workspace->tunings()->running();
        m_run->addItem(runs[i].tuned ? runs[i].name
                       : isRunning   ? tr("%1, running").arg(runs[i].name)
                                     : tr("%1, stopped").arg(runs[i].name));
    }
    m_run->setCurrentIndex(isMore ? m_run->count() - 1 : std::min(before, m_run->count() - 1));
    m_filling = false;
}

void TuningView::redraw()
{
    const TuningRun *run = shown();
    controls()->setVisible(run != nullptr);
    for (PlotView *plot : {m_loss, m_movement}) {
        plot->setVisible(run != nullptr);
    }
    m_published->setVisible(run == nullptr);
    strip()->setNumbers(run != nullptr ? tuningNumbers(*run) : std::vector<StripNumber>());
    if (run != nullptr) {
        redrawRun(*run);
    } else {
        showNothing();
    }
}

void TuningView::redrawRun(const TuningRun &run)
{
    const bool runs = m_run->currentIndex() == m_workspace->tunings()->running();
    m_open->setEnabled(run.tuned && QFileInfo::exists(run.out) && m_workspace->modelPath() != run.out);
    m_remove->setEnabled(!runs);
    const int layer = m_workspace->selection().layer;
    const std::string selected = layer >= 0 && layer < static_cast<int>(m_workspace->layers().size())
                                     ? m_workspace->layers()[static_cast<std::size_t>(layer)].name
                                     : std::string();
    const QString heading = runs ? tr("Measuring the network as it is") : tr("It was stopped before its first epoch");
    const auto show = [&](PlotView *plot, const FigureSpec &figure, const QString &sentence) {
        if (!figure.isEmpty()) {
            plot->setFigure(figure);
        } else if (runs) {
            plot->setLoading(heading, sentence);
        } else {
            plot->setEmpty(heading, tr("Start it again: it goes on from where it was."));
        }
    };
    show(m_accuracy, tuningAccuracy(run), tr("In FP32 and in the format, before the first step."));
    show(m_loss, tuningLoss(run), tr("The loss follows with the first steps."));
    show(m_movement, tuningMovement(run, selected), tr("After each epoch: how far weights and scales moved."));
}

void TuningView::showNothing()
{
    const TuningList *tunings = m_workspace->tunings();
    m_published->setFigure(publishedTuning());
    if (tunings->program().isEmpty()) {
        m_accuracy->setEmpty(tr("Fine-tuning is not installed"), tunings->missing());
    } else if (m_workspace->isEmpty()) {
        m_accuracy->setEmpty(tr("Nothing is fine-tuned yet"), tunings->missing());
    } else {
        m_accuracy->setEmpty(tr("Nothing is fine-tuned yet"),
                             tr("Choose \u201c"
                                "Fine-tune\u201d to recover what the format costs: loss, accuracy and the movement of "
                                "each layer are drawn while it learns."));
    }
}

void TuningView::openTuned()
{
    if (const TuningRun *run = shown(); run != nullptr && run->tuned) {
        m_workspace->openModel(run->out, run->data, m_workspace->tunings()->requestForOpen().shapes);
    }
}

void TuningView::prepareFigures()
{
    TuningList *tunings = m_workspace->tunings();
    if (!tunings->runs().empty() || !tunings->missing().isEmpty() || !m_workspace->data()) {
        return;
    }
    m_unasked = std::make_unique<QTemporaryDir>();
    TuningRequest request = tunings->requestForOpen();
    request.out = m_unasked->filePath(QFileInfo(request.out).fileName());
    request.epochs = 1;
    request.trainItems = kItemsUnasked;
    tunings->start(request);
}

} // namespace vsq
