// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/divergence.h"

#include "core/data/iteminputs.h"
#include "core/run/loadnetwork.h"
#include "core/tensor/npz.h"

namespace vsq {

namespace {

RunRecord recordOf(DivergenceSide &side, const std::shared_ptr<const Dataset> &data, const JobContext &job)
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
    RecordOptions wanted;
    wanted.operands = false; // integers and values are compared
    return recordRun(side.graph, side.layers, itemInputs(*side.graph, data.get(), side.run.item), std::move(options), wanted,
                     job);
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

} // namespace vsq
