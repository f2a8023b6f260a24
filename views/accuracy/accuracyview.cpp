// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/accuracyview.h"

#include "views/accuracy/frontfigure.h"
#include "views/accuracy/layerspanel.h"
#include "views/accuracy/studypanel.h"
#include "views/accuracy/tunedcurves.h"
#include "views/figure/plotview.h"
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

namespace {

constexpr int kItemsUnasked = 100; ///< of the study that a figure without one is made from

} // namespace

AccuracyView::AccuracyView(Workspace *workspace, QWidget *parent)
    : FigureView(QStringLiteral("accuracy"), tr("Accuracy"), workspace, parent), m_pages(new QTabWidget(this)),
      m_study(new StudyPanel(workspace)), m_layers(new LayersPanel(workspace)), m_use(new QPushButton(this)),
      m_curves(addPlot(QStringLiteral("accuracyBits"), 2)), m_both(addPlot(QStringLiteral("accuracyBothBits"), 1)),
      m_runFront(addPlot(QStringLiteral("accuracyFront"), 2)), m_ranking(addPlot(QStringLiteral("accuracyRanking"), 2)),
      m_assignment(addPlot(QStringLiteral("accuracyAssignment"), 2))
{
    m_pages->setObjectName(QStringLiteral("accuracyPages"));
    m_pages->setAccessibleName(tr("What is asked"));
    m_pages->setDocumentMode(true);
    m_pages->tabBar()->setAccessibleName(tr("What is asked"));
    m_pages->addTab(m_study, tr("Bits"));
    m_pages->addTab(m_layers, tr("Layers"));
    m_pages->setTabToolTip(Bits, tr("Accuracy of the whole network against bits and formats"));
    m_pages->setTabToolTip(Layers, tr("Which layers a format hurts, and which formats to give them"));
    m_pages->setFixedWidth(qMax(264, m_pages->minimumSizeHint().width()));
    buildControls();
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
    layout->addWidget(m_pages);
    layout->addWidget(line);
    layout->addLayout(right, 1);
    connectPlots();
    addCommands();
    redraw();
}

void AccuracyView::askForStudy(bool save)
{
    Q_EMIT raiseWanted();
    auto *dialog = new QFileDialog(this, save ? tr("Keep the study") : tr("Open a study"), {},
                                   tr("Studies (*.db);;All files (*)"));
    dialog->setObjectName(QStringLiteral("studyDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(QStringLiteral("db"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, save](const QString &path) {
        if (save) {
            m_workspace->saveStudyAs(path);
        } else {
            m_workspace->openStudy(path);
        }
    });
    dialog->open();
}

AccuracyView::Page AccuracyView::page() const
{
    return static_cast<Page>(m_pages->currentIndex());
}

SensitivityMeasure AccuracyView::measure() const
{
    return m_measure->currentIndex() == 0 ? SensitivityMeasure::Noise : SensitivityMeasure::Loss;
}

AccuracyOptions AccuracyView::options() const
{
    return {.axis = static_cast<AccuracyAxis>(m_axis->currentIndex()),
            .scale = static_cast<AccuracyScale>(m_scale->currentIndex()),
            .published = m_published->currentData().toString(),
            .selected = m_selected,
            .baseline = baselineResult()};
}

int AccuracyView::baselineResult() const
{
    const RunList &runs = *m_workspace->runs();
    if (!runs.isOfOpenNetwork() || !runs.baselineRun()->layerFormats.empty()) {
        return -1; // a study gives all layers one format
    }
    const std::vector<StudyResult> &results = m_workspace->studyResults();
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i].network == m_workspace->modelName() && results[i].evaluation.format == runs.baselineRun()->format) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void AccuracyView::openRun(int index)
{
    if (index < 0 || index >= static_cast<int>(m_workspace->studyResults().size())) {
        return;
    }
    m_selected = index;
    const StudyResult &result = m_workspace->studyResults()[static_cast<std::size_t>(index)];
    if (!m_workspace->isEmpty() && result.network == m_workspace->modelName()) {
        m_workspace->setFormat(result.evaluation.format); // all views show that run; can be undone
    }
    redraw();
}

void AccuracyView::openChoice(int index)
{
    const auto choice = m_workspace->laboratory()->choice();
    if (!choice) {
        return;
    }
    const std::vector<MeasuredChoice> all = measuredChoices(*choice);
    if (index >= 0 && index < static_cast<int>(all.size())) {
        const MeasuredChoice &one = all[static_cast<std::size_t>(index)];
        m_workspace->setLayerFormats(one.formats, one.title);
    }
}

void AccuracyView::redraw()
{
    const bool study = page() == Bits;
    for (QWidget *widget : {static_cast<QWidget *>(m_axis), static_cast<QWidget *>(m_scale), static_cast<QWidget *>(m_front),
                            static_cast<QWidget *>(m_published)}) {
        widget->setVisible(study);
    }
    m_measure->setVisible(!study);
    m_use->setVisible(!study);
    for (PlotView *plot : {m_curves, m_both, m_runFront}) {
        plot->setVisible(study);
    }
    for (PlotView *plot : {m_ranking, m_assignment}) {
        plot->setVisible(!study);
    }
    study ? redrawStudy() : redrawLayers();
}

void AccuracyView::recost()
{
    // Storage is known at once; plans of a large network take a moment.
    const std::vector<StudyResult> &results = m_workspace->studyResults();
    if (m_costs.size() == results.size()) {
        return;
    }
    const std::size_t known = m_costs.size() < results.size() ? m_costs.size() : 0;
    m_costs.resize(known);
    std::vector<NumberFormat> formats;
    for (std::size_t i = known; i < results.size(); ++i) {
        m_costs.push_back(formatCost({}, results[i].evaluation.format, {}, m_workspace->chipConfig()));
    }
    for (const StudyResult &result : results) {
        if (result.network != m_workspace->modelName()) {
            return; // of a network that is not open: its layers are not known
        }
        formats.push_back(result.evaluation.format);
    }
    m_workspace->jobs()->cancel(m_costJob);
    auto costs = std::make_shared<std::vector<FormatCost>>();
    m_costJob = m_workspace->jobs()->start(
        tr("Costs of the study's formats"),
        [costs, formats, layers = m_workspace->layers(), chip = m_workspace->chipConfig()](const JobContext &job) {
            for (const NumberFormat &format : formats) {
                job.check();
                costs->push_back(formatCost(layers, format, {}, chip, job));
            }
        },
        [this, costs] {
            if (costs->size() == m_workspace->studyResults().size()) {
                m_costs = *costs;
                refreshWhenSeen(QStringLiteral("accuracy"), [this] { redraw(); });
            }
        },
        [this](const QString &error) { m_workspace->raiseMessage(Workspace::Severity::Warning, error); });
}

void AccuracyView::showNothing()
{
    m_both->setVisible(false);
    m_runFront->setVisible(false);
    if (m_workspace->isEmpty()) {
        m_curves->setEmpty(
            tr("No accuracy yet"),
            tr("Open a network with its data set, then start a study of how many bits it needs; or open a study."));
    } else if (m_workspace->studyRunning()) {
        m_curves->setLoading(tr("Classifying in FP32"), tr("The first point follows when the reference is known."));
    } else if (!m_workspace->data()) {
        m_curves->setEmpty(tr("This network has no data set"),
                           tr("Give it data to measure its accuracy, by File > Open data: an .npz of x and y, a table of "
                              "texts, a folder of images or of IDX files."));
    } else {
        m_curves->setEmpty(tr("No accuracy yet"), tr("Choose formats on the left and start a study."));
    }
}

void AccuracyView::redrawStudy()
{
    const std::vector<StudyResult> &results = m_workspace->studyResults();
    if (m_selected >= static_cast<int>(results.size())) {
        m_selected = -1;
    }
    const std::vector<const TuningRun *> tuned = m_workspace->tunings()->finishedOf(results.empty() ? m_workspace->modelName()
                                                                                                    : results.front().network);
    controls()->setVisible(!results.empty() || !tuned.empty());
    recost();
    std::vector<StripNumber> numbers;
    if (m_selected >= 0) {
        const auto at = static_cast<std::size_t>(m_selected);
        numbers = runNumbers(results[at], m_costs[at]);
        if (const int before = baselineResult(); before >= 0) {
            numbers.push_back(besideBaseline(results[at], results[static_cast<std::size_t>(before)]));
        }
    }
    strip()->setNumbers(std::move(numbers));
    if (results.empty()) {
        showNothing();
    }
    if (!results.empty() || (!tuned.empty() && !m_workspace->studyRunning())) {
        FigureSpec curves = accuracyAgainstBits(results, m_costs, options());
        addTunedCurves(curves, tuned, options(), m_workspace->chipConfig());
        m_curves->setFigure(curves);
    }
    if (results.empty()) {
        return;
    }
    const FigureSpec both = accuracyByBothBits(results);
    m_both->setVisible(!both.isEmpty());
    if (!both.isEmpty()) {
        m_both->setFigure(both);
    }
    const auto axis = static_cast<FrontAxis>(m_front->currentIndex());
    const FigureSpec front = accuracyFront(results, m_costs, axis, options());
    m_runFront->setVisible(true);
    if (!front.isEmpty()) {
        m_runFront->setFigure(front);
    } else {
        m_runFront->setEmpty(tr("No energy is known of these runs"),
                             tr("The chip's energy is known of VSQ, INT4 and INT8 in the network that is open."));
    }
}

void AccuracyView::redrawLayers()
{
    const Laboratory *laboratory = m_workspace->laboratory();
    const auto ranking = laboratory->ranking();
    const auto choice = laboratory->choice();
    controls()->setVisible(ranking != nullptr || choice != nullptr);
    m_measure->setEnabled(ranking != nullptr);
    strip()->setNumbers(choice ? choiceNumbers(*choice, m_choice) : std::vector<StripNumber>());
    m_use->setEnabled(choice != nullptr && m_choice >= 0);
    const int layer = m_workspace->selection().layer;
    const std::string selected = layer >= 0 && layer < static_cast<int>(m_workspace->layers().size())
                                     ? m_workspace->layers()[static_cast<std::size_t>(layer)].name
                                     : std::string();
    if (ranking) {
        m_ranking->setFigure(
            sensitivityFigure(ranking->sensitivity, ranking->format, ranking->side,
                              m_measure->currentIndex() == 0 ? SensitivityMeasure::Noise : SensitivityMeasure::Loss, selected));
    } else if (laboratory->isWorking(Laboratory::Question::Sensitivity)) {
        m_ranking->setLoading(tr("Quantizing one layer at a time"), tr("Every run begins at its layer."));
    } else if (m_workspace->isEmpty()) {
        m_ranking->setEmpty(tr("No layers yet"), tr("Open a network with its data set to see which of its layers suffer."));
    } else {
        m_ranking->setEmpty(tr("No ranking yet"), tr("Choose \u201cRank layers\u201d to see which of them a format hurts."));
    }
    if (choice) {
        m_assignment->setFigure(frontFigure(*choice, m_choice));
    } else if (laboratory->isWorking(Laboratory::Question::Assignment)) {
        m_assignment->setLoading(tr("Searching the cheapest formats"),
                                 tr("Each layer alone first, then choices along the front."));
    } else {
        m_assignment->setEmpty(tr("No formats found yet"),
                               tr("Choose “Find formats” for the cheapest format of each layer within a budget."));
    }
}

QJsonObject AccuracyView::saveState() const
{
    QJsonObject state = FigureView::saveState();
    state.insert(QStringLiteral("page"), m_pages->currentIndex());
    return state;
}

void AccuracyView::restoreState(const QJsonObject &state)
{
    FigureView::restoreState(state);
    m_pages->setCurrentIndex(qBound(0, state.value(QStringLiteral("page")).toInt(), m_pages->count() - 1));
}

void AccuracyView::prepareFigures()
{
    if (!m_workspace->data() || m_workspace->studyRunning() || !m_workspace->studyResults().empty()) {
        return;
    }
    std::vector<NumberFormat> formats;
    for (const Granularity granularity : {Granularity::Vector, Granularity::Channel, Granularity::Tensor}) {
        for (const int bits : {2, 3, 4, 6, 8}) {
            const bool vectors = granularity == Granularity::Vector;
            NumberFormat format;
            format.weights = twoLevelFormat(bits, granularity, 64, vectors ? 8 : 0);
            format.activations = twoLevelFormat(8, vectors ? Granularity::Vector : Granularity::Tensor, 64, vectors ? 8 : 0);
            formats.push_back(format);
        }
    }
    m_workspace->startStudy(formats, kItemsUnasked);
}

} // namespace vsq
