// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findingsview.h"

#include "core/layer/explanation.h"
#include "views/figure/statepage.h"
#include "views/figure/tablefigure.h"
#include "views/figure/turns.h"
#include "views/findings/assertionbar.h"
#include "views/findings/findingscolumns.h"
#include "views/findings/findingsmodel.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/laboratory.h"
#include "views/workspace/runlist.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/workspace.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace vsq {

namespace {

using Question = Laboratory::Question;

constexpr int kSoonMilliseconds = 150;

/// Leaves notes out where only what is worse is wanted.
class SeverityFilter : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setNotes(bool shown)
    {
        m_notes = shown;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        return m_notes || static_cast<const FindingsModel *>(sourceModel())->finding(row).severity != FindingSeverity::Note;
    }

private:
    bool m_notes = true;
};

bool isOfElement(const Finding &finding)
{
    return finding.rule == FindingRule::SaturatingSum
           || (finding.rule == FindingRule::AssertionFails
               && (finding.place.rfind("sum", 0) == 0 || finding.place.find(" at row ") != std::string::npos));
}

} // namespace

FindingsView::FindingsView(Workspace *workspace, QWidget *parent)
    : View(QStringLiteral("findings"), workspace, parent), m_assertions(new AssertionBar(this)), m_find(new QPushButton(this)),
      m_notes(new QCheckBox(tr("Notes"), this)), m_counts(new QLabel(this)), m_model(new FindingsModel(this)),
      m_shown(new SeverityFilter(this)), m_table(new QTableView(this)), m_state(new StatePage(this)), m_stack(new QStackedLayout)
{
    setObjectName(QStringLiteral("findingsView"));
    m_find->setObjectName(QStringLiteral("findingsFind"));
    m_find->setText(tr("&Look")); // its size is known from the start
    m_notes->setObjectName(QStringLiteral("findingsNotes"));
    m_notes->setToolTip(tr("Also what costs little or nothing"));
    m_notes->setChecked(true);
    m_counts->setObjectName(QStringLiteral("findingsCounts"));
    m_counts->setFont(Theme::small());
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    m_shown->setSourceModel(m_model);
    m_table->setObjectName(QStringLiteral("findingsTable"));
    m_table->setAccessibleName(tr("Findings"));
    m_table->setToolTip(tr("A click or Enter goes to the place of a finding, in all views"));
    m_table->setModel(m_shown);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(true);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + Theme::kGrid);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int before, int now) {
        if (!m_fitting && isSeen()) {
            const bool comesOrGoes = before == 0 || now == 0; // which is not the user's doing, as the last column's rest is not
            m_ownColumns = m_ownColumns || (column != FindingsModel::Remedy && !comesOrGoes);
            fitLater();
        }
    });
    m_table->setColumnHidden(FindingsModel::Baseline, true);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(Theme::kGrid, 4, Theme::kGrid, 4);
    row->setSpacing(Theme::kGrid);
    row->addWidget(m_find);
    row->addWidget(m_notes);
    row->addWidget(m_assertions);
    row->addStretch(1);
    row->addWidget(m_counts);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_table);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addLayout(m_stack, 1);

    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMilliseconds);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (m_workspace->isSmall() && m_unasked && !m_workspace->laboratory()->isWorking(Question::Findings)) {
            find();
        }
    });
    const auto later = [this] { refreshWhenSeen(QStringLiteral("findings"), [this] { refresh(); }); };
    connect(m_find, &QPushButton::clicked, this, [this] {
        if (m_workspace->laboratory()->isWorking(Question::Findings)) {
            m_unasked = false;
            m_workspace->laboratory()->cancel(Question::Findings);
        } else {
            find();
        }
    });
    connect(m_notes, &QCheckBox::toggled, this, [this](bool on) {
        static_cast<SeverityFilter *>(m_shown)->setNotes(on);
        refresh();
    });
    connect(m_assertions, &AssertionBar::changed, this, [this] {
        if (!m_workspace->isEmpty() && (m_workspace->isSmall() || m_workspace->laboratory()->findings())) {
            find();
        }
    });
    const auto go = [this](const QModelIndex &index) { goTo(m_model->finding(m_shown->mapToSource(index).row())); };
    connect(m_table, &QTableView::clicked, this, go);
    connect(m_table, &QTableView::activated, this, go);
    connect(workspace->laboratory(), &Laboratory::changed, this, [later](Question question) {
        if (question == Question::Findings) {
            later();
        }
    });
    connect(workspace->runs(), &RunList::changed, this, [this, later] {
        if (m_workspace->laboratory()->findings() && m_workspace->laboratory()->isOtherBaseline()) {
            find();
        }
        later();
    });
    for (const auto signal : {&Workspace::networkChanged, &Workspace::formatsChanged, &Workspace::chipConfigChanged}) {
        connect(workspace, signal, this, [this, later] {
            m_unasked = true;
            later();
        });
    }
    QAction *look = addCommand({.id = QStringLiteral("findings.find"),
                                .text = tr("Look for fi&ndings"),
                                .shortcut = QStringLiteral("Ctrl+Shift+L"),
                                .icon = QStringLiteral("warning"),
                                .tip = tr("Run the network once and list what a reviewer would point at."),
                                .menu = Menu::Study,
                                .group = 1},
                               [this] {
                                   Q_EMIT raiseWanted();
                                   find();
                               });
    connect(workspace, &Workspace::networkChanged, look, [this, look] { look->setEnabled(!m_workspace->isEmpty()); });
    look->setEnabled(!workspace->isEmpty());
    later();
}

QWidget *FindingsView::focusTarget()
{
    return m_stack->currentWidget() == m_table ? static_cast<QWidget *>(m_table) : m_find;
}

void FindingsView::find()
{
    m_workspace->laboratory()->find(m_assertions->assertions());
}

void FindingsView::prepareFigures()
{
    if (!m_workspace->isEmpty() && !m_workspace->laboratory()->findings()) {
        find();
    }
}

void FindingsView::refresh()
{
    Laboratory *laboratory = m_workspace->laboratory();
    const bool working = laboratory->isWorking(Question::Findings);
    m_find->setEnabled(!m_workspace->isEmpty());
    m_find->setText(working ? tr("&Cancel") : tr("&Look"));
    m_find->setToolTip(working ? tr("Stop")
                               : tr("Run the network once in its formats on the open item, and look at every product"));
    const auto findings = laboratory->findings();
    m_model->setFindings(findings, laboratory->baselineFindings());
    m_table->setColumnHidden(FindingsModel::Baseline, !m_model->hasBaseline());
    fitLater();
    m_counts->clear();
    if (findings && !working) {
        std::array<int, 3> counts{};
        for (const Finding &finding : *findings) {
            ++counts[static_cast<std::size_t>(finding.severity)];
        }
        QString said = tr("problems: %1, warnings: %2, notes: %3").arg(counts[2]).arg(counts[1]).arg(counts[0]);
        if (m_model->hasBaseline()) {
            const std::vector<ComparedFinding> &all = m_model->rows();
            said += tr("; beside %1: %2 new, %3 gone")
                        .arg(m_workspace->runs()->isOfOpenNetwork() ? m_workspace->runs()->baselineRun()->name : QString())
                        .arg(std::count_if(all.begin(), all.end(), [](const ComparedFinding &each) { return each.isNew(); }))
                        .arg(std::count_if(all.begin(), all.end(), [](const ComparedFinding &each) { return each.isGone; }));
        }
        m_counts->setText(said);
        m_stack->setCurrentWidget(m_shown->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_state);
        m_state->showState(StatePage::State::Empty, tr("Nothing to point at"),
                           findings->empty() ? tr("No rule found anything, and every assertion holds.")
                                             : tr("Only notes were found, which are hidden."));
        return;
    }
    m_stack->setCurrentWidget(m_state);
    if (m_workspace->isEmpty()) {
        m_state->showState(StatePage::State::Empty, tr("No findings yet"),
                           tr("Open a network to see what a reviewer would point at."));
    } else if (working) {
        m_state->showState(StatePage::State::Loading, tr("Looking at every product"), {});
    } else if (const QString &problem = laboratory->problem(Question::Findings); !problem.isEmpty()) {
        m_state->showState(StatePage::State::Error, {}, problem);
    } else if (m_workspace->isSmall() && m_unasked) {
        m_state->showState(StatePage::State::Loading, tr("Looking at every product"), {});
        m_soon.start();
    } else {
        m_state->showState(
            StatePage::State::Empty, tr("Not looked yet"),
            tr("Choose \u201cLook\u201d to run %1 once and list what a reviewer would point at.").arg(m_workspace->modelName()));
    }
}

void FindingsView::fitLater()
{
    Turns::later(this, 0, [this] { // after the last of many resizes, laid out
        m_fitting = true;
        if (!m_ownColumns) {
            fitFindingsColumns(*m_table);
        }
        fitFindingsRows(*m_table);
        m_fitting = false;
    });
}

void FindingsView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    fitLater();
}

void FindingsView::goTo(const Finding &finding)
{
    const auto &layers = m_workspace->layers();
    const auto found = std::find_if(layers.begin(), layers.end(),
                                    [&](const vsq::Layer &layer) { return layer.name == finding.layer; });
    if (found == layers.end()) {
        return;
    }
    Selection selection;
    selection.layer = static_cast<int>(found - layers.begin());
    if (isOfElement(finding)) {
        m_workspace->select(selection);
        seekElement(selection.layer, finding.row, finding.column);
        return;
    }
    if (finding.row >= 0) {
        selection.operand = finding.isActivations ? Selection::Operand::Activations : Selection::Operand::Weights;
        selection.row = finding.row;
        const bool code = finding.place.rfind("code", 0) == 0;
        const NumberFormat format = m_workspace->layerFormat(selection.layer);
        const int size = finding.isActivations ? format.activations.vectorSize : format.weights.vectorSize;
        selection.vector = code ? finding.column / size : finding.column;
        selection.element = code ? static_cast<int>(finding.column % size) : -1;
    }
    m_workspace->select(selection);
}

void FindingsView::seekElement(int layer, std::int64_t m, std::int64_t n)
{
    if (m < 0 || n < 0) {
        return;
    }
    if (m_workspace->openedLayer() != layer || !m_workspace->simulation()->isLoaded()) {
        // Once it is: the layer is opened by the selection or here, whichever comes first.
        auto *once = new QObject(this);
        connect(m_workspace->simulation(), &SimulationController::loaded, once, [this, once, layer, m, n] {
            if (m_workspace->openedLayer() == layer && m_workspace->simulation()->isLoaded()) {
                once->deleteLater();
                seekElement(layer, m, n);
            }
        });
        connect(m_workspace, &Workspace::networkChanged, once, &QObject::deleteLater);
        m_workspace->openLayer(layer);
        return;
    }
    auto cycle = std::make_shared<std::int64_t>(-1);
    m_workspace->jobs()->cancel(m_seekJob);
    m_seekJob = m_workspace->jobs()->start(
        tr("Finding the sum"),
        [cycle, m, n, graph = m_workspace->graph(), data = m_workspace->layerData(), chip = m_workspace->chipConfig(),
         next = m_workspace->nextFormat(layer)](const JobContext &) {
            const OpenedChip opened(data, chip, programOf(graph, *data, chip, next), {}); // in the simulation's own schedule
            const Explanation explained = explain(opened, m, n, ExplainStage::Sum, 1);
            *cycle = explained.vectors.empty() ? -1 : explained.vectors.back().cycle + 1;
        },
        [this, cycle, layer] {
            if (*cycle >= 0 && m_workspace->openedLayer() == layer) {
                m_workspace->simulation()->seek(*cycle);
            }
        },
        [this](const QString &error) { m_workspace->raiseMessage(Workspace::Severity::Information, error); });
}

std::vector<FigureSpec> FindingsView::figures() const
{
    if (m_model->rows().empty()) {
        return {};
    }
    const bool beside = m_model->hasBaseline();
    std::vector<QStringList> rows;
    std::vector<QStringList> values{{QStringLiteral("severity"), QStringLiteral("rule"), QStringLiteral("layer"),
                                     QStringLiteral("place"), QStringLiteral("number"), QStringLiteral("text"),
                                     QStringLiteral("remedy")}};
    std::vector<TableColumn> columns{{tr("Severity")}, {tr("Rule")}, {tr("Layer")}, {tr("Place")}, {tr("Number"), true}};
    if (beside) {
        columns.push_back({tr("Baseline"), true});
        values.front() += QStringList{QStringLiteral("baseline_number"), QStringLiteral("is_gone")};
    }
    for (std::size_t i = 0; i < m_model->rows().size(); ++i) {
        const ComparedFinding &compared = m_model->rows()[i];
        const Finding &finding = compared.finding;
        const QString layer = QString::fromStdString(finding.layer);
        const QString place = QString::fromStdString(finding.place);
        rows.push_back({FindingsModel::titleOf(finding.severity), FindingsModel::titleOf(finding.rule), layer, place,
                        number::significant(finding.number)});
        values.push_back({QString::fromUtf8(nameOf(finding.severity).data()), QString::fromUtf8(nameOf(finding.rule).data()),
                          layer, place, QString::number(finding.number, 'g', 10), QString::fromStdString(finding.text),
                          QString::fromStdString(finding.remedy)});
        if (beside) {
            rows.back().append(m_model->besideText(static_cast<int>(i)));
            values.back() += QStringList{compared.before ? QString::number(*compared.before, 'g', 10) : QString(),
                                         compared.isGone ? QStringLiteral("1") : QStringLiteral("0")};
        }
    }
    FigureSpec spec = tableFigure(QStringLiteral("findings"), tr("Findings in %1").arg(m_workspace->modelName()), columns, rows,
                                  std::move(values));
    spec.name = QStringLiteral("findings");
    return {spec};
}

QJsonObject FindingsView::saveState() const
{
    return {{QStringLiteral("assertions"), QJsonArray::fromStringList(m_assertions->texts())},
            {QStringLiteral("notes"), m_notes->isChecked()}};
}

void FindingsView::restoreState(const QJsonObject &state)
{
    m_notes->setChecked(state.value(QStringLiteral("notes")).toBool(true));
    QStringList texts;
    for (const auto &text : state.value(QStringLiteral("assertions")).toArray()) {
        texts.append(text.toString());
    }
    m_assertions->setTexts(texts);
}

} // namespace vsq
