// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/compareview.h"

#include "core/layer/openedchip.h"
#include "views/compare/comparemodel.h"
#include "views/compare/divergence.h"
#include "views/compare/runspanel.h"
#include "views/compare/verdict.h"
#include "views/figure/tablefigure.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/navigator.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace vsq {

CompareView::CompareView(Workspace *workspace, QWidget *parent)
    : StateView(QStringLiteral("compare"), tr("Compare"), tr("Kept runs beside each other, and where they first part"), workspace,
                parent),
      m_keep(makeTool("compare.keep", "add", tr("Keep this run"),
                      tr("Keep what is set now, with what has been measured of it, to compare with"))),
      m_find(makeTool("compare.find", "difference", tr("First divergence"),
                      tr("Run the baseline and what is set now, and find where they first part"))),
      m_tensors(
          makeTool("compare.tensors", "open", tr("Tensors\u2026"),
                   tr("Compare with another runtime's tensors, an .npz with arrays by the names of nodes' outputs, or with the "
                      "dump of a bench of golden vectors"))),
      m_tolerance(new QDoubleSpinBox(this)), m_verdict(new QLabel(this)),
      m_go(makeTool("compare.go", "goto", tr("Go there"), tr("Show the first difference in all views"))),
      m_model(new CompareModel(this)), m_table(new QTableView(this))
{
    m_tolerance->setObjectName(QStringLiteral("compare.tolerance"));
    m_tolerance->setAccessibleName(tr("Tolerance of real values"));
    m_tolerance->setToolTip(tr("Real values differ where they are further apart than this part of a tensor's largest magnitude; "
                               "integers of the chip are compared exactly"));
    m_tolerance->setDecimals(7);
    m_tolerance->setRange(0.0, 1.0);
    m_tolerance->setSingleStep(1e-4);
    m_tolerance->setValue(1e-6);
    m_tolerance->setPrefix(tr("\u00b1 "));
    m_verdict->setObjectName(QStringLiteral("compare.verdict"));
    m_verdict->setAccessibleName(tr("First difference"));
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_table->setObjectName(QStringLiteral("compare.table"));
    m_table->setAccessibleName(tr("Layers beside the baseline's"));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setMinimumSectionSize(60);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setTextElideMode(Qt::ElideMiddle);

    addTools({m_keep, m_find, m_tensors, m_tolerance});
    auto *verdict = new QHBoxLayout;
    verdict->setContentsMargins(12, 2, 8, 4);
    verdict->addWidget(m_verdict, 1);
    verdict->addWidget(m_go, 0, Qt::AlignTop);
    auto *right = new QWidget(this);
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(0);
    rightColumn->addLayout(verdict);
    rightColumn->addWidget(m_table, 1);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setObjectName(QStringLiteral("compare.split"));
    split->setChildrenCollapsible(false);
    split->addWidget(new RunsPanel(workspace->runs(), this));
    split->addWidget(right);
    split->setStretchFactor(1, 1);
    split->setSizes({220, 800});
    setContent(split);

    RunList *runs = workspace->runs();
    connect(m_keep, &QToolButton::clicked, runs, &RunList::keepCurrent);
    connect(m_find, &QToolButton::clicked, this, &CompareView::findDivergence);
    connect(m_tensors, &QToolButton::clicked, this, &CompareView::askForTensors);
    connect(m_go, &QToolButton::clicked, this, &CompareView::goThere);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (!current.isValid()) {
            return;
        }
        const std::vector<Layer> &layers = m_workspace->layers();
        for (std::size_t i = 0; i < layers.size(); ++i) {
            if (layers[i].name == m_model->layerOf(current.row()) && static_cast<int>(i) != m_workspace->selection().layer) {
                Selection selection;
                selection.layer = static_cast<int>(i);
                m_workspace->select(selection);
            }
        }
    });
    connect(runs, &RunList::changed, this, [this] {
        forgetDifference();
        refreshLater();
    });
    for (const auto signal : {&Workspace::networkChanged, &Workspace::formatsChanged, &Workspace::chipConfigChanged}) {
        connect(workspace, signal, this, [this] {
            forgetDifference();
            refreshLater();
        });
    }
    connect(workspace, &Workspace::supplyChanged, this,
            [this] { refreshSoon(QStringLiteral("compare"), [this] { refresh(); }); });
    connect(workspace, &Workspace::measurementsChanged, this, &CompareView::refreshLater);
    connect(workspace, &Workspace::layerCostsChanged, this, &CompareView::refreshLater);
    addCommand({.id = QStringLiteral("compare.keep"),
                .text = tr("Keep this run to compare with"),
                .shortcut = QStringLiteral("Ctrl+Shift+K"),
                .icon = QStringLiteral("add"),
                .tip = tr("Keep what is set now, with what has been measured of it."),
                .menu = Menu::Study,
                .group = 3},
               [this] {
                   Q_EMIT raiseWanted();
                   m_workspace->runs()->keepCurrent();
               });
    addCommand({.id = QStringLiteral("compare.find"),
                .text = tr("First divergence from the baseline"),
                .shortcut = QStringLiteral("Ctrl+Shift+D"),
                .icon = QStringLiteral("difference"),
                .tip = tr("Run the baseline and what is set now, and find where they first part."),
                .menu = Menu::Study,
                .group = 3},
               [this] {
                   Q_EMIT raiseWanted();
                   findDivergence();
               });
    refreshLater();
}

QWidget *CompareView::focusTarget()
{
    return m_table->isVisibleTo(this) ? static_cast<QWidget *>(m_table) : m_keep;
}

QJsonObject CompareView::saveState() const
{
    return {{QStringLiteral("tolerance"), m_tolerance->value()}};
}

void CompareView::restoreState(const QJsonObject &state)
{
    m_tolerance->setValue(state.value(QStringLiteral("tolerance")).toDouble(m_tolerance->value()));
}

QString CompareView::verdict() const
{
    return m_verdict->text();
}

bool CompareView::isSearching() const
{
    return m_workspace->jobs()->isRunning(m_job);
}

void CompareView::forgetDifference()
{
    m_workspace->jobs()->cancel(m_job);
    m_difference.reset();
    m_model->setDifference({});
}

void CompareView::refreshLater()
{
    refreshWhenSeen(QStringLiteral("compare"), [this] { refresh(); });
}

void CompareView::refresh()
{
    const RunList &runs = *m_workspace->runs();
    const KeptRun *baseline = runs.baselineRun();
    const bool empty = m_workspace->isEmpty();
    m_keep->setEnabled(!empty);
    m_find->setEnabled(!empty && baseline != nullptr && !isSearching());
    m_tensors->setEnabled(!empty && !isSearching());
    m_tolerance->setEnabled(!empty);
    if (empty) {
        showState(StatePage::State::Empty, tr("No network is open"),
                  tr("Open a network or a sample, keep a run, change its formats, and see what that does to each layer."));
    } else if (runs.runs().empty() && !m_difference && !isSearching()) {
        showState(StatePage::State::Empty, tr("No run is kept"),
                  tr("Keep this run, then change formats or the chip: each layer stands beside what it was."));
    }
    const bool shows = !empty && (!runs.runs().empty() || m_difference || isSearching());
    if (!shows) {
        return;
    }
    showContent();
    setLayers(*m_model);
    const bool searched = m_difference.has_value();
    for (const int column : {CompareModel::Different, CompareModel::Largest}) {
        m_table->setColumnHidden(column, !searched);
    }
    for (const int column : {CompareModel::CyclesDifference, CompareModel::UtilisationDifference, CompareModel::SqnrDifference,
                             CompareModel::EnergyDifference}) {
        m_table->setColumnHidden(column, baseline == nullptr);
    }
    m_go->setVisible(searched && m_difference->first.has_value());
    if (isSearching()) {
        m_verdict->setText(tr("Running both and comparing \u2026"));
    } else if (!searched) {
        m_verdict->setText(baseline == nullptr
                               ? tr("Tick a run to make it the baseline.")
                               : tr("Beside %1. First divergence runs both and finds where they part.").arg(baseline->name));
    } else if (m_difference->same()) {
        m_verdict->setText(tr("No difference from %1.").arg(m_other));
    } else {
        m_verdict->setText(verdictOf(*m_difference->first, m_other));
    }
}

void CompareView::setLayers(CompareModel &model) const
{
    const RunList &runs = *m_workspace->runs();
    runs.baselineRun() == nullptr ? model.setLayers(runs.current().layers) : model.setLayers(runs.compared());
}

void CompareView::findDivergence()
{
    const KeptRun *baseline = m_workspace->runs()->baselineRun();
    if (m_workspace->isEmpty() || baseline == nullptr) {
        m_workspace->raiseMessage(Workspace::Severity::Information,
                                  tr("There is no baseline: keep a run first, then change something."), {},
                                  QStringLiteral("compare"));
        return;
    }
    forgetDifference();
    const bool sameNetwork = baseline->model == m_workspace->modelPath();
    DivergenceSide now{m_workspace->runs()->current(), m_workspace->graph(), m_workspace->layers()};
    DivergenceSide before{*baseline, sameNetwork ? m_workspace->graph() : nullptr,
                          sameNetwork ? m_workspace->layers() : std::vector<Layer>()};
    auto result = std::make_shared<RunDifference>();
    m_job = m_workspace->jobs()->start(
        tr("Comparing with %1").arg(baseline->name),
        [result, now, before, data = m_workspace->data(), tolerance = m_tolerance->value()](const JobContext &job) {
            *result = divergenceOf(now, before, data, tolerance, job);
        },
        [this, result, name = baseline->name] { take(*result, name); },
        [this](const QString &error) {
            refresh();
            m_workspace->raiseMessage(Workspace::Severity::Error, error, {}, QStringLiteral("compare"));
        });
    refresh();
}

void CompareView::compareWithTensors(const QString &file)
{
    if (m_workspace->isEmpty()) {
        return;
    }
    forgetDifference();
    auto result = std::make_shared<RunDifference>();
    DivergenceSide now{m_workspace->runs()->current(), m_workspace->graph(), m_workspace->layers()};
    m_job = m_workspace->jobs()->start(
        tr("Comparing with %1").arg(QFileInfo(file).fileName()),
        [result, now, data = m_workspace->data(), path = file.toStdString(),
         tolerance = m_tolerance->value()](const JobContext &job) {
            *result = path.ends_with(".hex") ? divergenceFromDump(now, data, path, job)
                                             : divergenceFromTensors(now, data, path, tolerance, job);
        },
        [this, result, file] { take(*result, QFileInfo(file).fileName()); },
        [this](const QString &error) {
            refresh();
            m_workspace->raiseMessage(Workspace::Severity::Error, error, {}, QStringLiteral("compare"));
        });
    refresh();
}

void CompareView::take(const RunDifference &difference, const QString &other)
{
    m_difference = difference;
    m_other = other;
    m_workspace->withdrawMessages(QStringLiteral("compare"));
    m_model->setDifference(m_difference);
    refresh();
}

void CompareView::askForTensors()
{
    auto *dialog = new QFileDialog(this, tr("Tensors of another runtime"), {},
                                   tr("Arrays by name (*.npz);;A bench's dump (*.hex)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CompareView::compareWithTensors);
    dialog->open();
}

void CompareView::goThere()
{
    if (!m_difference || !m_difference->first) {
        return;
    }
    const FirstDifference &first = *m_difference->first;
    const std::vector<Layer> &layers = m_workspace->layers();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].name != first.layer) {
            continue;
        }
        ChipPlace place;
        place.layer = static_cast<int>(i);
        place.product = static_cast<int>(first.product);
        place.cycle = first.cycle + 1;
        place.selection.layer = place.layer;
        if (first.cycle < 0 || !layers[i].onChip) { // of the host: only the layer can be shown
            m_workspace->select(place.selection);
            return;
        }
        place.selection.lane = first.lane;
        place.selection.entry = first.entry;
        m_workspace->navigator()->goTo(place);
        return;
    }
    m_workspace->raiseMessage(Workspace::Severity::Information,
                              tr("%1 is no layer of the network that is open.").arg(QString::fromStdString(first.layer)));
}

std::vector<FigureSpec> CompareView::figures() const
{
    if (m_workspace->isEmpty()) {
        return {};
    }
    // Made anew: the view may not have been seen yet.
    const KeptRun *baseline = m_workspace->runs()->baselineRun();
    CompareModel model;
    setLayers(model);
    model.setDifference(m_difference);
    std::vector<TableColumn> columns;
    std::vector<int> shown;
    for (int column = 0; column < CompareModel::ColumnCount; ++column) {
        const bool searched = column == CompareModel::Different || column == CompareModel::Largest;
        if (searched ? m_difference.has_value() : !CompareModel::isDifference(column) || baseline != nullptr) {
            columns.push_back({model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), column > 0});
            shown.push_back(column);
        }
    }
    std::vector<QStringList> rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (const int column : shown) {
            cells.append(model.index(row, column).data().toString());
        }
        rows.push_back(cells);
    }
    FigureSpec spec = tableFigure(QStringLiteral("compare"), tr("Layers beside the baseline's"), columns, rows, model.table());
    spec.name = QStringLiteral("compareLayers");
    spec.summary = m_verdict->text();
    return {spec};
}

} // namespace vsq
