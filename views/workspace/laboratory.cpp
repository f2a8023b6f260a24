// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/laboratory.h"

#include "core/base/error.h"
#include "core/data/iteminputs.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

#include <utility>

namespace vsq {

Laboratory::Laboratory(Workspace *workspace) : QObject(workspace), m_workspace(workspace)
{
    const auto forgetAll = [this] {
        for (const Question question : {Question::Sensitivity, Question::Assignment, Question::Findings, Question::Budget}) {
            forget(question);
        }
    };
    const auto forgetRuns = [this] {
        forget(Question::Findings);
        forget(Question::Budget);
    };
    connect(workspace, &Workspace::networkChanged, this, forgetAll);
    connect(workspace, &Workspace::formatsChanged, this, forgetRuns);
    connect(workspace, &Workspace::chipConfigChanged, this, [this, forgetRuns] {
        forgetRuns();
        forget(Question::Assignment); // its costs are the chip's
    });
    connect(workspace, &Workspace::supplyChanged, this, [this] {
        if (m_choice || isWorking(Question::Assignment)) {
            forget(Question::Assignment); // it is weighed in joules
        }
    });
    connect(workspace->jobs(), &JobQueue::ended, this, [this](int id) {
        for (std::size_t i = 0; i < 4; ++i) {
            if (m_jobs[i] == id && id != 0) {
                m_jobs[i] = 0;
                Q_EMIT changed(static_cast<Question>(i));
            }
        }
    });
}

bool Laboratory::isWorking(Question question) const
{
    return m_workspace->jobs()->isRunning(m_jobs[at(question)]);
}

const QString &Laboratory::problem(Question question) const
{
    return m_problems[at(question)];
}

void Laboratory::cancel(Question question)
{
    m_workspace->jobs()->cancel(m_jobs[at(question)]);
}

void Laboratory::forget(Question question)
{
    cancel(question);
    m_problems[at(question)].clear();
    switch (question) {
    case Question::Sensitivity: m_ranking.reset(); break;
    case Question::Assignment: m_choice.reset(); break;
    case Question::Findings:
        m_findings.reset();
        m_baselineFindings.reset();
        break;
    case Question::Budget: m_budgets.reset(); break;
    }
    Q_EMIT changed(question);
}

void Laboratory::start(Question question, const QString &title, std::function<void(const JobContext &)> work,
                       std::function<void()> take)
{
    cancel(question);
    m_problems[at(question)].clear();
    m_jobs[at(question)] = m_workspace->jobs()->start(title, std::move(work), std::move(take),
                                                      [this, question](const QString &error) {
                                                          m_problems[at(question)] = error;
                                                          m_workspace->raiseMessage(Workspace::Severity::Error, error);
                                                      });
    Q_EMIT changed(question);
}

void Laboratory::rankLayers(const NumberFormat &format, SensitiveSide side, int items)
{
    if (!m_workspace->data()) {
        return;
    }
    auto ranking = std::make_shared<Ranking>();
    ranking->format = format;
    ranking->side = side;
    start(
        Question::Sensitivity, tr("Sensitivity of %1").arg(m_workspace->modelName()),
        [ranking, items, graph = m_workspace->graph(), data = m_workspace->data(),
         chip = m_workspace->chipConfig()](const JobContext &job) {
            ranking->sensitivity = measureSensitivity(graph, firstItems(*data, items), {ranking->format}, ranking->side, chip, {},
                                                      job);
        },
        [this, ranking] { m_ranking = ranking; });
}

void Laboratory::assign(const std::vector<NumberFormat> &formats, double budget, AssignmentCost cost, int items,
                        std::vector<ComparedChoice> compared)
{
    if (!m_workspace->data() || formats.empty()) {
        return;
    }
    auto choice = std::make_shared<Choice>();
    choice->request.formats = formats;
    choice->request.budget = budget;
    choice->request.cost = cost;
    choice->request.config = m_workspace->chipConfig();
    choice->request.compared = std::move(compared);
    start(
        Question::Assignment, tr("Formats for %1").arg(m_workspace->modelName()),
        [choice, items, graph = m_workspace->graph(), data = m_workspace->data()](const JobContext &job) {
            const Dataset first = firstItems(*data, items);
            AssignmentRequest request = choice->request;
            request.graph = graph;
            request.data = &first;
            choice->result = assignFormats(request, job);
        },
        [this, choice] { m_choice = choice; });
}

std::optional<Laboratory::Beside> Laboratory::baseline() const
{
    const RunList &runs = *m_workspace->runs();
    if (!runs.isOfOpenNetwork()) {
        return std::nullopt;
    }
    const KeptRun &run = *runs.baselineRun();
    return Beside{run.format, run.layerFormats, run.chip};
}

bool Laboratory::isOtherBaseline() const
{
    return baseline() != m_foundBeside;
}

void Laboratory::find(const std::vector<Assertion> &assertions)
{
    if (m_workspace->isEmpty()) {
        return;
    }
    auto found = std::make_shared<std::vector<Finding>>();
    auto before = std::make_shared<std::shared_ptr<const std::vector<Finding>>>();
    m_foundBeside = baseline();
    FindingsRequest request;
    request.graph = m_workspace->graph();
    request.format = m_workspace->format();
    for (std::size_t i = 0; i < m_workspace->layers().size(); ++i) {
        if (m_workspace->hasLayerFormat(static_cast<int>(i))) {
            request.formats[m_workspace->layers()[i].name] = m_workspace->layerFormat(static_cast<int>(i));
        }
    }
    request.config = m_workspace->chipConfig();
    request.assertions = assertions;
    request.hasData = m_workspace->data() != nullptr;
    start(
        Question::Findings, tr("Findings in %1").arg(m_workspace->modelName()),
        [found, before, request = std::move(request), beside = m_foundBeside, data = m_workspace->data(),
         item = m_workspace->item()](const JobContext &job) mutable {
            request.inputs = itemInputs(*request.graph, data.get(), item);
            *found = findFindings(request, job);
            if (!beside) {
                return;
            }
            if (*beside == Beside{request.format, request.formats, request.config}) {
                *before = found;
                return;
            }
            request.format = beside->format;
            request.formats = beside->formats;
            request.config = beside->config;
            try {
                *before = std::make_shared<const std::vector<Finding>>(findFindings(request, job));
            } catch (const Error &) { // an assertion about what the baseline's format has not: nothing to stand beside
                before->reset();
            }
        },
        [this, found, before] {
            m_findings = found;
            m_baselineFindings = *before;
        });
}

void Laboratory::budget()
{
    if (m_workspace->isEmpty()) {
        return;
    }
    auto budgets = std::make_shared<Budgets>();
    budgets->format = m_workspace->format();
    start(
        Question::Budget, tr("Error budget of %1").arg(m_workspace->modelName()),
        [budgets, graph = m_workspace->graph(), data = m_workspace->data(), item = m_workspace->item(),
         chip = m_workspace->chipConfig()](const JobContext &job) {
            BudgetRequest request;
            request.graph = graph;
            request.inputs = itemInputs(*graph, data.get(), item);
            request.format = budgets->format;
            request.config = chip;
            request.engine.stop = job.stop;
            budgets->layers = layerBudgets(request, job);
            budgets->network = networkBudget(request, job);
        },
        [this, budgets] { m_budgets = budgets; });
}

} // namespace vsq
