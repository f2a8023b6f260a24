// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layerdata.h"

#include "core/layer/runrecord.h"

#include <fmt/format.h>

#include <mutex>
#include <utility>

namespace vsq {

Layer asRun(const Layer &layer, const ProductRequest &request)
{
    Layer run = layer;
    run.m = request.m;
    run.n = request.n;
    run.k = request.k;
    run.count = request.count;
    run.macs = run.m * run.n * run.k * run.count;
    if (run.channels > 0 && request.itemRows > 0 && run.outputHeight * run.outputWidth != request.itemRows) {
        run.outputHeight = 1;
        run.outputWidth = request.itemRows;
    }
    return run;
}

Layer asRun(const Layer &layer, const Layer &kept)
{
    Layer run = layer;
    run.m = kept.m;
    run.n = kept.n;
    run.k = kept.k;
    run.count = kept.count;
    run.macs = kept.macs;
    run.outputHeight = kept.outputHeight;
    run.outputWidth = kept.outputWidth;
    return run;
}

LayerData openLayer(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, const Layer &layer, std::int64_t index,
                    BackendOptions options, const JobContext &job)
{
    options = forInputsAlone(std::move(options), graph, inputs, job);
    if (!options.observer) {
        options.observed = {layer.name};
    }
    std::int64_t count = 0;
    std::mutex mutex; // heads are multiplied side by side
    options.observer = [&, other = options.observer](const ProductTrace &trace) {
        if (trace.request.node->name == layer.name) {
            const std::lock_guard lock(mutex);
            count = trace.request.count;
        }
        if (other) {
            other(trace);
        }
    };
    RecordOptions wanted;
    wanted.products = [&layer](const std::string &name) { return name == layer.name; };
    wanted.product = index;
    wanted.values = false;
    wanted.until = layer.name;
    RunRecord record = recordRun(graph, {layer}, inputs, std::move(options), wanted, job);
    job.check();
    if (record.products.empty()) {
        throw Error({.file = graph->sourceFile, .item = "layer '" + layer.name + "'"}, "product",
                    count > 0 ? fmt::format("an index 0..{}", count - 1) : "one on the chip",
                    count > 0 ? std::to_string(index) : "none");
    }
    return std::move(record.products.begin()->second);
}

LayerData openLayer(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, const Layer &layer, std::int64_t index,
                    const NumberFormat &format, const ChipConfig &config, const JobContext &job,
                    std::shared_ptr<const ActivationScales> scales)
{
    BackendOptions options;
    options.format = format;
    options.config = config;
    options.scales = std::move(scales);
    return openLayer(graph, inputs, layer, index, std::move(options), job);
}

} // namespace vsq
