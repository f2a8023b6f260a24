// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/tuninglist.h"

#include "core/quantize/formatnames.h"
#include "core/quantize/formattext.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/project.h"
#include "views/workspace/runlist.h"
#include "views/workspace/tuningprocess.h"
#include "views/workspace/workspace.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMetaObject>
#include <QStandardPaths>

#include <algorithm>

namespace vsq {

namespace {

const QString kTuningTopic = QStringLiteral("tuning");

QString formatName(const NumberFormat &format)
{
    const std::string name = nameOf(format).empty() ? describe(format) : nameOf(format);
    return QString::fromStdString(name);
}

/// For the name of a file.
QString fileWord(const NumberFormat &format)
{
    QString word = QString::fromStdString(formatText(format));
    for (QChar &letter : word) {
        letter = letter.isLetterOrNumber() || letter == QLatin1Char('-') ? letter : QLatin1Char('-');
    }
    return word;
}

} // namespace

TuningList::TuningList(Workspace *workspace) : QObject(workspace), m_workspace(workspace) {}

QString TuningList::program() const
{
    const QString path = m_program.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/vsq-train") : m_program;
    return QFileInfo(path).isExecutable() ? path : QString();
}

void TuningList::setProgram(const QString &path)
{
    m_program = path;
    Q_EMIT changed();
}

QString TuningList::missing() const
{
    if (program().isEmpty()) {
        return tr(
            "Fine-tuning needs the program vsq-train beside vsqscope: install vsqscope-train, or libtorch-dev and build again. "
            "Everything else works without it.");
    }
    if (m_workspace->isEmpty()) {
        return tr("Open a network with its data set to fine-tune it.");
    }
    return {};
}

QString TuningList::suggestedOut() const
{
    const QFileInfo model(m_workspace->modelPath());
    const bool isOwn = QFileInfo(model.absolutePath()).isWritable()
                       && !QFileInfo::exists(model.absolutePath() + "/manifest.json");
    const QString folder = isOwn ? model.absolutePath() : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QStringLiteral("%1/%2-%3.onnx").arg(folder, model.completeBaseName(), fileWord(m_workspace->format()));
}

TuningRequest TuningList::requestForOpen() const
{
    const Project project = m_workspace->project();
    TuningRequest request;
    request.model = project.modelPath;
    request.shapes = project.shapes;
    request.formats.others = project.format;
    request.formats.layers = {project.layerFormats.begin(), project.layerFormats.end()};
    request.chip = project.chip;
    request.data = project.dataPath;
    request.out = suggestedOut();
    return request;
}

std::vector<const TuningRun *> TuningList::finishedOf(const QString &network) const
{
    std::vector<const TuningRun *> list;
    for (const TuningRun &run : m_runs) {
        if (run.tuned && (run.network == network || run.name == network)) {
            list.push_back(&run);
        }
    }
    return list;
}

void TuningList::set(std::vector<TuningRun> runs)
{
    if (m_state != State::Idle) {
        runs.push_back(m_runs.back()); // it goes on
    }
    m_runs = std::move(runs);
    Q_EMIT changed();
}

void TuningList::remove(int index)
{
    if (index >= 0 && index < static_cast<int>(m_runs.size()) && index != running()) {
        m_runs.erase(m_runs.begin() + index);
        Q_EMIT changed();
    }
}

void TuningList::start(const TuningRequest &request)
{
    if (m_state != State::Idle) {
        return;
    }
    if (const QString problem = missing(); !problem.isEmpty()) {
        m_workspace->raiseMessage(Workspace::Severity::Warning, problem, {}, kTuningTopic);
        return;
    }
    m_workspace->withdrawMessages(kTuningTopic);
    std::erase_if(m_runs, [&](const TuningRun &run) { return !run.tuned && run.out == request.out; }); // it goes on
    TuningRun run;
    run.name = QFileInfo(request.out).completeBaseName();
    run.network = QFileInfo(request.model).completeBaseName();
    run.model = request.model;
    run.data = request.test.isEmpty() ? request.data : request.test;
    run.out = request.out;
    run.format = request.formats.others;
    run.ownFormats = !request.formats.layers.empty();
    run.plannedEpochs = request.epochs;
    run.density = request.density;
    m_runs.push_back(std::move(run));
    m_state = State::Running;
    auto result = std::make_shared<TuningResult>();
    m_job = m_workspace->jobs()->start(
        tr("Fine-tuning %1").arg(m_runs.back().network),
        [this, result, request, program = program()](const JobContext &job) {
            // Whatever comes of it: nothing runs any more, which a job that was cancelled does not say.
            const std::shared_ptr<void> over(nullptr, [this](void *) {
                post([this] {
                    m_state = State::Idle;
                    Q_EMIT changed();
                });
            });
            *result = runTuning(
                program, request, [this](const Json &event) { post([this, event] { take(event); }); },
                [this](const QString &warning) {
                    post([this, warning] { m_workspace->raiseMessage(Workspace::Severity::Warning, warning, {}, kTuningTopic); });
                },
                job);
        },
        [this, result, request] { join(request, *result); },
        [this](const QString &error) { m_workspace->raiseMessage(Workspace::Severity::Error, error, {}, kTuningTopic); });
    Q_EMIT changed();
}

void TuningList::cancel()
{
    if (m_state == State::Running) {
        m_state = State::Stopping;
        m_workspace->jobs()->cancel(m_job);
        Q_EMIT changed();
    }
}

/// From the job's thread: done on this object's, in the order of the calls.
void TuningList::post(std::function<void()> what)
{
    QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection);
}

void TuningList::take(const Json &event)
{
    if (m_state != State::Idle) {
        m_runs.back().take(event);
        Q_EMIT progressed(static_cast<int>(m_runs.size()) - 1);
    }
}

/// The tuned network stands among the kept runs, beside what it was made from.
void TuningList::join(const TuningRequest &request, const TuningResult &result)
{
    const auto found = std::find_if(m_runs.rbegin(), m_runs.rend(),
                                    [&](const TuningRun &run) { return run.out == request.out && !run.tuned; });
    if (found == m_runs.rend()) {
        return; // it was removed
    }
    found->finish(result.report);
    RunList *kept = m_workspace->runs();
    if (kept->runs().empty() && m_workspace->modelPath() == request.model) {
        KeptRun before = kept->current();
        before.format = request.formats.others;
        before.layerFormats = {request.formats.layers.begin(), request.formats.layers.end()};
        before.layers = result.before;
        kept->add(std::move(before));
    }
    KeptRun run;
    run.name = tr("%1, fine-tuned in %2").arg(found->network, formatName(found->format));
    run.model = request.out;
    run.format = request.formats.others;
    run.layerFormats = {request.formats.layers.begin(), request.formats.layers.end()};
    run.chip = request.chip;
    run.item = m_workspace->item();
    run.layers = result.layers;
    kept->add(std::move(run));
    const int index = static_cast<int>(m_runs.size()) - 1 - static_cast<int>(found - m_runs.rbegin());
    Q_EMIT finished(index);
    Q_EMIT changed();
}

} // namespace vsq
