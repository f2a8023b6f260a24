// SPDX-License-Identifier: GPL-3.0-or-later
// Workspace: measuring every layer.
#include "core/data/iteminputs.h"
#include "core/layer/layerenergy.h"
#include "core/layer/layermeasure.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspaceprivate.h"

namespace vsq {

namespace {

/// Networks up to this size are measured without being asked: a fraction of a second.
constexpr double kMacsMeasuredUnasked = 3e8;

} // namespace

void Workspace::forgetMeasurements()
{
    d->jobs->cancel(d->measureJob);
    d->priceSoon.stop();
    d->jobs->cancel(d->priceJob);
    if (!d->measurements.empty()) {
        d->measurements.clear();
        Q_EMIT measurementsChanged();
    }
    if (isSmall()) {
        d->measureSoon.start();
    } else {
        d->measureSoon.stop();
    }
}

bool Workspace::isSmall() const
{
    double macs = 0.0;
    for (const Layer &layer : d->model.layers) {
        macs += static_cast<double>(layer.macs);
    }
    return !isEmpty() && macs <= kMacsMeasuredUnasked;
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
        [this, reports, supply = d->chip.voltage] {
            d->measurements.assign(d->model.layers.size(), std::nullopt);
            for (LayerReport &report : *reports) {
                for (std::size_t i = 0; i < d->model.layers.size(); ++i) {
                    if (d->model.layers[i].name == report.layer.name) {
                        d->measurements[i] = std::move(report);
                        break;
                    }
                }
            }
            d->jobs->cancel(d->priceJob);
            Q_EMIT measurementsChanged();
            if (supply != d->chip.voltage) {
                priceMeasurements();
            }
        },
        [this](const QString &error) { raiseMessage(Severity::Warning, error, tr("The layers were not measured.")); });
}

void Workspace::priceMeasurements()
{
    d->jobs->cancel(d->priceJob);
    if (d->measurements.empty()) {
        return;
    }
    struct Task {
        std::optional<LayerReport> measured;
        NumberFormat format;
        NumberFormat next;
    };
    auto tasks = std::make_shared<std::vector<Task>>();
    for (std::size_t i = 0; i < d->measurements.size(); ++i) {
        tasks->push_back({d->measurements[i], layerFormat(static_cast<int>(i)), nextFormat(static_cast<int>(i))});
    }
    d->priceJob = d->jobs->start(
        tr("Energy of %1").arg(modelName()),
        [tasks, chip = d->chip](const JobContext &job) {
            for (Task &task : *tasks) {
                job.check();
                if (task.measured) {
                    task.measured->energy = measuredEnergy(*task.measured, task.format, chip, task.next);
                }
            }
        },
        [this, tasks] {
            for (std::size_t i = 0; i < tasks->size() && i < d->measurements.size(); ++i) {
                d->measurements[i] = std::move((*tasks)[i].measured);
            }
            Q_EMIT layerCostsChanged();
        },
        [this](const QString &error) { raiseMessage(Severity::Error, error); });
}

const std::vector<std::optional<LayerReport>> &Workspace::measurements() const
{
    return d->measurements;
}

} // namespace vsq
