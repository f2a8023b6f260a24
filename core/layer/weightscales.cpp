// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/weightscales.h"

#include "core/chip/plan.h"
#include "core/quantize/quantizer.h"
#include "core/run/activations.h"

#include <algorithm>
#include <map>

namespace vsq {

namespace {

/// FP32 products; looks at each layer's weights when they come by for the first time.
class LookingBackend final : public ProductBackend {
public:
    LookingBackend(const std::vector<Layer> &layers, const std::vector<NumberFormat> &formats, const JobContext &job,
                   const ChipConfig &config)
        : m_layers(layers), m_formats(formats), m_job(job), m_config(config)
    {
        for (std::size_t i = 0; i < layers.size(); ++i) {
            m_index.emplace(layers[i].name, i);
        }
    }

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_config); }

    void multiply(const ProductRequest &request, float *c) override
    {
        m_job.check();
        m_float->multiply(request, c);
        if (!request.aIsConstant || request.node == nullptr || request.index != 0) {
            return;
        }
        const auto found = m_index.find(request.node->name);
        if (found == m_index.end() || m_seen.contains(found->second)) {
            return;
        }
        const std::size_t index = found->second;
        const QuantizedMatrix matrix = quantizeStationary(request, m_formats[index]);
        ScaleStatistics statistics = scaleStatistics(request.a, matrix, OperandRole::Weights);
        m_seen.emplace(index, std::move(statistics));
        m_job.report(static_cast<std::int64_t>(m_seen.size()), static_cast<std::int64_t>(m_layers.size()), request.node->name);
    }

    WeightScales take()
    {
        WeightScales result;
        ScaleStatistics &all = result.all;
        for (auto &[index, one] : m_seen) {
            all.map.insert(all.map.end(), one.map.begin(), one.map.end());
            all.integerHistogram.resize(std::max(all.integerHistogram.size(), one.integerHistogram.size()), 0);
            for (std::size_t i = 0; i < one.integerHistogram.size(); ++i) {
                all.integerHistogram[i] += one.integerHistogram[i];
            }
            all.channelScales.insert(all.channelScales.end(), one.channelScales.begin(), one.channelScales.end());
            all.tensorScale = std::max(all.tensorScale, one.tensorScale);
            all.zeroVectors += one.zeroVectors;
            all.underflowing += one.underflowing;
            all.clamped += one.clamped;
            all.noise.add(one.noise);
            all.channelNoise.add(one.channelNoise);
            all.tensorNoise.add(one.tensorNoise);
            result.layers.push_back(m_layers[index]);
            result.statistics.push_back(std::move(one));
        }
        all.rows = static_cast<std::int64_t>(all.map.size());
        all.vectors = 1;
        all.linear = histogramOf(all.map, 64, false);
        all.logarithmic = histogramOf(all.map, 64, true);
        all.sqnrDb = all.noise.sqnrDb();
        all.channelSqnrDb = all.channelNoise.sqnrDb();
        all.tensorSqnrDb = all.tensorNoise.sqnrDb();
        return result;
    }

private:
    const std::vector<Layer> &m_layers;
    const std::vector<NumberFormat> &m_formats;
    const JobContext &m_job;
    const ChipConfig &m_config;
    std::map<std::string, std::size_t, std::less<>> m_index;
    std::map<std::size_t, ScaleStatistics> m_seen; ///< by layer
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
};

} // namespace

WeightScales weightScales(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, const std::vector<Layer> &layers,
                          const std::vector<NumberFormat> &formats, const JobContext &job, const ChipConfig &config)
{
    LookingBackend backend(layers, formats, job, config);
    JobContext quiet;
    quiet.stop = job.stop;
    Executor(graph).run(inputs, backend, quiet);
    return backend.take();
}

} // namespace vsq
