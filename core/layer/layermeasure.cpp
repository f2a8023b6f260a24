// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layermeasure.h"

#include "core/run/backend.h"
#include "core/run/fidelity.h"
#include "core/run/loadnetwork.h"

#include <algorithm>

namespace vsq {

namespace {

/// One format's backend with the recorder that observes it.
struct Channel {
    Channel(const std::shared_ptr<const Graph> &graph, const NumberFormat &numbers, const ChipConfig &config,
            const std::stop_token &stop)
        : format(numbers), recorder(graph, numbers, config)
    {
        BackendOptions options;
        options.format = numbers;
        options.config = config;
        options.engine.stop = stop;
        options.observer = [this](const ProductTrace &trace) { recorder.record(trace); };
        backend = makeBackend(defaultFidelity(numbers), options);
    }

    NumberFormat format;
    LayerRecorder recorder;
    std::unique_ptr<ProductBackend> backend;
};

/// Sends each product to the backend of its layer's format.
class MixedBackend : public ProductBackend {
public:
    MixedBackend(std::map<std::string, Channel *> byLayer, Channel *otherwise)
        : m_byLayer(std::move(byLayer)), m_otherwise(otherwise)
    {
    }
    void multiply(const ProductRequest &request, float *c) override
    {
        const auto found = m_byLayer.find(request.node->name);
        (found == m_byLayer.end() ? m_otherwise : found->second)->backend->multiply(request, c);
    }

private:
    std::map<std::string, Channel *> m_byLayer;
    Channel *m_otherwise;
};

} // namespace

std::vector<LayerReport> measureLayers(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                                       const NumberFormat &format, const std::map<std::string, NumberFormat> &formats,
                                       const ChipConfig &config, const JobContext &job)
{
    std::vector<std::unique_ptr<Channel>> channels;
    const auto channelOf = [&](const NumberFormat &wanted) {
        const auto found = std::find_if(channels.begin(), channels.end(),
                                        [&](const auto &channel) { return channel->format == wanted; });
        if (found != channels.end()) {
            return found->get();
        }
        channels.push_back(std::make_unique<Channel>(graph, wanted, config, job.stop));
        return channels.back().get();
    };
    Channel *otherwise = channelOf(format);
    std::map<std::string, Channel *> byLayer;
    for (const auto &[layer, own] : formats) {
        byLayer[layer] = channelOf(own);
    }
    MixedBackend backend(byLayer, otherwise);
    (void)Executor(graph).run(inputs, backend, job);

    // Each recorder saw its own layers alone; put together in the network's order.
    std::map<std::string, LayerReport> reports;
    for (const auto &channel : channels) {
        for (LayerReport &report : channel->recorder.reports()) {
            reports.insert_or_assign(report.layer.name, std::move(report));
        }
    }
    std::vector<LayerReport> ordered;
    for (const Layer &layer : listLayers(graph)) {
        if (const auto found = reports.find(layer.name); found != reports.end()) {
            ordered.push_back(std::move(found->second));
            reports.erase(found);
        }
    }
    return ordered;
}

} // namespace vsq
