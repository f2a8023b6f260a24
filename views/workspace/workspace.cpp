// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/workspace.h"

#include "core/layer/networkcosts.h"
#include "core/run/loadnetwork.h"
#include "views/theme/coretext.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/laboratory.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/navigator.h"
#include "views/workspace/notebook.h"
#include "views/workspace/project.h"
#include "views/workspace/runlist.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/tuninglist.h"
#include "views/workspace/watchlist.h"
#include "views/workspace/workspaceprivate.h"

#include <QFileInfo>
#include <QSignalBlocker>

#include <algorithm>
#include <iterator>

namespace vsq {

namespace {

constexpr int kOpenMilliseconds = 200; ///< of a selection that walks from row to row only the last layer is opened
constexpr int kPriceMilliseconds = 30;
const QString kChipTopic = QStringLiteral("chip");
const QString kEventTopic = QStringLiteral("event");
const QString kOpenTopic = QStringLiteral("open");

} // namespace

Workspace::Workspace(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    qRegisterMetaType<Selection>();
    qRegisterMetaType<Severity>();
    d->simulation = new SimulationController(this);
    d->simulation->setUndoStack(&d->undoStack);
    d->jobs = new JobQueue(this);
    d->laboratory = new Laboratory(this);
    d->layerChip = new LayerChip(this);
    d->watches = new WatchList(this);
    d->runs = new RunList(this);
    d->tunings = new TuningList(this);
    d->notebook = new Notebook(this);
    d->navigator = new Navigator(this);
    connect(d->simulation, &SimulationController::failed, this, [this](const QString &text) {
        if (!d->simulation->isLoaded()) {
            d->chipProblem = text;
        }
        raiseMessage(Severity::Error, text, {}, kChipTopic);
    });
    connect(d->simulation, &SimulationController::loaded, this, [this] {
        if (d->simulation->isLoaded()) {
            d->chipProblem.clear();
            withdrawMessages(kChipTopic);
        }
    });
    connect(d->simulation, &SimulationController::snapshotChanged, this, [this] { withdrawMessages(kEventTopic); });
    connect(d->simulation, &SimulationController::eventNotFound, this, [this](EventKind kind, bool forwards) {
        const QString event = coreText(nameOf(kind));
        raiseMessage(Severity::Information,
                     forwards ? tr("No further event of this kind in the layer: %1.").arg(event)
                              : tr("No earlier event of this kind in the layer: %1.").arg(event),
                     {}, kEventTopic);
    });
    d->measureSoon.setSingleShot(true);
    d->measureSoon.setInterval(150);
    connect(&d->measureSoon, &QTimer::timeout, this, &Workspace::measureLayers);
    d->priceSoon.setSingleShot(true);
    d->priceSoon.setInterval(kPriceMilliseconds);
    connect(&d->priceSoon, &QTimer::timeout, this, &Workspace::priceMeasurements);
    d->openSoon.setSingleShot(true);
    d->openSoon.setInterval(kOpenMilliseconds);
    connect(&d->openSoon, &QTimer::timeout, this, [this] {
        const int layer = d->selection.layer;
        if (layer != d->openedLayer && layer >= 0 && layer < static_cast<int>(d->model.layers.size())
            && d->model.layers[static_cast<std::size_t>(layer)].onChip) {
            openLayer(layer);
        }
    });
    connect(d->jobs, &JobQueue::ended, this, [this](int id) {
        if (id == d->studyJob) {
            d->studyJob = 0;
            Q_EMIT studyChanged();
        }
    });
}

Workspace::~Workspace()
{
    // Their threads call back into members: they end first.
    delete d->jobs;
    delete d->simulation;
    d->undoStack.disconnect();
}

bool Workspace::isEmpty() const
{
    return d->model.graph == nullptr;
}
QString Workspace::modelPath() const
{
    return d->modelPath;
}
QString Workspace::modelName() const
{
    return QFileInfo(d->modelPath).completeBaseName();
}
QString Workspace::dataPath() const
{
    return d->dataPath;
}
std::shared_ptr<const Graph> Workspace::graph() const
{
    return d->model.graph;
}
const std::vector<Layer> &Workspace::layers() const
{
    return d->model.layers;
}
std::shared_ptr<const Dataset> Workspace::data() const
{
    return d->model.data;
}
bool Workspace::isOpening() const
{
    return d->jobs->isRunning(d->loadJob);
}

void Workspace::openModel(const QString &path, const QString &dataPath, const std::map<std::string, Shape> &shapes)
{
    Project project;
    project.shapes = shapes;
    project.format = d->format;
    project.chip = d->chip;
    open(project, path, dataPath, false);
}

void Workspace::openProject(const Project &project)
{
    open(project, project.modelPath, project.dataPath, true);
}

void Workspace::open(const Project &project, const QString &path, const QString &dataPath, bool isProject)
{
    d->jobs->cancel(d->loadJob);
    withdrawMessages(kOpenTopic);
    auto loaded = std::make_shared<LoadedModel>();
    const std::string file = QFileInfo(path).filePath().toStdString();
    const std::string dataFile = dataPath.toStdString();
    d->loadJob = d->jobs->start(
        tr("Opening %1").arg(QFileInfo(path).fileName()),
        [loaded, file, dataFile, project](const JobContext &job) {
            job.report(0, 3, "reading the network");
            LoadOptions options;
            options.shapes = project.shapes;
            LoadedNetwork network = loadNetwork(file, options, job);
            loaded->layers = std::move(network.layers);
            job.check();
            if (!dataFile.empty()) {
                job.report(2, 3, "reading the data");
                loaded->data = std::make_shared<const Dataset>(loadDataset(dataFile, *network.graph));
                job.check();
            }
            loaded->graph = std::move(network.graph);
            loaded->costs = networkCosts(loaded->layers, project.format, project.layerFormats, project.chip, job);
            job.report(3, 3);
        },
        [this, loaded, path, dataPath, project, isProject] {
            cancelStudy();
            d->jobs->cancel(d->layerJob);
            d->jobs->cancel(d->costJob);
            d->model = std::move(*loaded);
            d->modelPath = QFileInfo(path).absoluteFilePath();
            d->dataPath = dataPath.isEmpty() ? QString() : QFileInfo(dataPath).absoluteFilePath();
            d->shapes = project.shapes;
            d->layerData.reset();
            d->openedLayer = -1;
            d->selection = {};
            d->stood.clear();
            d->chipProblem.clear();
            d->openSoon.stop();
            d->format = project.format;
            d->layerFormats = project.layerFormats;
            d->chip = project.chip;
            d->item = d->model.data && project.item < d->model.data->size() ? std::max(project.item, 0) : 0;
            if (isProject) {
                d->watches->set(project.watches);
                d->runs->set(project.kept, project.baseline);
                d->tunings->set(project.tunings);
                d->notebook->set(project.moments);
                d->results = project.results;
                d->studyFile = {};
                d->simulation->setBreakpoints(project.breakpoints);
            }
            {
                const QSignalBlocker later(d->undoStack); // nobody is to look before all of it is new
                d->undoStack.clear();
            }
            d->simulation->load(nullptr, d->chip);
            Q_EMIT networkChanged();
            Q_EMIT formatsChanged();
            Q_EMIT chipConfigChanged();
            Q_EMIT layerOpened();
            Q_EMIT selectionChanged(d->selection);
            Q_EMIT studyChanged();
            forgetMeasurements();
            const auto wanted = std::find_if(d->model.layers.begin(), d->model.layers.end(), [&](const Layer &layer) {
                return !project.openedLayer.empty() && layer.name == project.openedLayer;
            });
            if (wanted != d->model.layers.end()) {
                const int product = project.product < wanted->count ? std::max(project.product, 0) : 0;
                d->stood[{wanted->name, product}] = {false, project.cycle, -1};
                openLayer(static_cast<int>(wanted - d->model.layers.begin()), product);
            }
        },
        [this, path](const QString &error) {
            raiseMessage(Severity::Error, error,
                         isEmpty() ? tr("Nothing was opened.") : tr("%1 stays open as it was.").arg(modelName()), kOpenTopic);
            Q_EMIT openFailed(path);
        });
}

void Workspace::closeModel()
{
    d->jobs->cancel(d->loadJob);
    d->jobs->cancel(d->layerJob);
    d->jobs->cancel(d->costJob);
    cancelStudy();
    d->model = {};
    d->modelPath.clear();
    d->dataPath.clear();
    d->shapes.clear();
    d->layerFormats.clear();
    d->layerData.reset();
    d->openedLayer = -1;
    d->selection = {};
    d->stood.clear();
    d->chipProblem.clear();
    d->openSoon.stop();
    withdrawMessages(kChipTopic);
    d->undoStack.clear();
    d->simulation->load(nullptr, d->chip);
    Q_EMIT networkChanged();
    forgetMeasurements();
    Q_EMIT layerOpened();
    Q_EMIT selectionChanged(d->selection);
}

Project Workspace::project() const
{
    Project project;
    project.modelPath = d->modelPath;
    project.dataPath = d->dataPath;
    project.shapes = d->shapes;
    project.format = d->format;
    project.layerFormats = d->layerFormats;
    project.chip = d->chip;
    project.breakpoints = d->simulation->breakpoints();
    project.watches = d->watches->signalList();
    project.kept = d->runs->runs();
    project.baseline = d->runs->baseline();
    std::copy_if(d->tunings->runs().begin(), d->tunings->runs().end(), std::back_inserter(project.tunings),
                 [](const TuningRun &run) { return run.tuned.has_value(); });
    project.moments = d->notebook->entries();
    project.openedLayer = d->openedLayer < 0 ? std::string() : d->model.layers[static_cast<std::size_t>(d->openedLayer)].name;
    project.product = d->openedLayer < 0 ? 0 : d->productIndex;
    const auto snapshot = d->simulation->snapshot();
    project.cycle = d->openedLayer < 0 || !snapshot ? 0 : snapshot->next.cycle;
    project.item = d->item;
    project.results = d->results;
    return project;
}

const Selection &Workspace::selection() const
{
    return d->selection;
}

void Workspace::select(const Selection &selection)
{
    if (selection == d->selection) {
        return;
    }
    const bool another = selection.layer != d->selection.layer;
    d->selection = selection;
    if (another) {
        d->openSoon.start();
    }
    Q_EMIT selectionChanged(selection);
}

Laboratory *Workspace::laboratory() const
{
    return d->laboratory;
}

LayerChip *Workspace::layerChip() const
{
    return d->layerChip;
}

WatchList *Workspace::watches() const
{
    return d->watches;
}

RunList *Workspace::runs() const
{
    return d->runs;
}

TuningList *Workspace::tunings() const
{
    return d->tunings;
}

Notebook *Workspace::notebook() const
{
    return d->notebook;
}

Navigator *Workspace::navigator() const
{
    return d->navigator;
}

JobQueue *Workspace::jobs() const
{
    return d->jobs;
}

void Workspace::raiseMessage(Severity severity, const QString &text, const QString &details, const QString &topic)
{
    Q_EMIT messageRaised(severity, text, details, topic);
}

void Workspace::withdrawMessages(const QString &topic)
{
    Q_EMIT messagesWithdrawn(topic);
}

} // namespace vsq
