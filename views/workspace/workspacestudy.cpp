// SPDX-License-Identifier: GPL-3.0-or-later
// Workspace: accuracy studies, and measuring every layer.
#include "core/data/iteminputs.h"
#include "core/layer/layermeasure.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspaceprivate.h"

#include <QMetaObject>

#include <algorithm>

namespace vsq {

namespace {

/// Networks up to this size are measured without being asked: a fraction of a second.
constexpr double kMacsMeasuredUnasked = 3e8;

} // namespace

void Workspace::forgetMeasurements()
{
    d->jobs->cancel(d->measureJob);
    if (!d->measurements.empty()) {
        d->measurements.clear();
        Q_EMIT measurementsChanged();
    }
    double macs = 0.0;
    for (const Layer &layer : d->model.layers) {
        macs += static_cast<double>(layer.macs);
    }
    if (!isEmpty() && macs <= kMacsMeasuredUnasked) {
        d->measureSoon.start();
    } else {
        d->measureSoon.stop();
    }
}

void Workspace::measureLayers()
{
    if (isEmpty()) {
        return;
    }
    d->jobs->cancel(d->measureJob);
    auto reports = std::make_shared<std::vector<LayerReport>>();
    d->measureJob = d->jobs->start(
        tr("Measuring the layers of %1").arg(modelName()),
        [reports, graph = d->model.graph, data = d->model.data, item = d->item, format = d->format, formats = d->layerFormats,
         chip = d->chip](const JobContext &job) {
            *reports = vsq::measureLayers(
                graph, itemInputs(*graph, data.get(), item),
                {.format = format, .formats = formats, .config = chip, .scales = nullptr, .fidelity = {}}, job);
        },
        [this, reports] {
            d->measurements.assign(d->model.layers.size(), std::nullopt);
            for (LayerReport &report : *reports) {
                for (std::size_t i = 0; i < d->model.layers.size(); ++i) {
                    if (d->model.layers[i].name == report.layer.name) {
                        d->measurements[i] = std::move(report);
                        break;
                    }
                }
            }
            Q_EMIT measurementsChanged();
        },
        [this](const QString &error) { raiseMessage(Severity::Warning, error, tr("The layers were not measured.")); });
}

const std::vector<std::optional<LayerReport>> &Workspace::measurements() const
{
    return d->measurements;
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
    // What a former study of the same network and items has measured stays: a cancelled one goes on where it was.
    std::vector<NumberFormat> missing = formats;
    const std::int64_t count = std::min<std::int64_t>(items, d->model.data->size());
    std::erase_if(missing, [&](const NumberFormat &format) {
        return std::any_of(d->results.begin(), d->results.end(), [&](const StudyResult &result) {
            return result.network == modelName() && result.evaluation.format == format
                   && static_cast<std::int64_t>(result.evaluation.quantized.count) == count;
        });
    });
    if (missing.empty()) {
        raiseMessage(Severity::Information, tr("Every one of these formats has been measured on %1 items.").arg(count),
                     tr("Clear forgets the results, so that they can be measured again."), QStringLiteral("study"));
        return;
    }
    const int serial = ++d->studySerial;
    d->studyJob = d->jobs->start(
        tr("Accuracy study of %1").arg(modelName()),
        [this, serial, graph = d->model.graph, data = d->model.data, items, formats = std::move(missing), chip = d->chip,
         network = modelName()](const JobContext &job) {
            runStudy(
                graph, firstItems(*data, items), AccuracyStudy{formats}, chip,
                [&](std::size_t, const Evaluation &evaluation) {
                    QMetaObject::invokeMethod(
                        this, [this, serial, result = StudyResult{network, evaluation}] { addStudyResult(serial, result); },
                        Qt::QueuedConnection);
                },
                job);
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

void Workspace::clearStudy()
{
    cancelStudy();
    d->results.clear();
    Q_EMIT studyChanged();
}

} // namespace vsq
