// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/runparting.h"

#include "core/quantize/errormeasures.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

const Tensor *outputOf(const RunRecord &record, const std::string &layer)
{
    const auto node = std::find_if(record.nodes.begin(), record.nodes.end(),
                                   [&](const RecordedNode &each) { return each.name == layer; });
    return node == record.nodes.end() || node->outputs.empty() ? nullptr : record.value(node->outputs.front());
}

} // namespace

std::vector<LayerParting> runParting(const std::shared_ptr<const Graph> &graph, const std::vector<Layer> &layers,
                                     const TensorMap &inputs, const BackendOptions &options, const JobContext &job)
{
    RecordOptions wanted;
    wanted.products = [](const std::string &) { return false; };
    BackendOptions exact = options;
    exact.layerFormats.clear();
    wanted.fidelity = Fidelity::Float;
    const RunRecord fp32 = recordRun(graph, layers, inputs, exact, wanted, job);
    wanted.fidelity.reset();
    const RunRecord run = recordRun(graph, layers, inputs, options, wanted, job);
    std::vector<LayerParting> list;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Tensor *reference = outputOf(fp32, layers[i].name);
        const Tensor *value = outputOf(run, layers[i].name);
        if (reference == nullptr || value == nullptr || reference->dtype() != DType::Float32 || value->dtype() != DType::Float32
            || reference->shape() != value->shape()) {
            continue;
        }
        NoiseEnergy energy;
        energy.add(reference->values<float>(), value->values<float>());
        LayerParting parting{.layer = static_cast<int>(i), .sqnrDb = energy.sqnrDb()};
        for (std::size_t k = 0; k < reference->values<float>().size(); ++k) {
            parting.largest = std::max(parting.largest,
                                       std::abs(static_cast<double>(reference->values<float>()[k]) - value->values<float>()[k]));
        }
        list.push_back(parting);
    }
    return list;
}

int firstParting(const std::vector<LayerParting> &layers)
{
    const auto first = std::find_if(layers.begin(), layers.end(), [](const LayerParting &each) { return each.largest > 0.0; });
    return first == layers.end() ? -1 : static_cast<int>(first - layers.begin());
}

int deepestFall(const std::vector<LayerParting> &layers)
{
    int deepest = -1;
    double most = 0.0;
    for (std::size_t i = 1; i < layers.size(); ++i) {
        const double fall = layers[i - 1].sqnrDb - layers[i].sqnrDb;
        if (std::isfinite(fall) && fall > most) {
            most = fall;
            deepest = static_cast<int>(i);
        }
    }
    return deepest;
}

} // namespace vsq
