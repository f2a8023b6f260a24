// SPDX-License-Identifier: GPL-3.0-or-later
// Workspace: accuracy studies and their files.
#include "core/base/hash.h"
#include "core/data/datahash.h"
#include "core/data/iteminputs.h"
#include "core/network/identity.h"
#include "core/study/studystore.h"
#include "core/study/sweeprun.h"
#include "views/theme/coretext.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspaceprivate.h"

#include <QFileInfo>
#include <QMetaObject>

#include <algorithm>

namespace vsq {

namespace {

const QString kStudyTopic = QStringLiteral("study");

/// What a study of the open network measures, as a worker needs it: everything by value.
struct Subject {
    std::shared_ptr<const Graph> graph;
    std::shared_ptr<const Dataset> data;
    ChipConfig chip;
    std::string model;
    std::string dataPath;
    std::int64_t items = 0;

    /// Reads the network's file and every item once.
    [[nodiscard]] StudySubject make() const
    {
        return {.model = model,
                .modelHash = identityOf(*graph, model),
                .data = dataPath,
                .dataHash = hashOfData(firstItems(*data, items)),
                .items = items,
                .chip = toJson(chip),
                .scales = {},
                .fidelity = {},
                .shapes = shapesOf(*graph),
                .isModel = [graph = graph, model = model](const std::string &hash) { return isNetwork(hash, *graph, model); }};
    }
};

/// One name for each subject, so that results of other items or settings never meet.
std::string ownFile(const QString &folder, const StudySubject &subject)
{
    std::string all;
    for (const SubjectField &field : fieldsOf(subject)) {
        all += field.isPath ? std::string() : field.value + "\n";
    }
    return folder.toStdString() + "/" + hashOf(all.data(), all.size()) + ".db";
}

Evaluation withRecovery(Evaluation evaluation)
{
    evaluation.offered = evaluation.quantized.count;
    if (!evaluation.right.empty()) {
        evaluation.recovery = recoveryOf(evaluation.fp32Right, evaluation.right);
    }
    return evaluation;
}

/// What an opened file says.
struct OpenedStudy {
    std::vector<Evaluation> evaluations;
    std::map<std::string, std::string> subject;
    std::vector<NumberFormat> pending;
    bool fits = false;
};

OpenedStudy readStudy(const std::string &path, const std::optional<Subject> &open, const JobContext &job)
{
    const StudyStore store(path);
    OpenedStudy opened;
    opened.subject = store.subject();
    for (Evaluation &evaluation : store.evaluations()) {
        job.check();
        opened.evaluations.push_back(withRecovery(std::move(evaluation)));
    }
    for (const StudyPoint &point : store.points()) {
        if (!point.outcome && point.id != kFp32Point) {
            opened.pending.push_back(point.format);
        }
    }
    if (open && open->data) {
        Subject own = *open;
        own.items = std::min<std::int64_t>(std::atoll(opened.subject["items"].c_str()), open->data->size());
        const std::vector<SubjectField> fields = fieldsOf(own.make());
        opened.fits = std::all_of(fields.begin(), fields.end(), [&](const SubjectField &field) {
            const std::string &present = opened.subject[field.key];
            return field.isPath || present == field.value || (field.accepts && field.accepts(present) == SameNetwork::Yes);
        });
    }
    return opened;
}

} // namespace

bool Workspace::isStudied(const NumberFormat &format, std::int64_t items) const
{
    return std::any_of(d->results.begin(), d->results.end(), [&](const StudyResult &result) {
        return result.network == modelName() && result.evaluation.format == format && result.evaluation.quantized.count == items;
    });
}

void Workspace::startStudy(const std::vector<NumberFormat> &formats, int items)
{
    if (isEmpty() || formats.empty()) {
        return;
    }
    if (!d->model.data) {
        raiseMessage(Severity::Warning, tr("%1 has no data to measure accuracy on.").arg(modelName()),
                     tr("Open it with a data set: an .npz with x and y, or a folder of IDX files."));
        return;
    }
    cancelStudy();
    const std::int64_t count = std::min<std::int64_t>(items, d->model.data->size());
    if (std::all_of(formats.begin(), formats.end(), [&](const NumberFormat &format) { return isStudied(format, count); })) {
        raiseMessage(Severity::Information, tr("Every one of these formats has been measured on %1 items.").arg(count),
                     tr("Clear forgets the results, so that they can be measured again."), kStudyTopic);
        return;
    }
    withdrawMessages(kStudyTopic);
    const int serial = ++d->studySerial;
    if (d->ownStudies == nullptr) {
        d->ownStudies = std::make_unique<QTemporaryDir>();
    }
    // Results without a file (a project's) are put into it, so that they are not measured again.
    std::vector<Evaluation> known;
    for (const StudyResult &result : d->results) {
        if (result.network == modelName() && result.evaluation.quantized.count == count) {
            known.push_back(result.evaluation);
        }
    }
    const auto post = [this, serial](std::function<void()> what) {
        QMetaObject::invokeMethod(
            this,
            [this, serial, what = std::move(what)] {
                if (serial == d->studySerial) { // else of a study that was cancelled or cleared
                    what();
                }
            },
            Qt::QueuedConnection);
    };
    d->studyJob = d->jobs->start(
        tr("Accuracy study of %1").arg(modelName()),
        [this, post, formats, known = std::move(known), network = modelName(), folder = d->ownStudies->path(),
         file = d->studyFile.path.toStdString(),
         subject = Subject{d->model.graph, d->model.data, d->chip, d->modelPath.toStdString(), d->dataPath.toStdString(), count}](
            const JobContext &job) {
            const StudySubject made = subject.make();
            job.check();
            StudyStore store(file.empty() ? ownFile(folder, made) : file, made, job.stop, [&](const std::string &reason) {
                post([this, text = coreText(reason)] { raiseMessage(Severity::Warning, text, {}, kStudyTopic); });
            });
            for (const Evaluation &evaluation : known) {
                if (!store.contains(evaluation.format, evaluation.fidelity)) {
                    store.add(evaluation);
                }
            }
            std::vector<std::pair<NumberFormat, Fidelity>> points;
            for (const NumberFormat &format : formats) {
                points.emplace_back(format, defaultFidelity(format));
            }
            std::set<std::int64_t> wanted{kFp32Point};
            for (const StudyPoint &point : store.plan(points)) {
                wanted.insert(point.id);
            }
            std::set<std::int64_t> told;
            const auto tell = [&](const StudyPoint &point, const Outcome &fp32) {
                told.insert(point.id);
                post([this, result = StudyResult{network, withRecovery(evaluationOf(point, fp32))}] { addStudyResult(result); });
            };
            // What others have measured in the meantime, and all of it once FP32 is known.
            const auto tellAll = [&] {
                const std::vector<StudyPoint> all = store.points();
                for (const StudyPoint &point : all) {
                    if (all.front().outcome && point.outcome && point.id != kFp32Point && wanted.contains(point.id)
                        && !told.contains(point.id)) {
                        job.check();
                        tell(point, *all.front().outcome);
                    }
                }
            };
            tellAll();
            const Dataset data = firstItems(*subject.data, subject.items);
            SweepTask task;
            task.graph = subject.graph;
            task.data = &data;
            task.config = subject.chip;
            task.done = [&](const StudyPoint &) { tellAll(); };
            task.failed = [&](const StudyPoint &point, const std::string &reason) {
                post([this, text = QString::fromStdString(titleOf(point)), why = coreText(reason)] {
                    raiseMessage(Severity::Warning, tr("Left out of the study: %1").arg(text), why);
                });
            };
            static_cast<void>(runSweep(store, wanted, task, job));
            tellAll();
        },
        [this] { d->studyFile.pending.clear(); },
        [this](const QString &error) { raiseMessage(Severity::Error, error, {}, kStudyTopic); });
    Q_EMIT studyChanged();
}

void Workspace::addStudyResult(const StudyResult &result)
{
    // A run that was repeated: the last one counts.
    const auto same = std::find_if(d->results.begin(), d->results.end(), [&](const StudyResult &other) {
        return other.network == result.network && other.evaluation.format == result.evaluation.format
               && other.evaluation.fidelity == result.evaluation.fidelity
               && other.evaluation.quantized.count == result.evaluation.quantized.count;
    });
    const auto index = static_cast<int>(same - d->results.begin());
    if (same == d->results.end()) {
        d->results.push_back(result);
    } else {
        *same = result;
    }
    std::erase(d->studyFile.pending, result.evaluation.format);
    Q_EMIT studyPointDone(index);
}

void Workspace::cancelStudy()
{
    if (studyRunning()) {
        ++d->studySerial;
        d->jobs->cancel(d->studyJob);
    }
}

bool Workspace::studyRunning() const
{
    return d->jobs->isRunning(d->studyJob);
}
int Workspace::studyJob() const
{
    return d->studyJob;
}
const std::vector<StudyResult> &Workspace::studyResults() const
{
    return d->results;
}
const StudyFile &Workspace::studyFile() const
{
    return d->studyFile;
}

void Workspace::clearStudy()
{
    cancelStudy();
    d->results.clear();
    d->studyFile = {};
    d->ownStudies.reset();
    Q_EMIT studyChanged();
}

void Workspace::openStudy(const QString &path)
{
    cancelStudy();
    withdrawMessages(kStudyTopic);
    auto opened = std::make_shared<OpenedStudy>();
    std::optional<Subject> own;
    if (!isEmpty()) {
        own = Subject{d->model.graph, d->model.data, d->chip, d->modelPath.toStdString(), d->dataPath.toStdString(), 0};
    }
    d->jobs->start(
        tr("Opening %1").arg(QFileInfo(path).fileName()),
        [opened, own, file = path.toStdString()](const JobContext &job) { *opened = readStudy(file, own, job); },
        [this, opened, path] {
            cancelStudy();
            const QString network = QFileInfo(QString::fromStdString(opened->subject["model"])).completeBaseName();
            d->results.clear();
            for (Evaluation &evaluation : opened->evaluations) {
                d->results.push_back({opened->fits ? modelName() : network, std::move(evaluation)});
            }
            d->studyFile = {.path = QFileInfo(path).absoluteFilePath(),
                            .network = network,
                            .items = std::atoll(opened->subject["items"].c_str()),
                            .pending = std::move(opened->pending),
                            .fitsNetwork = opened->fits};
            if (!opened->fits && !isEmpty()) {
                raiseMessage(Severity::Information,
                             tr("%1 is a study of %2, or of other data or chip settings than are open.")
                                 .arg(QFileInfo(path).fileName(), network),
                             tr("Its results are shown; it goes on where its network, data and settings are open."), kStudyTopic);
            }
            Q_EMIT studyChanged();
        },
        [this](const QString &error) { raiseMessage(Severity::Error, error, {}, kStudyTopic); });
}

void Workspace::saveStudyAs(const QString &path)
{
    if (d->results.empty() || isEmpty() || !d->model.data) {
        return;
    }
    const std::int64_t items = d->results.back().evaluation.quantized.count;
    std::vector<Evaluation> kept;
    for (const StudyResult &result : d->results) {
        if (result.network == modelName() && result.evaluation.quantized.count == items) {
            kept.push_back(result.evaluation);
        }
    }
    if (kept.empty()) {
        raiseMessage(Severity::Error, tr("These are results of %1, which is not open.").arg(d->results.back().network),
                     tr("Open its network and data to keep them in a file."), kStudyTopic);
        return;
    }
    d->jobs->start(
        tr("Writing %1").arg(QFileInfo(path).fileName()),
        [kept, file = path.toStdString(),
         subject = Subject{d->model.graph, d->model.data, d->chip, d->modelPath.toStdString(), d->dataPath.toStdString(), items}](
            const JobContext &job) {
            StudyStore store(file, subject.make(), job.stop);
            static_cast<void>(store.plan({}));
            const Evaluation &last = kept.back();
            if (last.fp32.count == last.quantized.count && !last.fp32Right.empty()) {
                store.setOutcome(kFp32Point, {.accuracy = last.fp32, .right = last.fp32Right});
            }
            for (const Evaluation &evaluation : kept) {
                store.add(evaluation);
            }
        },
        [this, path, items] {
            d->studyFile = {.path = QFileInfo(path).absoluteFilePath(), .network = modelName(), .items = items, .pending = {}};
            Q_EMIT studyChanged();
        },
        [this](const QString &error) { raiseMessage(Severity::Error, error, {}, kStudyTopic); });
}

} // namespace vsq
