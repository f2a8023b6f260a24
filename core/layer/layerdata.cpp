// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layerdata.h"

#include "core/chip/plan.h"
#include "core/engine/operandsof.h"
#include "core/quantize/smoothing.h"
#include "core/run/activations.h"
#include "core/run/backend.h"
#include "core/run/chipmode.h"
#include "core/run/preparedoperands.h"

#include <algorithm>
#include <fmt/format.h>

namespace vsq {

namespace {

/// FP32 products, but those of one node are only looked at. A large convolution comes in several requests.
class CapturingBackend final : public ProductBackend {
public:
    CapturingBackend(std::string node, std::int64_t index, const ChipConfig &config)
        : m_node(std::move(node)), m_index(index), m_config(config)
    {
    }

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_config); }

    void multiply(const ProductRequest &request, float *c) override
    {
        if (request.node == nullptr || request.node->name != m_node) {
            m_float->multiply(request, c);
            return;
        }
        std::fill(c, c + request.m * request.n, 0.0F); // nobody looks at them: the run ends with this node
        count = request.count;
        if (request.index == m_index) {
            const std::int64_t before = found.n;
            found = request;
            found.n += before;
            a.assign(request.a, request.a + request.m * request.k);
            b.insert(b.end(), request.b, request.b + request.n * request.k);
        }
    }

    /// The product as one request, on the captured operands.
    [[nodiscard]] ProductRequest request() const
    {
        ProductRequest whole = found;
        whole.a = a.data();
        whole.b = b.data();
        return whole;
    }

    ProductRequest found;
    std::int64_t count = 0;
    std::vector<float> a;
    std::vector<float> b;

private:
    std::string m_node;
    std::int64_t m_index;
    const ChipConfig &m_config;
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
};

} // namespace

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

LayerData openLayer(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, const Layer &layer, std::int64_t index,
                    const NumberFormat &format, const ChipConfig &config, const JobContext &job, const ActivationScales *scales)
{
    CapturingBackend backend(layer.name, index, config);
    Executor(graph).runUntil(layer.node, inputs, backend, job);
    if (backend.a.empty()) {
        throw Error({.file = graph->sourceFile, .item = "layer '" + layer.name + "'"}, "product",
                    backend.count > 0 ? fmt::format("an index 0..{}", backend.count - 1) : "one on the chip",
                    backend.count > 0 ? std::to_string(index) : "none");
    }
    job.check();
    ProductRequest request = backend.request();
    if (!format.preparation.isNone()) {
        // Smoothing by this input's own maxima: the layer is looked at on nothing else.
        const ColumnMaxima maxima{{{layer.name, request.index}, columnMaxima(request.b, request.n, request.k, request.segments)}};
        const LayerPreparation how = preparationOf(format.preparation, request, &maxima);
        std::vector<float> a = preparedWeights(how, request);
        std::vector<float> b = preparedActivations(how, request);
        backend.a = std::move(a);
        backend.b = std::move(b);
        request = backend.request();
    }
    LayerData data;
    data.layer = asRun(layer, request);
    data.index = index;
    data.format = modeOf(format) ? format : asConfigured(format, config);
    data.qa = quantizeStationary(request, data.format, scales);
    data.qb = quantizeImages(request, data.format, scales);
    if (const auto mode = modeOf(format)) {
        data.operands = std::make_shared<const Operands>(makeOperands(data.qa, data.qb, *mode));
    }
    data.a = std::move(backend.a);
    data.b = std::move(backend.b);
    return data;
}

} // namespace vsq
