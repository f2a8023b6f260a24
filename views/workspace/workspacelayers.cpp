// SPDX-License-Identifier: GPL-3.0-or-later
// Workspace: number formats, chip settings and the layer that is open on the chip.
#include "core/chip/effects.h"
#include "core/chip/obstacles.h"
#include "core/layer/layerppu.h"
#include "core/layer/networkcosts.h"
#include "views/theme/coretext.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/layeropening.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/workspacecommands.h"
#include "views/workspace/workspaceprivate.h"

#include <algorithm>

namespace vsq {

NumberFormat Workspace::format() const
{
    return d->format;
}

bool Workspace::hasLayerFormat(int layer) const
{
    return layer >= 0 && layer < static_cast<int>(d->model.layers.size())
           && d->layerFormats.contains(d->model.layers[static_cast<std::size_t>(layer)].name);
}

NumberFormat Workspace::layerFormat(int layer) const
{
    return hasLayerFormat(layer) ? d->layerFormats.at(d->model.layers[static_cast<std::size_t>(layer)].name) : d->format;
}

NumberFormat Workspace::nextFormat(int layer) const
{
    return layer < 0 || layer >= static_cast<int>(d->model.layers.size())
               ? d->format
               : vsq::nextFormat(d->model.layers[static_cast<std::size_t>(layer)], d->format, d->layerFormats);
}

void Workspace::setFormat(const NumberFormat &format)
{
    if (!(format == d->format)) {
        d->undoStack.push(new FormatCommand(*this, d->format, format));
    }
}

void Workspace::setLayerFormat(int layer, const NumberFormat &format)
{
    if (layer < 0 || layer >= static_cast<int>(d->model.layers.size())
        || (hasLayerFormat(layer) && layerFormat(layer) == format)) {
        return;
    }
    const std::string &name = d->model.layers[static_cast<std::size_t>(layer)].name;
    const auto before = d->layerFormats.find(name);
    d->undoStack.push(new LayerFormatCommand(
        *this, name, before == d->layerFormats.end() ? std::nullopt : std::optional(before->second), format));
}

void Workspace::clearLayerFormat(int layer)
{
    if (hasLayerFormat(layer)) {
        const std::string &name = d->model.layers[static_cast<std::size_t>(layer)].name;
        d->undoStack.push(new LayerFormatCommand(*this, name, d->layerFormats.at(name), std::nullopt));
    }
}

void Workspace::setLayerFormats(const std::map<std::string, NumberFormat> &formats, const QString &title)
{
    std::map<std::string, NumberFormat> after = d->layerFormats;
    for (const auto &[layer, format] : formats) {
        if (format == d->format) {
            after.erase(layer);
        } else {
            after[layer] = format;
        }
    }
    if (after != d->layerFormats) {
        d->undoStack.push(new LayerFormatsCommand(*this, title, d->layerFormats, after));
    }
}

const ChipConfig &Workspace::chipConfig() const
{
    return d->chip;
}

void Workspace::setChipConfig(const ChipConfig &config)
{
    if (config == d->chip) {
        return;
    }
    try {
        validate(config);
        if (const auto obstacle = obstacleToLayers(config)) {
            throw *obstacle;
        }
    } catch (const Error &error) {
        raiseMessage(Severity::Error, coreText(error.what()), tr("The chip's settings stay as they were."));
        return;
    }
    d->undoStack.push(new ChipConfigCommand(*this, d->chip, config));
}

QUndoStack *Workspace::undoStack()
{
    return &d->undoStack;
}

void WorkspaceAccess::edit(Workspace &workspace, const std::function<void()> &change)
{
    const int opened = workspace.d->openedLayer;
    const NumberFormat format = workspace.layerFormat(opened);
    const NumberFormat next = workspace.nextFormat(opened);
    const int layers = static_cast<int>(workspace.layers().size());
    std::vector<std::pair<NumberFormat, NumberFormat>> before;
    for (int i = 0; i < layers; ++i) {
        before.emplace_back(workspace.layerFormat(i), workspace.nextFormat(i));
    }
    change();
    std::vector<bool> kept;
    for (int i = 0; i < layers; ++i) {
        kept.push_back(before[static_cast<std::size_t>(i)] == std::pair(workspace.layerFormat(i), workspace.nextFormat(i)));
    }
    workspace.planLayers(kept);
    workspace.forgetMeasurements();
    Q_EMIT workspace.formatsChanged();
    // The open layer hears of its own format, of those of the layers before it, which its activations come through, and of the
    // one that its results leave in; the others are nothing to it.
    const auto until = kept.begin() + std::clamp(opened, 0, layers);
    if (!(workspace.layerFormat(opened) == format) || std::find(kept.begin(), until, false) != until) {
        workspace.reopenLayer();
    } else if (!(workspace.nextFormat(opened) == next)) {
        workspace.loadSimulation({.keepCycle = true});
    }
}

void WorkspaceAccess::setFormat(Workspace &workspace, const NumberFormat &format)
{
    edit(workspace, [&] { workspace.d->format = format; });
}

void WorkspaceAccess::setLayerFormat(Workspace &workspace, const std::string &layer, const std::optional<NumberFormat> &format)
{
    edit(workspace, [&] {
        if (format) {
            workspace.d->layerFormats[layer] = *format;
        } else {
            workspace.d->layerFormats.erase(layer);
        }
    });
}

void WorkspaceAccess::setLayerFormats(Workspace &workspace, const std::map<std::string, NumberFormat> &formats)
{
    edit(workspace, [&] { workspace.d->layerFormats = formats; });
}

void WorkspaceAccess::setChipConfig(Workspace &workspace, const ChipConfig &config)
{
    const ChipConfig before = workspace.d->chip;
    const bool supplyAlone = differInSupplyAlone(config, before);
    workspace.d->chip = config;
    if (supplyAlone) { // a slider may ask for many: neither planned, simulated nor measured anew
        if (!workspace.d->priceSoon.isActive()) {
            workspace.d->priceSoon.start();
        }
        Q_EMIT workspace.supplyChanged();
        return;
    }
    workspace.planLayers(std::vector<bool>(workspace.layers().size(), false));
    workspace.forgetMeasurements();
    Q_EMIT workspace.chipConfigChanged();
    if (config.packedChannels
        == before.packedChannels) { // else the operands have other vectors: they are not the chip's any more
        workspace.loadSimulation({.keepCycle = true});
    }
    if (differInValues(before, config)) { // the activations have come through the layers before it
        workspace.reopenLayer();
    }
}

const std::vector<std::optional<LayerCost>> &Workspace::layerCosts() const
{
    return d->model.costs;
}

void Workspace::planLayers(const std::vector<bool> &kept)
{
    if (isEmpty() || (!d->jobs->isRunning(d->costJob) && std::find(kept.begin(), kept.end(), false) == kept.end())) {
        return;
    }
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i]) {
            d->model.costs[i].reset(); // no number beside a format that it is not of
        }
    }
    d->jobs->cancel(d->costJob);
    auto costs = std::make_shared<std::vector<std::optional<LayerCost>>>();
    d->costJob = d->jobs->start(
        tr("Planning %1").arg(modelName()),
        [costs, layers = d->model.layers, format = d->format, formats = d->layerFormats, chip = d->chip](const JobContext &job) {
            *costs = networkCosts(layers, format, formats, chip, job);
        },
        [this, costs] {
            d->model.costs = std::move(*costs);
            Q_EMIT layerCostsChanged();
        },
        [this](const QString &error) { raiseMessage(Severity::Error, error); });
    Q_EMIT layerCostsChanged();
}

void Workspace::openLayer(int layer, int productIndex)
{
    if (layer < 0 || layer >= static_cast<int>(d->model.layers.size())) {
        return;
    }
    const Layer &opened = d->model.layers[static_cast<std::size_t>(layer)];
    if (!opened.onChip) {
        raiseMessage(Severity::Information,
                     tr("%1 does not run on the chip: %2").arg(QString::fromStdString(opened.name), coreText(opened.reason)));
        return;
    }
    d->jobs->cancel(d->layerJob);
    d->openSoon.stop();
    auto result = std::make_shared<std::shared_ptr<const LayerData>>();
    d->layerJob = d->jobs->start(
        tr("Opening layer %1").arg(QString::fromStdString(opened.name)),
        [result, opening = openingOf(*this, layer, productIndex)](const JobContext &job) {
            *result = std::make_shared<const LayerData>(opening.open(job));
        },
        [this, result, layer, productIndex] {
            const bool same = layer == d->openedLayer && productIndex == d->productIndex;
            const bool otherProduct = layer == d->openedLayer && !same;
            rememberCycle();
            d->layerData = *result;
            d->openedLayer = layer;
            d->productIndex = productIndex;
            d->chipProblem.clear();
            const auto stood = d->stood.find({(*result)->layer.name, productIndex});
            SimulationStart start = stood == d->stood.end() ? SimulationStart{} : stood->second;
            start.keepCycle = same;
            loadSimulation(start);
            Q_EMIT layerOpened();
            // Whoever selected something in this layer meant it.
            if (otherProduct || d->selection.layer != layer) {
                Selection selection;
                selection.layer = layer;
                select(selection);
            }
        },
        [this](const QString &error) { raiseMessage(Severity::Error, error); });
}

void Workspace::reopenLayer()
{
    if (d->openedLayer >= 0) {
        openLayer(d->openedLayer, d->productIndex);
    }
}

void Workspace::loadSimulation(const SimulationStart &start)
{
    if (!d->layerData) {
        d->simulation->load(nullptr, d->chip);
        return;
    }
    d->simulation->load(
        d->layerData->operands, d->chip,
        [graph = d->model.graph, data = d->layerData, next = nextFormat(d->openedLayer)](const ChipConfig &config) {
            return programOf(graph, *data, config, next);
        },
        start);
}

void Workspace::rememberCycle()
{
    const auto snapshot = d->simulation->snapshot();
    if (d->openedLayer >= 0 && snapshot) {
        const std::string &name = d->model.layers[static_cast<std::size_t>(d->openedLayer)].name;
        d->stood[{name, d->productIndex}] = {false, snapshot->next.cycle, snapshot->totalCycles};
    }
}

int Workspace::openedProduct() const
{
    return d->productIndex;
}

const QString &Workspace::chipProblem() const
{
    return d->chipProblem;
}

int Workspace::openedLayer() const
{
    return d->openedLayer;
}
std::shared_ptr<const LayerData> Workspace::layerData() const
{
    return d->layerData;
}
int Workspace::item() const
{
    return d->item;
}

void Workspace::setItem(int item)
{
    const int last = d->model.data ? static_cast<int>(d->model.data->size()) - 1 : 0;
    const int wanted = std::clamp(item, 0, std::max(last, 0));
    if (wanted != d->item) {
        d->item = wanted;
        forgetMeasurements();
        reopenLayer();
    }
}

SimulationController *Workspace::simulation() const
{
    return d->simulation;
}

std::vector<std::string> Workspace::tokens() const
{
    if (!d->layerData || !d->model.data) {
        return {};
    }
    std::vector<std::string> tokens = d->model.data->tokens(d->item);
    return static_cast<std::int64_t>(tokens.size()) == d->layerData->layer.n ? tokens : std::vector<std::string>();
}

} // namespace vsq
