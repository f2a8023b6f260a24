// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/divergence.h"

#include "core/base/nearestname.h"
#include "core/data/iteminputs.h"
#include "core/layer/golden/goldendiff.h"
#include "core/layer/golden/goldentitle.h"
#include "core/run/loadnetwork.h"
#include "core/tensor/npz.h"

#include <algorithm>

namespace vsq {

namespace {

BackendOptions sideOptions(DivergenceSide &side, const JobContext &job)
{
    if (!side.graph) {
        LoadedNetwork network = loadNetwork(side.run.model.toStdString(), {}, job);
        side.graph = std::move(network.graph);
        side.layers = std::move(network.layers);
    }
    BackendOptions options;
    options.format = side.run.format;
    options.layerFormats.insert(side.run.layerFormats.begin(), side.run.layerFormats.end());
    options.config = side.run.chip;
    return options;
}

RunRecord recordOf(DivergenceSide &side, const std::shared_ptr<const Dataset> &data, const JobContext &job)
{
    BackendOptions options = sideOptions(side, job);
    const TensorMap inputs = itemInputs(*side.graph, data.get(), side.run.item);
    RecordOptions wanted;
    wanted.operands = false; // integers and values are compared
    return recordRun(side.graph, side.layers, inputs, forInputsAlone(std::move(options), side.graph, inputs, job), wanted, job);
}

} // namespace

RunDifference divergenceOf(DivergenceSide a, DivergenceSide b, const std::shared_ptr<const Dataset> &data, double tolerance,
                           const JobContext &job)
{
    const RunRecord first = recordOf(a, data, job);
    const RunRecord second = recordOf(b, data, job);
    job.check();
    return compareRuns(first, second, tolerance);
}

RunDifference divergenceFromTensors(DivergenceSide a, const std::shared_ptr<const Dataset> &data, const std::string &file,
                                    double tolerance, const JobContext &job)
{
    const auto tensors = readNpz(file);
    return compareValues(recordOf(a, data, job), tensors, tolerance, file);
}

RunDifference divergenceFromDump(DivergenceSide a, const std::shared_ptr<const Dataset> &data, const std::string &file,
                                 const JobContext &job)
{
    const auto title = titleOfDump(file);
    if (!title) {
        throw Error({.file = file, .item = {}}, "first line", "'// kit: ...', as the bench of vsq golden writes it",
                    "another one");
    }
    BackendOptions options = sideOptions(a, job);
    const auto layer = std::find_if(a.layers.begin(), a.layers.end(),
                                    [&](const Layer &each) { return each.name == title->layer; });
    if (layer == a.layers.end()) {
        std::vector<std::string> names;
        for (const Layer &each : a.layers) {
            names.push_back(each.name);
        }
        throw Error({.file = file, .item = {}}, "no such layer",
                    "one of the network's (nearest: '" + nearestName(title->layer, names) + "')", "'" + title->layer + "'");
    }
    const NumberFormat next = nextFormat(*layer, a.run.format, a.run.layerFormats);
    const auto opened = std::make_shared<const LayerData>(
        openLayer(a.graph, itemInputs(*a.graph, data.get(), a.run.item), *layer, title->product, std::move(options), job));
    if (!opened->operands) {
        throw Error({.file = file, .item = "layer '" + title->layer + "'"}, "format", "one of the chip's (vsq, int4, int8)",
                    describe(opened->format));
    }
    const OpenedChip chip(opened, a.run.chip, programOf(a.graph, *opened, a.run.chip, next),
                          biasOf(a.graph, *opened, a.run.chip));
    return compareBench(chip, file);
}

} // namespace vsq
