// SPDX-License-Identifier: GPL-3.0-or-later
// Workspace: accuracy studies.
#include "views/workspace/iteminputs.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspaceprivate.h"

#include <QMetaObject>

namespace vsq {

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
    const int serial = ++d->studySerial;
    d->studyJob = d->jobs->start(tr("Accuracy study of %1").arg(modelName()),
        [this, serial, graph = d->model.graph, data = d->model.data, items, formats, chip = d->chip,
         network = modelName()](const JobContext &job) {
            runStudy(graph, firstItems(*data, items), AccuracyStudy{formats}, chip,
                     [&](std::size_t, const Evaluation &evaluation) {
                QMetaObject::invokeMethod(this, [this, serial, result = StudyResult{network, evaluation}] {
                    addStudyResult(serial, result);
                }, Qt::QueuedConnection);
            }, job);
        },
        {}, [this](const QString &error) { raiseMessage(Severity::Error, error); });
    Q_EMIT studyChanged();
}

void Workspace::addStudyResult(int serial, const StudyResult &result)
{
    if (serial != d->studySerial) {
        return; // of a study that was cancelled or cleared
    }
    d->results.push_back(result);
    Q_EMIT studyPointDone(static_cast<int>(d->results.size()) - 1);
}

void Workspace::cancelStudy()
{
    if (studyRunning()) {
        ++d->studySerial;
        d->jobs->cancel(d->studyJob);
    }
}

bool Workspace::studyRunning() const { return d->jobs->isRunning(d->studyJob); }
const std::vector<StudyResult> &Workspace::studyResults() const { return d->results; }

void Workspace::clearStudy()
{
    cancelStudy();
    d->results.clear();
    Q_EMIT studyChanged();
}

} // namespace vsq
